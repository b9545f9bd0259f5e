import { raoAt } from '../../evidence/rows.ts'
import { most, ratio } from '../../math/concentration.ts'
import type { BalanceSheet } from './balance-sheet.ts'
import type { Groups } from './groups.ts'

type Totals = Pick<BalanceSheet, 'totals'>

/** Orders amounts, the larger first. */
export const byFalling = (a: bigint, b: bigint): number => (a < b ? 1 : a > b ? -1 : 0)

/** Shares of influence near enough to tell most groups apart, by row: exact comparing is for the few that are close. */
export interface Shares {
  /** Of each group; 0 for a row that names none. */
  of: Float64Array
  /** The same, rising. */
  rising: Float64Array
}

/** How far a double may be from the exact share, as a fraction of it: far more than it ever is. */
const near = 1e-9

/** Shares of influence of all groups. */
export function sharesOf(groups: Groups, sheet: Totals): Shares {
  const of = approximate(groups, sheet)
  return { of, rising: of.toSorted() }
}

function approximate(
  { groupOf, free, ownStake, weight }: Groups,
  { totals: { issuance, staked } }: Totals,
): Float64Array {
  const part = (amount: number, of: number): number => (of === 0 ? 0 : amount / of)
  const [ofAll, ofStake] = [Number(issuance), Number(staked)]
  const shares = new Float64Array(groupOf.length)
  for (let row = 0; row < shares.length; row++) {
    if (groupOf[row] !== row) continue
    const held = Number(raoAt(free, row)) + Number(raoAt(ownStake, row))
    shares[row] = Math.max(part(held, ofAll), part(Number(raoAt(weight, row)), ofStake))
  }
  return shares
}

/** So many rows of groups by falling influence; of equal ones the lower row first, which is the lower account. */
export function largest(groups: Groups, sheet: Totals, { of, rising }: Shares, count: number): Uint32Array {
  const least = (rising.at(-count) ?? 0) * (1 - near)
  return inOrder(groups, sheet, rowsFrom(of, least)).subarray(0, count)
}

/** Rows of all groups that have at least a share of influence, in the same order. */
export function fromShare(groups: Groups, sheet: Totals, least: number): Uint32Array {
  const rows = rowsFrom(approximate(groups, sheet), least * (1 - near))
  return inOrder(
    groups,
    sheet,
    rows.filter((row) => shareOf(groups, sheet, row) >= least),
  )
}

function rowsFrom(shares: Float64Array, least: number): Uint32Array {
  const rows: number[] = []
  for (let row = 0; row < shares.length; row++) {
    const share = shares[row]
    if (share !== undefined && share > 0 && share >= least) rows.push(row)
  }
  return Uint32Array.from(rows)
}

function inOrder(groups: Groups, sheet: Totals, rows: Uint32Array): Uint32Array {
  const influences = Array.from(rows, (row) => ({ row, influence: influenceOf(groups, sheet, row) }))
  influences.sort((a, b) => byFalling(a.influence, b.influence) || a.row - b.row)
  return Uint32Array.from(influences, ({ row }) => row)
}

/** Share of influence in units of 2^-60, so that comparing is exact and the same everywhere. */
function influenceOf(
  { free, ownStake, weight }: Groups,
  { totals: { issuance, staked } }: Totals,
  row: number,
): bigint {
  const part = (amount: bigint, of: bigint): bigint => (of === 0n ? 0n : (amount * unit) / of)
  return most(part(raoAt(free, row) + raoAt(ownStake, row), issuance), part(raoAt(weight, row), staked))
}

const unit = 1n << 60n

/** Parts of two wholes, as fractions: what is held, of all TAO; and the stake that is voted with, of all stake. */
export interface TwoShares {
  holdings: number
  weight: number
}

/** The two shares of the group in a row. They are never added: each is a part of its own whole. */
export function twoSharesOf(
  { free, ownStake, weight }: Groups,
  { totals: { issuance, staked } }: Totals,
  row: number,
): TwoShares {
  const part = (amount: bigint, of: bigint): number => (of === 0n ? 0 : ratio(amount, of))
  return {
    holdings: part(raoAt(free, row) + raoAt(ownStake, row), issuance),
    weight: part(raoAt(weight, row), staked),
  }
}

/** The larger of the two shares of the group in a row: for order and for bands, and never shown as a part of anything. */
export function shareOf(groups: Groups, sheet: Totals, row: number): number {
  const { holdings, weight } = twoSharesOf(groups, sheet, row)
  return Math.max(holdings, weight)
}
