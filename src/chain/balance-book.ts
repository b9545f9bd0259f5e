/**
 * Balances of a group of events: how they changed, and what rows tell of it. Every change of a balance has an event of
 * the pallet that keeps it, so that no state needs to be read; a balance is what is free and what is reserved together,
 * because reserving changes nobody's TAO (source: polkadot-sdk pallet-balances, traits `fungible` and `Currency`).
 */

import { type BlockEvent, type FieldReader, fieldsOf } from './event-fields.ts'
import type { Told } from './reader.ts'

/** An account in hex and the rao that came to it, or left it where they are below zero. */
type Change = readonly [account: string | undefined, rao: bigint | undefined]
type Changes = (field: FieldReader) => Change[]

const into =
  (name: string): Changes =>
  (f) => [[f.account(name, 0), f.amount('amount', 1)]]
const outOf =
  (name: string): Changes =>
  (f) => [[f.account(name, 0), minus(f.amount('amount', 1))]]
const between =
  (from: string, to: string, amount: string, place: number): Changes =>
  (f) => {
    const rao = f.amount(amount, place)
    return [
      [f.account(from, place - 2), minus(rao)],
      [f.account(to, place - 1), rao],
    ]
  }
const minus = (rao: bigint | undefined): bigint | undefined => (rao === undefined ? undefined : -rao)

/** Events that change balances. */
const changes: Record<string, Changes> = {
  'Balances.Transfer': between('from', 'to', 'amount', 2),
  'Balances.ReserveRepatriated': between('from', 'to', 'amount', 2),
  'Balances.TransferOnHold': between('source', 'dest', 'amount', 3),
  'Balances.TransferAndHold': between('source', 'dest', 'transferred', 3),
  'Balances.Deposit': into('who'),
  'Balances.Minted': into('who'),
  'Balances.Restored': into('who'),
  'Balances.Withdraw': outOf('who'),
  'Balances.Burned': outOf('who'),
  'Balances.Slashed': outOf('who'),
  'Balances.Suspended': outOf('who'),
  'Balances.DustLost': outOf('account'),
  'Contracts.StorageDepositTransferredAndHeld': between('from', 'to', 'amount', 2),
  'Contracts.StorageDepositTransferredAndReleased': between('from', 'to', 'amount', 2),
}

/** Whether an event is read for the balances that it changes. */
export const changesBalances = (name: string): boolean => Object.hasOwn(changes, name)

/** What each kind of row says of balances; a kind that is not here says nothing. */
const tells: { [kind in Told['kind']]?: (row: Told) => Change[] } = {
  transfer: ({ from, to, amount }) => [
    [from, minus(amount)],
    [to, amount],
  ],
  'stake-added': ({ from, amount }) => [[from, minus(amount)]],
  'stake-removed': ({ from, amount }) => [[from, amount]],
  'subnet-registered': ({ from, amount }) => [[from, minus(amount)]],
  registered: ({ from, amount }) => [[from, minus(amount)]],
  burned: ({ from, amount }) => [[from, minus(amount)]],
  'liquidity-added': ({ from, amount }) => [[from, minus(amount)]],
  'liquidity-removed': ({ from, amount }) => [[from, amount]],
  'crowdloan-paid-in': ({ from, amount }) => [[from, minus(amount)]],
  'crowdloan-paid-out': ({ to, amount }) => [[to, amount]],
  'subnet-paid-out': ({ to, amount }) => [[to, amount]],
}

/** Rao by account, that events changed and that no row tells. */
export interface BalanceBook {
  left: Map<string, bigint>
  /** Accounts whose balance was set to a value: what it was before, no event says. */
  set: Set<string>
}

export const emptyBook = (): BalanceBook => ({ left: new Map(), set: new Set() })

/** Enters what an event changed. */
export function enterEvent(book: BalanceBook, event: BlockEvent): void {
  const found = changes[`${event.pallet}.${event.name}`]
  if (found) for (const [account, rao] of found(fieldsOf(event))) add(book, account, rao)
}

/** Takes off what a row tells. */
export function enterRow(book: BalanceBook, row: Told): void {
  if (row.kind === 'balance-set' && row.to !== undefined) book.set.add(row.to)
  for (const [account, rao] of tells[row.kind]?.(row) ?? []) add(book, account, minus(rao))
  // Whether what was claimed is free or staked at once depends on what the coldkey chose.
  if (row.kind === 'root-claimed' && leftOf(book, row.from) === row.amount) add(book, row.from, minus(row.amount))
}

/** Adds to what is left of an account; nothing where one of the two is not known. */
export function add({ left }: BalanceBook, account: string | undefined, rao: bigint | undefined): void {
  if (account !== undefined && rao !== undefined) left.set(account, (left.get(account) ?? 0n) + rao)
}

/** What is left of an account: below zero where it left. */
export const leftOf = ({ left, set }: BalanceBook, account: string | undefined): bigint =>
  account === undefined || set.has(account) ? 0n : (left.get(account) ?? 0n)
