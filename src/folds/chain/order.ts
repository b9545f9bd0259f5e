import type { Holdings } from '../../evidence/holdings.ts'
import { most, ratio } from '../../math/concentration.ts'
import { balanceSheetOf } from './balance-sheet.ts'
import type { Groups } from './groups.ts'

/** Share of influence in units of 2^-60, so that comparing is exact and the same everywhere. */
function influences(groups: Groups, holdings: Holdings): BigUint64Array {
  const { issuance, staked } = balanceSheetOf(holdings).totals
  const unit = 1n << 60n
  const part = (amount: bigint, of: bigint): bigint => (of === 0n ? 0n : (amount * unit) / of)
  return groups.free.map((free, row) => {
    const [held, weight] = [part(free + groups.ownStake[row]!, issuance), part(groups.weight[row]!, staked)]
    return most(held, weight)
  })
}

const orders = new WeakMap<Groups, Uint32Array>()

/** Groups by falling influence; of equal ones the lower row first, which is the lower account. */
export function byInfluence(groups: Groups, holdings: Holdings): Uint32Array {
  const known = orders.get(groups)
  if (known) return known
  const shares = influences(groups, holdings)
  const rows = groups.of.filter((of, row) => of === row && shares[row]! > 0n)
  const approximate = Float64Array.from(shares, Number)
  rows.sort(
    (a, b) => approximate[b]! - approximate[a]! || (shares[a]! < shares[b]! ? 1 : shares[a]! > shares[b]! ? -1 : a - b),
  )
  orders.set(groups, rows)
  return rows
}

/** Share of influence of the group in a row, as a fraction: of all TAO held or of all validator weight, the larger. */
export function shareOf(groups: Groups, holdings: Holdings, row: number): number {
  const { issuance, staked } = balanceSheetOf(holdings).totals
  const part = (amount: bigint, of: bigint): number => (of === 0n ? 0 : ratio(amount, of))
  return Math.max(part(groups.free[row]! + groups.ownStake[row]!, issuance), part(groups.weight[row]!, staked))
}
