import { raoAt } from '../../evidence/rows.ts'
import { type Concentration, concentration, type Fraction, nakamoto } from '../../math/concentration.ts'
import type { Groups } from './groups.ts'

/** What may be spread: free and own stake; own stake; stake on one's validators. */
export const measures = ['holdings', 'stake', 'weight'] as const
export type Measure = (typeof measures)[number]

const third: Fraction = [1n, 3n]
const half: Fraction = [1n, 2n]
const twoThirds: Fraction = [2n, 3n]

/** How unequally one thing is spread; amounts as decimal digits of rao. */
export interface Spread {
  holders: number
  total: string
  gini: number
  hhi: number
  /** 1 / HHI: as many equal holders would be as concentrated. */
  effective: number
  /** The fewest holders that together have more than this share; 0 when there is nothing to hold. */
  nakamoto: { third: number; half: number; twoThirds: number }
  top10: number
  top100: number
}

/** The figures of a measure over the groups, but for those left out. */
export function spreadOf(groups: Groups, measure: Measure, without: ReadonlySet<number> = new Set()): Spread {
  return spreadOfAmounts(amountsOf(groups, measure, without))
}

/** The figures of amounts, one of each holder. */
export const spreadOfAmounts = (amounts: BigUint64Array): Spread => spread(concentration(amounts))

/** Amounts of the groups; rows that only name a part of a group are no holders of their own. */
function amountsOf(
  { holders, free, ownStake, weight }: Groups,
  measure: Measure,
  without: ReadonlySet<number>,
): BigUint64Array {
  const amount = (row: number): bigint => {
    if (measure === 'weight') return raoAt(weight, row)
    const stake = raoAt(ownStake, row)
    return measure === 'stake' ? stake : raoAt(free, row) + stake
  }
  return BigUint64Array.from(
    holders.filter((row) => !without.has(row)),
    amount,
  )
}

function spread(of: Concentration): Spread {
  const { holders, total, gini, hhi, effective, top10, top100 } = of
  const fewest = { third: nakamoto(of, third), half: nakamoto(of, half), twoThirds: nakamoto(of, twoThirds) }
  return { holders, total: String(total), gini, hhi, effective, nakamoto: fewest, top10, top100 }
}
