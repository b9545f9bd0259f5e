/**
 * From the events and calls of a block to flows: what a person would say happened. Events are grouped by extrinsic, so
 * that several of them which tell the same are one flow: moving stake emits that it was removed, that it was added, and
 * that it was moved (design: chain facts 1.3 and 1.4, read in opentensor/subtensor).
 */

import { type BlockEvent, type FieldReader, fieldsOf } from './event-fields.ts'
import { type FlowRow, readers } from './event-readers.ts'
import type { Call, Nested } from './extrinsics.ts'
import { walk } from './extrinsics.ts'

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
  /** Events that no flow reads, by pallet. */
  unread: Map<string, number>
}

/** The flows of a block, in the order of its events. `calls`: those of its extrinsics that decode. */
export function flowsOfBlock(block: number, events: readonly BlockEvent[], calls: readonly BlockCall[]): BlockFlows {
  const nested = new Map(calls.map((each) => [each.index, [...walk(each.call, each.signer)]]))
  const unread = new Map<string, number>()
  const rows: FlowRow[] = []
  for (const group of byExtrinsic(events)) {
    const told = nested.get(group[0]!.extrinsic ?? -1) ?? []
    const seen = new Map<string, number>()
    for (const event of withoutRepeats(group)) {
      const name = `${event.pallet}.${event.name}`
      const nth = seen.get(name) ?? 0
      seen.set(name, nth + 1)
      const found = readers[name]?.(fieldsOf(event), told, nth)
      if (found === undefined) unread.set(event.pallet, (unread.get(event.pallet) ?? 0) + 1)
      else if (found !== null) rows.push({ block, extrinsic: event.extrinsic, ...found })
    }
  }
  return { rows, multisigs: learn([...nested.values()].flat()), unread }
}

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

/** Leaves out the removal and the addition that a summary event of the same extrinsic tells again. */
function withoutRepeats(group: BlockEvent[]): BlockEvent[] {
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
  return group.filter((event) => !dropped.has(event))
}

/** Multisigs that these calls show, each once. */
function learn(told: readonly Nested[]): LearntMultisig[] {
  const found = new Map<string, LearntMultisig>()
  for (const { multisig } of told) if (multisig) found.set(multisig.account, multisig)
  return [...found.values()]
}
