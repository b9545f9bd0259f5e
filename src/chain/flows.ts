/**
 * From the events and calls of a block to flows: what a person would say happened. Events are grouped by extrinsic, so
 * that several of them which tell the same are one flow: moving stake emits that it was removed, that it was added, and
 * that it was moved (design: chain facts 1.3 and 1.4, read in opentensor/subtensor).
 */

import { emptyBook, enterEvent, enterRow, leftOf } from './balance-book.ts'
import { type BlockEvent, type FieldReader, fieldsOf } from './event-fields.ts'
import { readers } from './event-readers.ts'
import type { Call, Nested } from './extrinsics.ts'
import { walk } from './extrinsics.ts'
import { feeBook } from './fees.ts'
import { countIn, isRead, unreadCalls } from './known.ts'
import type { Around, FlowRow, Readers, Told } from './reader.ts'
import { proxiesRemoved, remainders } from './remainders.ts'

export type { BlockEvent, FlowRow }

/** An extrinsic whose call is known. */
export interface BlockCall {
  index: number
  signer: string | null
  call: Call
}

/** A multisig whose signatories a call has shown; accounts in hex. */
export interface LearntMultisig {
  account: string
  threshold: number
  signatories: string[]
}

/** What a block says. */
export interface BlockFlows {
  rows: FlowRow[]
  multisigs: LearntMultisig[]
  /** Events that nothing reads, by `Pallet.Event`. */
  unread: Map<string, number>
  /** Calls that succeeded and of which no row came, by `Pallet.call`. */
  unreadCalls: Map<string, number>
  /** Fees of all extrinsics, in rao. */
  fees: bigint
}

/** Before any block. */
export const noFlows = (): BlockFlows => ({
  rows: [],
  multisigs: [],
  unread: new Map(),
  unreadCalls: new Map(),
  fees: 0n,
})

/**
 * The flows of a block, in the order of its events; after those of an extrinsic, what is left of balances that it
 * changed. `calls`: those of its extrinsics that decode; `known`: what is known of events.
 */
export function flowsOfBlock(
  block: number,
  events: readonly BlockEvent[],
  calls: readonly BlockCall[],
  known: Readers = readers,
): BlockFlows {
  const nested = new Map(calls.map((each) => [each.index, [...walk(each.call, each.signer)]]))
  const flows = { ...noFlows(), multisigs: learn([...nested.values()].flat()) }
  for (const group of byExtrinsic(events)) {
    const { extrinsic } = group[0]!
    const told = nested.get(extrinsic ?? -1) ?? []
    const rows = rowsOfGroup(group, told, known, flows)
    flows.rows.push(...rows.map((row) => ({ block, extrinsic, ...row })))
    if (rows.length === 0) for (const name of unreadCalls(group, told)) countIn(flows.unreadCalls, name)
  }
  return flows
}

/** What the events of one extrinsic say; counts in `flows` what no reader knows, and its fees. */
function rowsOfGroup(group: BlockEvent[], told: readonly Nested[], known: Readers, flows: BlockFlows): Told[] {
  const rows: Told[] = []
  const book = emptyBook()
  const fees = feeBook(group, book)
  const repeats = repeatsIn(group)
  const seen = new Map<string, number>()
  const cost = (account: string | undefined): bigint => positive(-leftOf(book, account))
  for (const event of group) {
    enterEvent(book, event)
    if (repeats.has(event)) continue
    const name = `${event.pallet}.${event.name}`
    const around: Around = { told, nth: seen.get(name) ?? 0, group, cost }
    countIn(seen, name)
    const found = known[name]?.(fieldsOf(event), around)
    if (found) {
      enterRow(book, found)
      rows.push(found)
    } else if (found === undefined && (known[name] || !isRead(name))) countIn(flows.unread, name)
  }
  fees.close()
  flows.fees += fees.fees
  return [...rows, ...proxiesRemoved(group, told), ...fees.rows, ...remainders(group, book)]
}

const positive = (rao: bigint): bigint => (rao > 0n ? rao : 0n)

/** Events in their order, cut where another extrinsic begins. */
function byExtrinsic(events: readonly BlockEvent[]): BlockEvent[][] {
  const groups: BlockEvent[][] = []
  for (const event of events) {
    const last = groups.at(-1)
    if (last && last[0]!.extrinsic === event.extrinsic) last.push(event)
    else groups.push([event])
  }
  return groups
}

const pallet = 'SubtensorModule'

/** Summary events, and which removal and which addition of the same extrinsic say the same. */
const summaries: Record<string, (f: FieldReader) => [StakeKey, StakeKey]> = {
  StakeMoved: (f) => {
    const coldkey = f.account('coldkey', 0)
    const [netuid, toNetuid] = [f.number('origin_netuid', 2), f.number('destination_netuid', 4)]
    return [
      [coldkey, f.account('origin_hotkey', 1), netuid],
      [coldkey, f.account('destination_hotkey', 3), toNetuid],
    ]
  },
  StakeSwapped: (f) => {
    const [coldkey, hotkey] = [f.account('coldkey', 0), f.account('hotkey', 1)]
    return [
      [coldkey, hotkey, f.number('origin_netuid', 2)],
      [coldkey, hotkey, f.number('destination_netuid', 3)],
    ]
  },
  StakeAndHotkeyTransferred: (f) => [
    [f.account('origin_coldkey', 0), f.account('origin_hotkey', 2), f.number('origin_netuid', 4)],
    [f.account('destination_coldkey', 1), f.account('destination_hotkey', 3), f.number('destination_netuid', 5)],
  ],
  StakeTransferred: (f) => {
    const [from, to, hotkey] = [
      f.account('origin_coldkey', 0),
      f.account('destination_coldkey', 1),
      f.account('hotkey', 2),
    ]
    return [
      [from, hotkey, f.number('origin_netuid', 3)],
      [to, hotkey, f.number('destination_netuid', 4)],
    ]
  },
}

/** Coldkey, hotkey and netuid of a change of stake. */
type StakeKey = [string | undefined, string | undefined, number | undefined]

/** The removals and additions that a summary event of the same extrinsic tells again. */
function repeatsIn(group: BlockEvent[]): Set<BlockEvent> {
  const dropped = new Set<BlockEvent>()
  const drop = (name: string, [coldkey, hotkey, netuid]: StakeKey): void => {
    const same = group.find((event) => {
      if (event.pallet !== pallet || event.name !== name || dropped.has(event)) return false
      const f = fieldsOf(event)
      return (
        f.account('coldkey', 0) === coldkey && f.account('hotkey', 1) === hotkey && f.number('netuid', 4) === netuid
      )
    })
    if (same) dropped.add(same)
  }
  for (const event of group) {
    const keys = event.pallet === pallet ? summaries[event.name]?.(fieldsOf(event)) : undefined
    if (!keys) continue
    drop('StakeRemoved', keys[0])
    drop('StakeAdded', keys[1])
  }
  return dropped
}

/** Multisigs that these calls show, each once. */
function learn(told: readonly Nested[]): LearntMultisig[] {
  const found = new Map<string, LearntMultisig>()
  for (const { multisig } of told) if (multisig) found.set(multisig.account, multisig)
  return [...found.values()]
}
