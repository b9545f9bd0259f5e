/** What each event says: a row of flows (design: chain facts 1.3 and 1.4, read in opentensor/subtensor). */

import type { FlowKind } from '../evidence/flows.ts'
import { potOf } from '../evidence/pots.ts'
import { unhex } from '../log/bytes.ts'
import { accountIn, type FieldReader } from './event-fields.ts'
import type { Call, Nested } from './extrinsics.ts'

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

/** What a reader makes of an event: a row, null for one that says nothing more, undefined for one that it cannot read. */
type Found = Omit<FlowRow, 'block' | 'extrinsic'> | null | undefined
/** `told`: the calls of its extrinsic; `nth`: how many events of this name the extrinsic had before. */
type Reader = (field: FieldReader, told: readonly Nested[], nth: number) => Found

const pallet = 'SubtensorModule'

/** Readers by `Pallet.Event`. */
export const readers: Record<string, Reader> = {
  'Balances.Transfer': (f) => {
    const [from, to, amount] = [f.account('from', 0), f.account('to', 1), f.amount('amount', 2)]
    // What goes into a pot or out of it is told by the event of what it was for.
    return amount === 0n || isPot(from) || isPot(to) ? null : row('transfer', { from, to, amount })
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

const isPot = (account: string | undefined): boolean => account !== undefined && potOf(unhex(account)) !== null

/** Who signed the extrinsic, as far as it is an account. */
const actorOf = (told: readonly Nested[]): string | undefined => accountIn(told[0]?.origin)
const nameOf = ({ pallet, name }: Call): string => `${pallet}.${name}`
const argOf = ({ args }: Call, name: string): unknown =>
  typeof args === 'object' && args !== null ? (args as Record<string, unknown>)[name] : undefined
