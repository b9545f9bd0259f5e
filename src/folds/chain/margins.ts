import type { Holdings } from '../../evidence/holdings.ts'
import { raoAt, rowAt } from '../../evidence/rows.ts'
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
  const rows = weighty(weight).filter((row) => groupOf[row] === row)
  const weights = Array.from(rows, (row) => raoAt(weight, row))
  const quota = weights.reduce((sum, each) => sum + each, 0n) / 2n + 1n
  const fewest = fewestToReach(weights, quota)?.map((place) => rowAt(rows, place))
  const lightest = fewest?.at(-1)
  if (fewest === undefined || lightest === undefined) return { passing: new Set(), over: 0n, under: 0n }
  const sum = fewest.reduce((whole, row) => whole + raoAt(weight, row), 0n)
  const last = raoAt(weight, lightest)
  return {
    passing: new Set(fewest.map((row) => numberIn(dictionary, accounts, row * 32))),
    over: sum - quota,
    under: quota - (sum - last),
  }
}

/** Rows with weight: few among all accounts, so what is nothing is passed over as two words, of which no number is made. */
function weighty(weight: BigUint64Array): Uint32Array {
  const words = new Uint32Array(weight.buffer, weight.byteOffset, weight.length * 2)
  const rows: number[] = []
  for (let row = 0; row < weight.length; row++) if (words[row * 2] !== 0 || words[row * 2 + 1] !== 0) rows.push(row)
  return Uint32Array.from(rows)
}
