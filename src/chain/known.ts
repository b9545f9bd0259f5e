/** What is read of a runtime beside flows, so that what is not read can be counted and named. */

import { changesBalances } from './balance-book.ts'
import type { BlockEvent } from './event-fields.ts'
import type { Nested } from './extrinsics.ts'
import { hasHoldings, holdingsReader } from './holdings.ts'
import { nameOf, someEvent } from './reader.ts'
import type { Runtime } from './runtime.ts'

/** Events that say no more than others do, or that something else reads. */
const silentEvents: ReadonlySet<string> = new Set([
  ...['ExtrinsicSuccess', 'ExtrinsicFailed', 'CodeUpdated', 'NewAccount', 'KilledAccount', 'Remarked'].map(
    (name) => `System.${name}`,
  ),
  // Balances as a whole: what is free and what is reserved or frozen of them changes, and the sum of all TAO is read.
  ...['Endowed', 'Reserved', 'Unreserved', 'Locked', 'Unlocked', 'Frozen', 'Thawed', 'Issued', 'Rescinded'].map(
    (name) => `Balances.${name}`,
  ),
  ...['BatchInterrupted', 'BatchCompleted', 'BatchCompletedWithErrors', 'ItemCompleted', 'ItemFailed'].map(
    (name) => `Utility.${name}`,
  ),
  ...['DispatchedAs', 'IfElseMainSuccess', 'IfElseFallbackCalled'].map((name) => `Utility.${name}`),
  'TransactionPayment.TransactionFeePaid',
])

/** Calls that something else reads: the time of blocks, and remarks. */
const silentCalls: ReadonlySet<string> = new Set(['Timestamp.set', 'System.remark', 'System.remark_with_event'])

/** Storage that the observer reads with every block and with every remark. */
const storageOfBlocks = ['System.Events', 'System.Number', 'System.LastRuntimeUpgrade']

/** Whether an event without a reader is known all the same. */
export const isRead = (name: string): boolean => changesBalances(name) || silentEvents.has(name)

/** Calls of an extrinsic that succeeded and of which no row came; not those that only hold others. */
export function unreadCalls(group: readonly BlockEvent[], told: readonly Nested[]): string[] {
  if (!someEvent(group, 'System.ExtrinsicSuccess')) return []
  const holds = (i: number): boolean => (told[i + 1]?.via.length ?? 0) > told[i]!.via.length
  return told
    .filter((_, i) => !holds(i))
    .map(({ call }) => nameOf(call))
    .filter((name) => !silentCalls.has(name))
}

/** The reader says which storage it asks for without being given any. */
const nowhere = { chain: '', block: 0, hash: '', stateRoot: '' }

/** Storage of a runtime that nothing reads, by pallet. */
export function unreadStorage(runtime: Runtime): { pallet: string; items: string[] }[] {
  const names = hasHoldings(runtime) ? holdingsReader(runtime, nowhere).names : []
  const read = new Set([...names, ...storageOfBlocks])
  return runtime.storageItems
    .map(({ pallet, items }) => ({ pallet, items: items.filter((item) => !read.has(`${pallet}.${item}`)) }))
    .filter(({ items }) => items.length > 0)
}

/** Counts one more under a name. */
export function countIn(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}
