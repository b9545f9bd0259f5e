/** Sealed votes: which there are, which of them can be opened, and which were. */

import type { Address } from '../../log/ss58.ts'
import { sealOf } from '../../records/conversation/sealed-vote.ts'
import type { RecordId } from '../../records/ids.ts'
import { Refusal } from '../../records/refusals.ts'
import type { FieldsOf } from '../../records/registry.ts'
import type { ActiveRecord, TakenBack } from '../fold.ts'

export interface SealedVote {
  id: RecordId
  account: Address
  commitment: string
  statement: RecordId
  conversation: RecordId
  takenBack: boolean
  /** Place of its opening; null: there is none. It stays when the vote is taken back, for whoever has to find it. */
  opened: number | null
}

/** The sealed votes of all conversations. */
export interface SealedVotes {
  all: Map<RecordId, SealedVote>
  /**
   * The latest of each account on each statement, taken back or not: nobody chooses after the close which of several to
   * open, so one that was taken back does not bring back the one before it.
   */
  latest: Map<string, RecordId>
  /** The sealed vote that each opening that counts is of. */
  openings: Map<RecordId, RecordId>
}

/** How many sealed votes of a conversation can be opened, and how many of them were. */
export interface SealedCount {
  votes: number
  opened: number
}

export const noSealedVotes = (): SealedVotes => ({ all: new Map(), latest: new Map(), openings: new Map() })

const pairOf = ({ account, statement }: Pick<SealedVote, 'account' | 'statement'>): string => `${account} ${statement}`

/** Takes a sealed vote in; the one that it replaces counts no more. */
export function seal(
  sealed: SealedVotes,
  count: SealedCount,
  conversation: RecordId,
  { id, account, fields }: Pick<ActiveRecord<'sealed-vote'>, 'id' | 'account' | 'fields'>,
): void {
  const vote: SealedVote = {
    id,
    account,
    commitment: fields.commitment,
    statement: fields.about,
    conversation,
    takenBack: false,
    opened: null,
  }
  const before = sealed.all.get(sealed.latest.get(pairOf(vote)) ?? id)
  if (before === undefined || before.takenBack) count.votes++
  sealed.all.set(id, vote)
  sealed.latest.set(pairOf(vote), id)
}

/** Has the account a sealed vote on the statement that was not taken back? */
export function hasSealed({ all, latest }: Readonly<SealedVotes>, account: Address, statement: RecordId): boolean {
  const vote = all.get(latest.get(pairOf({ account, statement })) ?? statement)
  return vote?.takenBack === false
}

/** Why an opening would not count, its time aside; null: it would. */
export function badOpening(
  sealed: SealedVotes,
  { about, choice, secret }: FieldsOf<'opening'>,
  account: Address,
): Refusal | null {
  const vote = sealed.all.get(about)
  if (vote === undefined) return new Refusal('target-unknown', { reason: 'sealed-vote', id: about })
  if (vote.account !== account)
    return new Refusal('not-yours', { reason: 'sealed-vote', id: about, account: vote.account })
  const latest = sealed.latest.get(pairOf(vote))
  if (latest !== about) return new Refusal('opening-superseded', { reason: 'later', id: about, by: String(latest) })
  if (vote.takenBack) return new Refusal('revoked', { reason: 'sealed-vote', id: about })
  if (vote.opened !== null) return new Refusal('opening-superseded', { reason: 'opened', id: about })
  const { statement } = vote
  const fits = sealOf({ statement, account, choice, secret }) === vote.commitment
  return fits ? null : new Refusal('opening-mismatch', { id: about })
}

/** Takes an opening in that counts. */
export function open(
  sealed: SealedVotes,
  count: SealedCount,
  { id, index, fields }: Pick<ActiveRecord<'opening'>, 'id' | 'index' | 'fields'>,
): void {
  const vote = sealed.all.get(fields.about)
  if (vote === undefined) throw new Error(`The opening ${id} counts without its sealed vote.`)
  vote.opened = index
  sealed.openings.set(id, vote.id)
  count.opened++
}

/** After a sealed vote or an opening was taken back: the vote counts no more. Another opening of it may follow. */
export function unseal(
  sealed: SealedVotes,
  countOf: (vote: SealedVote) => SealedCount,
  { id }: Pick<TakenBack, 'id'>,
): void {
  const opened = sealed.all.get(sealed.openings.get(id) ?? id)
  if (opened === undefined) return
  const count = countOf(opened)
  if (opened.opened !== null && !opened.takenBack) count.opened--
  sealed.openings.delete(id)
  if (opened.id !== id) {
    opened.opened = null
    return
  }
  opened.takenBack = true
  if (sealed.latest.get(pairOf(opened)) === id) count.votes--
}
