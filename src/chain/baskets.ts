/**
 * Baskets of root validators (design: chain facts S3, read in RaoFoundation/subtensor, staking/claim_root): what is in
 * one is ordinary stake on the validator, of an account of the pallet; stakers of the validator are owed shares of it.
 * What a coldkey is owed is the validator's rate (I96F32) times its root stake there, less what it has drawn.
 */

import type { LaterColumns } from '../evidence/later-columns.ts'
import { potOf } from '../evidence/pots.ts'
import { unhex } from '../log/bytes.ts'
import { placesOf } from './layout.ts'
import type { TakeRow } from './reading.ts'
import { type Accounts, Rows, type SortedRows } from './rows.ts'
import type { Runtime } from './runtime.ts'

/** Whose the baskets are. */
export type BasketColumns = Pick<
  LaterColumns,
  'basketHotkey' | 'basketShares' | 'partHotkey' | 'partColdkey' | 'partShares'
>

/** Takes in baskets, and gives them in order. */
export interface BasketReader {
  readers: [string, TakeRow][]
  /** `stakes`: sorted rows of coldkey, hotkey and netuid; `accounts`: all accounts, sorted. */
  columns(rowOf: (number: number) => number, stakes: SortedRows, accounts: Uint8Array): BasketColumns
}

const own = 'SubtensorModule'

/** Begins to read baskets, whatever of them the runtime has. */
export function basketReader(runtime: Runtime, accounts: Accounts): BasketReader {
  const baskets = new Rows(1)
  const rates: [hotkey: number, rate: bigint][] = []
  const drawn: [hotkey: number, coldkey: number, shares: bigint][] = []
  let places: readonly [number, ...number[]] | null = null
  const readers: Record<string, TakeRow> = {
    BasketShares: (key, value) => {
      const item = runtime.storage(own, 'BasketShares')
      const shares = BigInt(item.decode(value) as bigint)
      if (shares > 0n) baskets.add([accounts.add(unhex(item.decodeKey(key)[0] as string))], shares)
    },
    BasketRate: (key, value) => {
      const item = runtime.storage(own, 'BasketRate')
      const rate = item.decode(value) as bigint | { bits: bigint }
      const bits = typeof rate === 'bigint' ? rate : rate.bits
      rates.push([accounts.add(unhex(item.decodeKey(key)[0] as string)), bits])
    },
    BasketClaimed: (key, value) => {
      // There is one for every coldkey that ever staked on root: where the accounts stand is found once.
      places ??= placesOf(runtime.storage(own, 'BasketClaimed'))
      const [hotkeyAt, coldkeyAt = hotkeyAt] = places
      const shares = BigInt(runtime.storage(own, 'BasketClaimed').decode(value) as bigint)
      drawn.push([accounts.add(key, hotkeyAt), accounts.add(key, coldkeyAt), shares])
    },
  }
  return {
    readers: Object.entries(readers)
      .filter(([item]) => runtime.hasStorage(own, item))
      .map(([item, take]) => [`${own}.${item}`, take]),
    columns: (rowOf, stakes, all) => {
      const sorted = baskets.sorted(rowOf, [true], 1)
      const owed = owedShares(
        new Map(rates.map(([hotkey, rate]) => [rowOf(hotkey), rate])),
        drawn.map(([hotkey, coldkey, shares]) => [rowOf(hotkey), rowOf(coldkey), shares]),
        stakes,
        all,
      )
      return { basketHotkey: sorted.key32(0), basketShares: sorted.amounts, ...owed }
    },
  }
}

/** Bits after the point of an I96F32. */
const fraction = 32n

/** Shares by hotkey and coldkey, cut off to whole ones, none below zero. The escrow is owed nothing of what it holds. */
function owedShares(
  rates: ReadonlyMap<number, bigint>,
  drawn: readonly (readonly [hotkey: number, coldkey: number, shares: bigint])[],
  stakes: SortedRows,
  accounts: Uint8Array,
): Pick<BasketColumns, 'partHotkey' | 'partColdkey' | 'partShares'> {
  const owed = new Map<string, [hotkey: number, coldkey: number, shares: bigint]>()
  const add = (hotkey: number, coldkey: number, bits: bigint): void => {
    const key = `${hotkey} ${coldkey}`
    owed.set(key, [hotkey, coldkey, (owed.get(key)?.[2] ?? 0n) + bits])
  }
  const [coldkeys, hotkeys, netuids] = [stakes.key32(0), stakes.key32(1), stakes.key16(2)]
  for (const [row, amount] of stakes.amounts.entries()) {
    const rate = netuids[row] === 0 ? rates.get(hotkeys[row]!) : undefined
    if (rate !== undefined) add(hotkeys[row]!, coldkeys[row]!, rate * amount)
  }
  for (const [hotkey, coldkey, shares] of drawn) add(hotkey, coldkey, -(shares << fraction))
  const isEscrow = (row: number): boolean => potOf(accounts.subarray(row * 32, row * 32 + 32))?.kind === 'baskets'
  const parts = new Rows(2)
  for (const [hotkey, coldkey, bits] of owed.values())
    if (bits >> fraction > 0n && !isEscrow(coldkey)) parts.add([hotkey, coldkey], bits >> fraction)
  const sorted = parts.sorted(same, [false, false], 2)
  return { partHotkey: sorted.key32(0), partColdkey: sorted.key32(1), partShares: sorted.amounts }
}

const same = (number: number): number => number
