/**
 * Fees of a group of events. The fee is withdrawn before the call at what it may cost at most, what is too much comes
 * back after it, and an event says what it was (source: polkadot-sdk pallet-transaction-payment).
 */

import { add, type BalanceBook, leftOf } from './balance-book.ts'
import { type BlockEvent, fieldsOf } from './event-fields.ts'
import { isPot, type Told } from './reader.ts'

/** From this fee on it has a row of its own: a tip can be as large as anybody likes. */
const ownRow = 1_000_000_000n

const isNamed = ({ pallet, name }: BlockEvent, wanted: string): boolean => `${pallet}.${name}` === wanted

interface Paid {
  who: string
  fee: bigint
  /** What was withdrawn before the call. */
  held: bigint
}

/** What the extrinsic paid; null where no event says so. */
function paidIn(group: readonly BlockEvent[]): Paid | null {
  const event = group.find((each) => isNamed(each, 'TransactionPayment.TransactionFeePaid'))
  const f = event && fieldsOf(event)
  const [who, fee] = [f?.account('who', 0), f?.amount('actual_fee', 1)]
  if (who === undefined || fee === undefined) return null
  const amounts = (name: string): bigint[] =>
    group
      .filter((each) => isNamed(each, name) && fieldsOf(each).account('who', 0) === who)
      .map((each) => fieldsOf(each).amount('amount', 1) ?? 0n)
  const [held] = amounts('Balances.Withdraw')
  const isHeld = held !== undefined && (held === fee || amounts('Balances.Deposit').includes(held - fee))
  return { who, fee, held: isHeld ? held : fee }
}

/** Takes fees off the book of a group while its events are entered. */
export interface FeeBook {
  /** Fees of the group so far, in rao. */
  fees: bigint
  rows: Told[]
  /** To be called after the last event: what authors and the pools got of fees. */
  close(): void
}

/** Begins with what the extrinsic pays, so that what its calls cost stands out. */
export function feeBook(group: readonly BlockEvent[], book: BalanceBook): FeeBook {
  const paid = paidIn(group)
  if (paid) add(book, paid.who, paid.held)
  const all: FeeBook = { fees: 0n, rows: [], close }
  function close(): void {
    if (paid) {
      add(book, paid.who, paid.fee - paid.held)
      tell(paid.who, paid.fee)
    }
    if (group.some(({ pallet }) => pallet === 'Ethereum')) for (const who of book.left.keys()) evmFee(who)
    shareOut(book, all.fees, swapFees(group))
  }
  /** Calls of the EVM pay their fee without the event. */
  function evmFee(who: string): void {
    const fee = -leftOf(book, who)
    if (isPot(who) || fee <= 0n || fee >= ownRow) return
    add(book, who, fee)
    tell(who, fee)
  }
  function tell(from: string, fee: bigint): void {
    all.fees += fee
    if (fee >= ownRow) all.rows.push({ kind: 'fee-paid', from, amount: fee })
  }
  return all
}

/** What authors got of fees, and what swaps of stake took beside the amount that their event names. */
function shareOut(book: BalanceBook, fees: bigint, ofSwaps: bigint): void {
  let [toAuthors, taken] = [fees + ofSwaps, ofSwaps]
  for (const who of book.left.keys()) {
    const left = leftOf(book, who)
    if (isPot(who) || left === 0n) continue
    if (left > 0n && left <= toAuthors) toAuthors -= left
    else if (left < 0n && -left <= taken) taken += left
    else continue
    add(book, who, -left)
  }
}

/** What swaps of stake took for themselves, in rao of TAO: their last field, where the runtime has it. */
function swapFees(group: readonly BlockEvent[]): bigint {
  return group
    .filter((each) => isNamed(each, 'SubtensorModule.StakeAdded'))
    .reduce((sum, each) => sum + (fieldsOf(each).amount('fee', 5) ?? 0n), 0n)
}
