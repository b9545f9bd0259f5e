/**
 * From the events and calls of a block to flows: what a person would say happened. Events are grouped by extrinsic, so
 * that several of them which tell the same are one flow: moving stake emits that it was removed, that it was added, and
 * that it was moved (design: chain facts 1.3 and 1.4, read in opentensor/subtensor).
 */

import type { FlowKind } from '../records/flows.ts'
import type { Call, Nested } from './extrinsics.ts'
import { walk } from './extrinsics.ts'

/** An event as this room reads it; fields are an object, a tuple or a single value. */
export interface BlockEvent {
  /** Index of the extrinsic that caused it, or null for what the runtime did by itself. */
  extrinsic: number | null
  pallet: string
  name: string
  fields: unknown
}

/** An extrinsic whose call is known. */
export interface BlockCall {
  index: number
  signer: string | null
  call: Call
}

/** One flow. Accounts are 32 bytes in hex; what a kind does not have is left out. */
export interface FlowRow {
  block: number
  extrinsic: number | null
  kind: FlowKind
  from?: string | undefined
  to?: string | undefined
  hotkey?: string | undefined
  toHotkey?: string | undefined
  netuid?: number | undefined
  toNetuid?: number | undefined
  amount?: bigint | undefined
  text?: string | undefined
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

/** What a reader makes of an event: a row, null for one that says nothing more, undefined for one that it cannot read. */
type Found = Omit<FlowRow, 'block' | 'extrinsic'> | null | undefined
/** `told`: the calls of its extrinsic; `nth`: how many events of this name the extrinsic had before. */
type Reader = (field: FieldReader, told: readonly Nested[], nth: number) => Found

interface FieldReader {
  /** How many fields there are. */
  count: number
  account(name: string, place: number): string | undefined
  number(name: string, place: number): number | undefined
  amount(name: string, place: number): bigint | undefined
  bool(name: string, place: number): boolean | undefined
  /** Is it a result that is an error? */
  failed(name: string, place: number): boolean
}

/** Fields by name where the runtime names them, by place where it does not. */
function fieldsOf({ fields }: BlockEvent): FieldReader {
  const list = Array.isArray(fields)
  const named = typeof fields === 'object' && fields !== null && !list && !ArrayBuffer.isView(fields)
  const at = (name: string, place: number): unknown => {
    if (list) return fields[place]
    return named ? (fields as Record<string, unknown>)[name] : place === 0 ? fields : undefined
  }
  return {
    count: list ? fields.length : named ? Object.keys(fields).length : 1,
    account: (name, place) => accountIn(at(name, place)),
    number: (name, place) => numberIn(at(name, place)),
    amount: (name, place) => amountIn(at(name, place)),
    bool: (name, place) => {
      const value = at(name, place)
      return typeof value === 'boolean' ? value : undefined
    },
    failed: (name, place) => isError(at(name, place)),
  }
}

const isError = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'success' in value && value.success === false
const accountIn = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? value : undefined
const numberIn = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : typeof value === 'bigint' ? Number(value) : undefined
const amountIn = (value: unknown): bigint | undefined =>
  typeof value === 'bigint' ? value : typeof value === 'number' ? BigInt(value) : undefined

const pallet = 'SubtensorModule'

const readers: Record<string, Reader> = {
  'Balances.Transfer': (f) => {
    const amount = f.amount('amount', 2)
    return amount === 0n ? null : row('transfer', { from: f.account('from', 0), to: f.account('to', 1), amount })
  },
  [`${pallet}.StakeAdded`]: (f, told) => stakeChange('stake-added', 'add_stake', f, told),
  [`${pallet}.StakeRemoved`]: (f, told) => stakeChange('stake-removed', 'remove_stake', f, told),
  [`${pallet}.StakeMoved`]: (f) => {
    const [netuid, toNetuid] = [f.number('origin_netuid', 2), f.number('destination_netuid', 4)]
    const [hotkey, toHotkey] = [f.account('origin_hotkey', 1), f.account('destination_hotkey', 3)]
    return row('stake-moved', {
      from: f.account('coldkey', 0),
      hotkey,
      netuid,
      toHotkey,
      toNetuid,
      amount: f.amount('amount', 5),
    })
  },
  [`${pallet}.StakeSwapped`]: (f) => {
    const [netuid, toNetuid] = [f.number('origin_netuid', 2), f.number('destination_netuid', 3)]
    const hotkey = f.account('hotkey', 1)
    return row('stake-swapped', {
      from: f.account('coldkey', 0),
      hotkey,
      netuid,
      toNetuid,
      amount: f.amount('amount', 4),
    })
  },
  [`${pallet}.StakeTransferred`]: (f) => {
    const [netuid, toNetuid] = [f.number('origin_netuid', 3), f.number('destination_netuid', 4)]
    const [from, to, hotkey] = [
      f.account('origin_coldkey', 0),
      f.account('destination_coldkey', 1),
      f.account('hotkey', 2),
    ]
    return row('stake-transferred', { from, to, hotkey, netuid, toNetuid, amount: f.amount('amount', 5) })
  },
  [`${pallet}.HotkeySwapped`]: (f) => hotkeySwap(f, undefined),
  [`${pallet}.HotkeySwappedOnSubnet`]: (f) => hotkeySwap(f, f.number('netuid', 3)),
  [`${pallet}.ColdkeySwapped`]: (f) =>
    row('coldkey-swapped', { from: f.account('old_coldkey', 0), to: f.account('new_coldkey', 1) }),
  [`${pallet}.AllBalanceUnstakedAndTransferredToNewColdkey`]: (f) =>
    row('coldkey-swapped', { from: f.account('current_coldkey', 0), to: f.account('new_coldkey', 1) }),
  [`${pallet}.ColdkeySwapAnnounced`]: (f) => row('coldkey-swap-announced', { from: f.account('who', 0) }),
  [`${pallet}.ColdkeySwapScheduled`]: (f) =>
    row('coldkey-swap-announced', { from: f.account('old_coldkey', 0), to: f.account('new_coldkey', 1) }),
  [`${pallet}.ColdkeySwapDisputed`]: (f) => row('coldkey-swap-disputed', { from: f.account('coldkey', 0) }),
  [`${pallet}.SetChildren`]: (f) =>
    row('children-set', { hotkey: f.account('hotkey', 0), netuid: f.number('netuid', 1) }),
  [`${pallet}.NetworkAdded`]: (f, told) =>
    row('subnet-registered', { netuid: f.number('netuid', 0), from: actorOf(told) }),
  [`${pallet}.NetworkRemoved`]: (f) => row('subnet-dissolved', { netuid: f.number('netuid', 0) }),
  [`${pallet}.SubnetOwnerChanged`]: (f) => {
    const [from, to] = [f.account('old_coldkey', 1), f.account('new_coldkey', 2)]
    return row('subnet-owner-changed', { netuid: f.number('netuid', 0), from, to })
  },
  [`${pallet}.StakeLocked`]: (f) => lockChange('stake-locked', f),
  [`${pallet}.StakeUnlocked`]: (f) => lockChange('stake-unlocked', f),
  [`${pallet}.LockMoved`]: (f) => {
    const [hotkey, toHotkey] = [f.account('origin_hotkey', 1), f.account('destination_hotkey', 2)]
    return row('lock-moved', { from: f.account('coldkey', 0), hotkey, toHotkey, netuid: f.number('netuid', 3) })
  },
  [`${pallet}.ChainIdentitySet`]: (f) => row('identity-set', { from: f.account('', 0) }),
  [`${pallet}.SubnetIdentitySet`]: (f) => row('identity-set', { netuid: f.number('', 0) }),
  [`${pallet}.TakeIncreased`]: (f) => takeChange('take-changed', f),
  [`${pallet}.TakeDecreased`]: (f) => takeChange('take-changed', f),
  [`${pallet}.DelegateAdded`]: (f) => takeChange('delegate-added', f),
  [`${pallet}.RootClaimed`]: (f) => row('root-claimed', { from: f.account('coldkey', 0) }),
  'Proxy.ProxyAdded': (f) => row('proxy-added', { from: f.account('delegator', 0), to: f.account('delegatee', 1) }),
  'Proxy.ProxyRemoved': (f) => row('proxy-removed', { from: f.account('delegator', 0), to: f.account('delegatee', 1) }),
  'Proxy.ProxyExecuted': (f, told, nth) => {
    if (f.failed('result', 0)) return null
    const proxied = told.filter(({ via }) => via.at(-1) === 'proxy')[nth]
    return proxied && row('proxied', { from: accountIn(proxied.origin), to: actorOf(told), text: nameOf(proxied.call) })
  },
  'Multisig.MultisigExecuted': (f, told, nth) => {
    if (f.failed('result', 4)) return null
    const inner = told.filter(({ via }) => via.at(-1) === 'multisig')[nth]
    const text = inner && nameOf(inner.call)
    return row('multisig-executed', { from: f.account('multisig', 2), to: f.account('approving', 0), text })
  },
  'Sudo.Sudid': (f, told, nth) => (f.failed('sudo_result', 0) ? null : sudo(told, nth)),
  'Sudo.SudoAsDone': (f, told, nth) => (f.failed('sudo_result', 0) ? null : sudo(told, nth)),
  'Triumvirate.Proposed': (f) =>
    row('proposed', { from: f.account('account', 0), amount: f.amount('proposal_index', 1) }),
  'Triumvirate.Voted': (f, told) => {
    // The event has the hash of the proposal alone; the call has its index too.
    const vote = told.find(({ call }) => call.name === 'vote')
    const index = vote && argOf(vote.call, 'index')
    if (typeof index !== 'number') return undefined
    return row('voted', { from: f.account('account', 0), amount: BigInt(2 * index + (f.bool('voted', 2) ? 1 : 0)) })
  },
  'Triumvirate.Closed': () => row('closed', {}),
  'SignedVoting.Voted': (f) => {
    const index = f.amount('poll_index', 1)
    if (index === undefined) return undefined
    return row('voted', { from: f.account('who', 0), amount: 2n * index + (f.bool('approve', 2) ? 1n : 0n) })
  },
  'Referenda.Submitted': (f) => row('proposed', { from: f.account('proposer', 2), amount: f.amount('index', 0) }),
  'MultiCollective.MemberAdded': (f) => row('members-changed', { to: f.account('who', 1) }),
  'MultiCollective.MemberRemoved': (f) => row('members-changed', { from: f.account('who', 1) }),
  'MultiCollective.MembersSwapped': (f) =>
    row('members-changed', { from: f.account('removed', 1), to: f.account('added', 2) }),
  'MultiCollective.MembersSet': () => row('members-changed', { text: 'set anew' }),
}

// The membership pallets say no more than that something changed.
for (const name of ['MemberAdded', 'MemberRemoved', 'MembersSwapped', 'MembersReset']) {
  readers[`SenateMembers.${name}`] = () => row('members-changed', { text: 'senate' })
  readers[`TriumvirateMembers.${name}`] = () => row('members-changed', { text: 'triumvirate' })
}

for (const name of ['Approved', 'Rejected', 'Cancelled', 'Killed', 'Expired', 'FastTracked', 'Enacted']) {
  readers[`Referenda.${name}`] = (f) => row('closed', { amount: f.amount('index', 0), text: name.toLowerCase() })
}

/** What a kind cannot do without; an event that lacks one of them is counted as unread. */
const needs: Partial<Record<FlowKind, (keyof FlowRow)[]>> = {
  transfer: ['from', 'to', 'amount'],
  'stake-added': ['from', 'hotkey', 'amount'],
  'stake-removed': ['from', 'hotkey', 'amount'],
  'stake-moved': ['from', 'hotkey', 'toHotkey', 'amount'],
  'stake-swapped': ['from', 'hotkey', 'toNetuid', 'amount'],
  'stake-transferred': ['from', 'to', 'hotkey', 'amount'],
  'hotkey-swapped': ['hotkey', 'toHotkey'],
  'coldkey-swapped': ['from', 'to'],
  'subnet-owner-changed': ['netuid', 'to'],
  'stake-locked': ['from', 'hotkey', 'amount'],
  'stake-unlocked': ['from', 'hotkey', 'amount'],
  'take-changed': ['hotkey', 'amount'],
  'delegate-added': ['hotkey', 'amount'],
  'multisig-executed': ['from'],
  voted: ['from', 'amount'],
}

function row(kind: FlowKind, fields: Omit<FlowRow, 'block' | 'extrinsic' | 'kind'>): Found {
  const whole = { kind, ...fields }
  return needs[kind]?.some((name) => whole[name as keyof typeof whole] === undefined) ? undefined : whole
}

/** Until spec 219 the event is (hotkey, rao), and whose stake it is stands in the call alone. */
function stakeChange(kind: FlowKind, call: string, f: FieldReader, told: readonly Nested[]): Found {
  if (f.count > 2) {
    const [from, hotkey] = [f.account('coldkey', 0), f.account('hotkey', 1)]
    return row(kind, { from, hotkey, netuid: f.number('netuid', 4), amount: f.amount('tao', 2) })
  }
  const hotkey = f.account('hotkey', 0)
  const by = told.find(({ call: each }) => each.name === call && argOf(each, 'hotkey') === hotkey) ?? told.at(-1)
  return row(kind, { from: accountIn(by?.origin), hotkey, netuid: 0, amount: f.amount('amount', 1) })
}

function hotkeySwap(f: FieldReader, netuid: number | undefined): Found {
  const [hotkey, toHotkey] = [f.account('old_hotkey', 1), f.account('new_hotkey', 2)]
  return row('hotkey-swapped', { from: f.account('coldkey', 0), hotkey, toHotkey, netuid })
}

function lockChange(kind: FlowKind, f: FieldReader): Found {
  const [from, hotkey] = [f.account('coldkey', 0), f.account('hotkey', 1)]
  return row(kind, { from, hotkey, netuid: f.number('netuid', 2), amount: f.amount('amount', 3) })
}

function takeChange(kind: FlowKind, f: FieldReader): Found {
  return row(kind, { from: f.account('coldkey', 0), hotkey: f.account('hotkey', 1), amount: f.amount('take', 2) })
}

function sudo(told: readonly Nested[], nth: number): Found {
  const inner = told.filter(({ via }) => via.at(-1) === 'sudo')[nth]
  const from = told.findLast(({ call }) => call.pallet === 'Sudo')?.origin
  return row('sudo', { from: accountIn(from), text: inner && nameOf(inner.call) })
}

/** Who signed the extrinsic, as far as it is an account. */
const actorOf = (told: readonly Nested[]): string | undefined => accountIn(told[0]?.origin)
const nameOf = ({ pallet, name }: Call): string => `${pallet}.${name}`
const argOf = ({ args }: Call, name: string): unknown =>
  typeof args === 'object' && args !== null ? (args as Record<string, unknown>)[name] : undefined

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
