import { raoAt } from '../../evidence/rows.ts'
import { most, ratio } from '../../math/concentration.ts'
import type { BalanceSheet } from './balance-sheet.ts'
import { amountsAt, type Groups } from './groups.ts'

type Totals = Pick<BalanceSheet, 'totals'>

/** Share of influence in units of 2^-60, so that comparing is exact and the same everywhere. */
function influences(groups: Groups, { totals: { issuance, staked } }: Totals): BigUint64Array {
  const unit = 1n << 60n
  const part = (amount: bigint, of: bigint): bigint => (of === 0n ? 0n : (amount * unit) / of)
  return groups.free.map((_, row) => {
    const { free, ownStake, weight } = amountsAt(groups, row)
    return most(part(free + ownStake, issuance), part(weight, staked))
  })
}

/** Orders amounts, the larger first. */
export const byFalling = (a: bigint, b: bigint): number => (a < b ? 1 : a > b ? -1 : 0)

/** Rows of the groups by falling influence; of equal ones the lower row first, which is the lower account. */
export function byInfluence(groups: Groups, sheet: Totals): Uint32Array {
  const shares = influences(groups, sheet)
  const rows = groups.groupOf.filter((group, row) => group === row && raoAt(shares, row) > 0n)
  const approximate = Float64Array.from(shares, Number)
  return rows.sort(
    (a, b) => approximate[b]! - approximate[a]! || byFalling(raoAt(shares, a), raoAt(shares, b)) || a - b,
  )
}

/** Share of influence of the group in a row, as a fraction: of all TAO held or of all validator weight, the larger. */
export function shareOf(groups: Groups, { totals: { issuance, staked } }: Totals, row: number): number {
  const part = (amount: bigint, of: bigint): number => (of === 0n ? 0 : ratio(amount, of))
  const { free, ownStake, weight } = amountsAt(groups, row)
  return Math.max(part(free + ownStake, issuance), part(weight, staked))
}
