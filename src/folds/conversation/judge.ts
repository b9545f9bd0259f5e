/** What counts in a conversation, and what is refused at its door. */

import type { Address } from '../../log/ss58.ts'
import type { RecordId } from '../../records/ids.ts'
import { Refusal } from '../../records/refusals.ts'
import type { FieldsOf } from '../../records/registry.ts'
import { likeWords } from '../../records/title.ts'
import { timeOf } from '../ledger/judge.ts'
import { badOpening } from './sealed.ts'
import { type Conversation, type Conversations, statementVotedOn } from './state.ts'

/** Why a statement would not count; null: it would. */
export function badStatement(
  state: Conversations,
  account: Address,
  ms: number,
  fields: FieldsOf<'statement'>,
): Refusal | null {
  const conversation = state.all.get(fields.conversation)
  if (!conversation) return new Refusal('conversation-unknown', { id: fields.conversation })
  return notOpen(conversation, ms) ?? notAllowedToAdd(conversation, account)
}

/** Most statements that one account adds to the conversation of another, and to its own. */
const mostAdded = { others: 20, author: 200 }

/** At the door: an account has said enough in a conversation. */
export function tooMany(state: Conversations, account: Address, fields: FieldsOf<'statement'>): Refusal | null {
  const conversation = state.all.get(fields.conversation)
  if (!conversation) return null
  const most = account === conversation.author ? mostAdded.author : mostAdded.others
  const added = conversation.added.get(account) ?? 0
  return added < most ? null : new Refusal('too-many-statements', { title: conversation.title, most })
}

/** At the door: somebody said the same. */
export function saidAlready(state: Conversations, fields: FieldsOf<'statement'>): Refusal | null {
  const [id] = state.all.get(fields.conversation)?.said.get(likeWords(fields.body)) ?? []
  return id === undefined ? null : new Refusal('said-already', { id })
}

/** A conversation that is over before it begins would only look as if nobody had anything to say. */
export function closedAlready(closes: number | undefined, ms: number): Refusal | null {
  if (closes === undefined || closes > ms) return null
  return new Refusal('bad-field', { reason: 'closes-in-the-past', closes: timeOf(closes) })
}

/** A vote with its choice, or under seal: which of them is taken the conversation says. */
export function badVote(state: Conversations, ms: number, fields: FieldsOf<'vote' | 'sealed-vote'>): Refusal | null {
  const conversation = conversationAsked(state, fields.about)
  if (conversation instanceof Refusal) return conversation
  const isSealed = 'commitment' in fields
  if (isSealed !== (conversation.sealed !== null))
    return new Refusal(isSealed ? 'votes-open' : 'votes-sealed', { title: conversation.title })
  return notOpen(conversation, ms)
}

/** Why nothing that counts can be said of a statement now, whatever kind of votes its conversation takes; null: it can. */
export function notVotable(state: Readonly<Conversations>, ms: number, about: RecordId): Refusal | null {
  const conversation = conversationAsked(state, about)
  return conversation instanceof Refusal ? conversation : notOpen(conversation, ms)
}

/** The conversation of a statement that stands. */
function conversationAsked({ statements, all }: Readonly<Conversations>, id: RecordId): Conversation | Refusal {
  const statement = statements.get(id)
  const conversation = statement && all.get(statement.conversation)
  if (!statement || !conversation) return new Refusal('statement-unknown', { id })
  if (statement.revoked) return new Refusal('revoked', { reason: 'statement' })
  return statement.moderated ? new Refusal('statement-unknown', { reason: 'moderated', id }) : conversation
}

/** Sealed votes are opened from the close on, so that nobody votes who has seen how others did, and for a while. */
export function badTurn(
  state: Conversations,
  account: Address,
  ms: number,
  fields: FieldsOf<'opening'>,
): Refusal | null {
  const refusal = badOpening(state.sealed, fields, account)
  const { conversation: id = null, revoked = false } = statementVotedOn(state, fields.about) ?? {}
  const { title = '', closes = null, sealed = null } = (id && state.all.get(id)) || {}
  if (refusal || closes === null || sealed === null) return refusal
  if (revoked) return new Refusal('revoked', { reason: 'statement' })
  if (ms < closes) return new Refusal('opening-not-now', { reason: 'early', title, closes: timeOf(closes) })
  if (ms >= sealed.ends) return new Refusal('opening-not-now', { reason: 'late', title, ends: timeOf(sealed.ends) })
  return null
}

/** Opening and closing times are compared with admission, never with the time that a record claims. */
function notOpen({ title, opens, closes, revoked }: Conversation, ms: number): Refusal | null {
  if (revoked !== null) return new Refusal('revoked', { reason: 'conversation', title, by: revoked })
  if (opens !== null && ms < opens) return new Refusal('conversation-not-open', { title, opens: timeOf(opens) })
  if (closes !== null && ms >= closes) return new Refusal('conversation-closed', { title, closes: timeOf(closes) })
  return null
}

function notAllowedToAdd({ add, author, title }: Conversation, account: Address): Refusal | null {
  return add === 'anyone' || account === author ? null : new Refusal('not-allowed-to-add', { author, title })
}
