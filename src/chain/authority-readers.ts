/** Events of who acts for whom and who decides: proxies, multisigs, sudo and the bodies that vote. */

import { accountOf } from './calls.ts'
import { accountIn, type FieldReader } from './event-fields.ts'
import type { Nested } from './extrinsics.ts'
import { argOf, type Found, nameOf, type Readers, row } from './reader.ts'

/** In what a proxy may act: `Any`, `Staking`. */
function typeOf(f: FieldReader): string | undefined {
  const { type } = (f.value('proxy_type', 2) ?? {}) as { type?: unknown }
  return typeof type === 'string' ? type : undefined
}

export const authorityReaders: Readers = {
  'Proxy.ProxyAdded': (f) =>
    row('proxy-added', { from: f.account('delegator', 0), to: f.account('delegatee', 1), text: typeOf(f) }),
  'Proxy.ProxyRemoved': (f) =>
    row('proxy-removed', { from: f.account('delegator', 0), to: f.account('delegatee', 1), text: typeOf(f) }),
  'Proxy.ProxyExecuted': (f, { told, nth }) => {
    if (f.failed('result', 0)) return null
    const proxied = told.filter(({ via }) => via.at(-1) === 'proxy')[nth]
    return proxied && row('proxied', { from: accountIn(proxied.origin), to: actorOf(told), text: nameOf(proxied.call) })
  },
  'Proxy.PureCreated': (f) =>
    row('pure-created', { from: f.account('who', 1), to: f.account('pure', 0), text: typeOf(f) }),
  'Proxy.PureKilled': (f) => row('pure-killed', { from: f.account('spawner', 1), to: f.account('pure', 0) }),
  'Multisig.MultisigExecuted': (f, { told, nth }) => {
    if (f.failed('result', 4)) return null
    const inner = told.filter(({ via }) => via.at(-1) === 'multisig')[nth]
    const text = inner && nameOf(inner.call)
    return row('multisig-executed', { from: f.account('multisig', 2), to: f.account('approving', 0), text })
  },
  'Sudo.Sudid': (f, { told, nth }) => (f.failed('sudo_result', 0) ? null : sudo(told, nth, isSudo)),
  'Sudo.SudoAsDone': (f, { told, nth }) => (f.failed('sudo_result', 0) ? null : sudo(told, nth, isSudoAs)),
  'Sudo.KeyChanged': (f, { told, nth }) => {
    // An older runtime names the key before alone; the call has the new one.
    const call = told.filter((each) => nameOf(each.call) === 'Sudo.set_key')[nth]
    const to = f.account('new', 1) ?? (call && accountIn(accountOf(argOf(call.call, 'new'))))
    return row('sudo-key-changed', { from: f.account('old', 0) ?? f.account('old_sudoer', 0), to })
  },
  'Sudo.KeyRemoved': (_, { told }) => {
    const call = told.find((each) => nameOf(each.call) === 'Sudo.remove_key')
    return row('sudo-key-changed', { from: accountIn(call?.origin) })
  },
  'Triumvirate.Proposed': (f) =>
    row('proposed', { from: f.account('account', 0), amount: f.amount('proposal_index', 1) }),
  'Triumvirate.Voted': (f, { told, nth }) => {
    // The event has the hash of the proposal alone; the call has its index too.
    const votes = told.filter(({ call }) => call.name === 'vote')
    const member = f.account('account', 0)
    const vote = votes.find(({ call }) => argOf(call, 'hotkey') === member) ?? votes[nth]
    const index = vote && argOf(vote.call, 'index')
    if (typeof index !== 'number') return undefined
    const amount = BigInt(2 * index + (f.bool('voted', 2) ? 1 : 0))
    // A senator is a hotkey; the coldkey that it belongs to signs the vote.
    const hotkey = accountIn(argOf(vote!.call, 'hotkey'))
    return hotkey === undefined
      ? row('voted', { from: member, amount })
      : row('voted', { from: accountIn(vote!.origin), hotkey, amount })
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
  authorityReaders[`SenateMembers.${name}`] = () => row('members-changed', { text: 'senate' })
  authorityReaders[`TriumvirateMembers.${name}`] = () => row('members-changed', { text: 'triumvirate' })
}

for (const name of ['Approved', 'Rejected', 'Cancelled', 'Killed', 'Expired', 'FastTracked', 'Enacted']) {
  authorityReaders[`Referenda.${name}`] = (f) =>
    row('closed', { amount: f.amount('index', 0), text: name.toLowerCase() })
}

const sudoCalls = [
  'Sudo.sudo',
  'Sudo.sudo_unchecked_weight',
  'SubtensorModule.sudo',
  'SubtensorModule.sudo_unchecked_weight',
]
const isSudo = ({ call }: Nested): boolean => sudoCalls.includes(nameOf(call))
const isSudoAs = ({ call }: Nested): boolean => nameOf(call) === 'Sudo.sudo_as'

/** What the key of keys called: the call that holds it has the key as its origin, and comes right before it. */
function sudo(told: readonly Nested[], nth: number, isOuter: (each: Nested) => boolean): Found {
  const outer = told.filter(isOuter)[nth]
  const inner = outer && told[told.indexOf(outer) + 1]
  return row('sudo', { from: accountIn(outer?.origin), text: inner && nameOf(inner.call) })
}

/** Who signed the extrinsic, as far as it is an account. */
export const actorOf = (told: readonly Nested[]): string | undefined => accountIn(told[0]?.origin)
