import type { Address } from '../../log/ss58.ts'
import type { Call, CallOf, Context, Happening } from './calls.ts'
import { event } from './happenings.ts'
import type { Body, Ledger, Poll, Proposal } from './ledger.ts'

const ok = { success: true, value: undefined }

/** Names of the proposed collectives by body. */
export const collectiveIds: Record<Exclude<Body, 'senate'>, string> = {
  proposers: 'Proposers',
  triumvirate: 'Triumvirate',
  economic: 'Economic',
  building: 'Building',
  'economic-eligible': 'EconomicEligible',
}

/** Replaces a body's members. The legacy pallets say no more than that they changed. */
export function setMembers(ledger: Ledger, { body, members }: CallOf<'set-members'>): Happening[] {
  const old = ledger.bodies.get(body) ?? []
  ledger.bodies.set(body, members)
  ledger.touched.add('bodies')
  const pallet = body === 'senate' ? 'SenateMembers' : 'TriumvirateMembers'
  const legacy = body === 'senate' || body === 'triumvirate' ? [event(pallet, 'MembersReset')] : []
  const incoming = members.filter((member) => !old.includes(member))
  const outgoing = old.filter((member) => !members.includes(member))
  if (body === 'senate') return legacy
  const collective_id = { type: collectiveIds[body], value: undefined }
  return [...legacy, event('MultiCollective', 'MembersSet', { collective_id, incoming, outgoing })]
}

/** A member of the Triumvirate proposes; its own vote is not yet given. */
export function propose(ledger: Ledger, who: Address, { inner }: CallOf<'propose'>, context: Context): Happening[] {
  const proposal_hash = context.callHash(inner)
  const threshold = Math.floor(((ledger.bodies.get('triumvirate') ?? []).length * 2) / 3) || 1
  const index = ledger.proposalCount++
  const proposal: Proposal = { index, threshold, ayes: [], nays: [], end: ledger.block + 50_400, call: inner }
  ledger.proposals.set(proposal_hash, proposal)
  ledger.touched.add(`proposal ${proposal_hash}`).add('bodies')
  return [event('Triumvirate', 'Proposed', { account: who, proposal_index: index, proposal_hash, threshold })]
}

export function vote(ledger: Ledger, who: Address, { proposal, approve }: CallOf<'vote'>): Happening[] {
  const open = proposalOf(ledger, proposal)
  open.ayes = [...open.ayes.filter((other) => other !== who), ...(approve ? [who] : [])]
  open.nays = [...open.nays.filter((other) => other !== who), ...(approve ? [] : [who])]
  ledger.touched.add(`proposal ${proposal}`)
  const told = { account: who, proposal_hash: proposal, voted: approve, yes: open.ayes.length, no: open.nays.length }
  return [event('Triumvirate', 'Voted', told)]
}

/** Carries the proposal out where its threshold is met. */
export function close(
  ledger: Ledger,
  _who: Address,
  { proposal }: CallOf<'close'>,
  carryOut: (call: Call) => Happening[],
): Happening[] {
  const { ayes, nays, threshold, call } = proposalOf(ledger, proposal)
  ledger.proposals.delete(proposal)
  ledger.touched.add(`proposal ${proposal}`).add('bodies')
  const closed = event('Triumvirate', 'Closed', { proposal_hash: proposal, yes: ayes.length, no: nays.length })
  if (ayes.length < threshold) return [closed, event('Triumvirate', 'Disapproved', { proposal_hash: proposal })]
  const done = event('Triumvirate', 'Executed', { proposal_hash: proposal, result: ok })
  return [closed, event('Triumvirate', 'Approved', { proposal_hash: proposal }), ...carryOut(call as Call), done]
}

function proposalOf(ledger: Ledger, hash: string): Proposal {
  const open = ledger.proposals.get(hash)
  if (!open) throw new Error(`In block ${ledger.block} of the story there is no proposal ${hash}`)
  return open
}

export function submit(ledger: Ledger, who: Address, { track }: CallOf<'submit'>): Happening[] {
  const index = ledger.polls.size
  ledger.polls.set(index, { track, proposer: who, status: 'Ongoing', at: ledger.block, votes: new Map() })
  ledger.touched.add(`poll ${index}`)
  return [event('Referenda', 'Submitted', { index, track, proposer: who })]
}

export function pollVote(ledger: Ledger, who: Address, { poll, approve }: CallOf<'poll-vote'>): Happening[] {
  pollOf(ledger, poll).votes.set(who, approve)
  ledger.touched.add(`poll ${poll}`)
  return [event('SignedVoting', 'Voted', { who, poll_index: poll, approve, tally: tallyOf(ledger, poll) })]
}

export function pollUnvote(ledger: Ledger, who: Address, { poll }: CallOf<'poll-unvote'>): Happening[] {
  pollOf(ledger, poll).votes.delete(who)
  ledger.touched.add(`poll ${poll}`)
  return [event('SignedVoting', 'VoteRemoved', { who, poll_index: poll, tally: tallyOf(ledger, poll) })]
}

/** What the chain itself makes of a referendum, with no extrinsic. */
export type PollEnd =
  | 'Approved'
  | 'Delegated'
  | 'Rejected'
  | 'Cancelled'
  | 'Killed'
  | 'Expired'
  | 'FastTracked'
  | 'Enacted'

/** Ends a referendum; one that is delegated goes on as another on the next track. `fails`: its call has no effect. */
export function endPoll(ledger: Ledger, poll: number, end: PollEnd, fails = false): Happening[] {
  const open = pollOf(ledger, poll)
  open.status = end
  open.at = ledger.block
  ledger.touched.add(`poll ${poll}`)
  if (end === 'Enacted') {
    const error = fails ? { type: 'BadOrigin', value: undefined } : undefined
    return [event('Referenda', end, { index: poll, when: ledger.block, error })]
  }
  if (end !== 'Delegated') return [event('Referenda', end, { index: poll })]
  const [review, track] = [ledger.polls.size, open.track + 1]
  ledger.polls.set(review, { track, proposer: open.proposer, status: 'Ongoing', at: ledger.block, votes: new Map() })
  ledger.touched.add(`poll ${review}`)
  return [event('Referenda', end, { index: poll, review, track })]
}

export function pollOf(ledger: Ledger, poll: number): Poll {
  const open = ledger.polls.get(poll)
  if (!open) throw new Error(`In block ${ledger.block} of the story there is no poll ${poll}`)
  return open
}

export function tallyOf(ledger: Ledger, poll: number): { ayes: number; nays: number; total: number } {
  const { votes, track } = pollOf(ledger, poll)
  const ayes = [...votes.values()].filter(Boolean).length
  const voters = track === 0 ? ['triumvirate' as const] : (['economic', 'building'] as const)
  // Who sits in both has one vote.
  const electorate = new Set(voters.flatMap((body) => ledger.bodies.get(body) ?? []))
  return { ayes, nays: votes.size - ayes, total: electorate.size }
}
