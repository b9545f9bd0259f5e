/** What came with holdings-2: convictions, what the chain adds up of locks, and whose the baskets are. */

import { Malformed } from '../log/errors.ts'
import { checkRows } from './accounts.ts'
import { checkOrderOf, checkRising, sameLength } from './column-checks.ts'

/** Forms of what the chain adds up of locks; the number of each is its place here. */
export const lockSumForms = ['decaying', 'perpetual', 'decaying-owner', 'perpetual-owner'] as const
export type LockSumForm = (typeof lockSumForms)[number]

/** What came with holdings-2. */
export interface LaterColumns {
  /**
   * Beside each lock: its conviction in rao of alpha, of which what is less is cut off, the block as of which the chain
   * wrote both, and 1 where the mass does not decay.
   */
  lockConviction: BigUint64Array
  lockSince: Uint32Array
  lockPerpetual: Uint8Array
  /**
   * What the chain itself adds up of locks, rising by netuid, hotkey and form (its place in `lockSumForms`): amounts as
   * of a block. Those of owners name no hotkey: they lie on that of the subnet's owner.
   */
  lockSumNetuid: Uint16Array
  lockSumHotkey: Uint32Array
  lockSumForm: Uint8Array
  lockSumMass: BigUint64Array
  lockSumConviction: BigUint64Array
  lockSumSince: Uint32Array
  /** Hotkeys that have a basket, rising, and all shares of it. What is in a basket is stake of the escrow's account. */
  basketHotkey: Uint32Array
  basketShares: BigUint64Array
  /** Shares that the basket of a hotkey owes to a coldkey, rising by both. */
  partHotkey: Uint32Array
  partColdkey: Uint32Array
  partShares: BigUint64Array
}

/** Columns in the order in which they are written, after those of holdings-1. */
export const laterLayout = [
  ['lockConviction', 'u64'],
  ['lockSince', 'u32'],
  ['lockPerpetual', 'u8'],
  ['lockSumNetuid', 'u16'],
  ['lockSumHotkey', 'u32'],
  ['lockSumForm', 'u8'],
  ['lockSumMass', 'u64'],
  ['lockSumConviction', 'u64'],
  ['lockSumSince', 'u32'],
  ['basketHotkey', 'u32'],
  ['basketShares', 'u64'],
  ['partHotkey', 'u32'],
  ['partColdkey', 'u32'],
  ['partShares', 'u64'],
] as const

/** Throws Malformed unless the columns fit together, and beside so many locks. */
export function checkLater(accounts: Uint8Array, locks: number, later: LaterColumns): void {
  sameLength('locks', [locks, later.lockConviction.length, later.lockSince.length, later.lockPerpetual.length])
  const { lockSumNetuid, lockSumHotkey, lockSumForm, lockSumMass, lockSumConviction, lockSumSince } = later
  sameLength(
    'sums of locks',
    [lockSumNetuid, lockSumHotkey, lockSumForm, lockSumMass, lockSumConviction, lockSumSince].map((c) => c.length),
  )
  checkRows(accounts, lockSumHotkey, 'sums of locks', true)
  checkOrderOf('sums of locks', [lockSumNetuid, lockSumHotkey, lockSumForm])
  if (later.lockPerpetual.some((each) => each > 1) || lockSumForm.some((each) => each >= lockSumForms.length))
    throw new Malformed('a lock is of no form there is')
  sameLength('baskets', [later.basketHotkey.length, later.basketShares.length])
  checkRising(accounts, 'baskets', [later.basketHotkey])
  sameLength('parts of baskets', [later.partHotkey.length, later.partColdkey.length, later.partShares.length])
  checkRising(accounts, 'parts of baskets', [later.partHotkey, later.partColdkey])
}
