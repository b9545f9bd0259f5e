import type { Holdings } from '../../evidence/holdings.ts'
import { fewestToReach } from '../../math/power.ts'
import { type Dictionary, numberIn } from './dictionary.ts'
import type { Groups } from './groups.ts'

/** How near the stake-weighted majority is to passing into other hands. Amounts in rao. */
export interface Margins {
  /** Entities among the fewest that have more than half of all weight, by number. */
  passing: ReadonlySet<number>
  /** Losing more than this, they have half no more. */
  over: bigint
  /** Gaining this, one of them fewer has more than half. */
  under: bigint
}

/** The margins of a snapshot. */
export function marginsOf({ accounts }: Holdings, { groupOf, weight }: Groups, dictionary: Dictionary): Margins {
  const rows = Array.from(groupOf.filter((group, row) => group === row && weight[row]! > 0n))
  const weights = rows.map((row) => weight[row]!)
  const quota = weights.reduce((sum, each) => sum + each, 0n) / 2n + 1n
  const fewest = fewestToReach(weights, quota)
  if (fewest === null) return { passing: new Set(), over: 0n, under: 0n }
  const sum = fewest.reduce((whole, place) => whole + weights[place]!, 0n)
  const last = weights[fewest.at(-1)!]!
  return {
    passing: new Set(fewest.map((place) => numberIn(dictionary, accounts, rows[place]! * 32))),
    over: sum - quota,
    under: quota - (sum - last),
  }
}
