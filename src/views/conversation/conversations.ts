import * as z from 'zod'
import { type BallotBox, votersOf } from '../../folds/conversation/ballots.ts'
import { type Conversation, type Statement, totalsHidden } from '../../folds/register.ts'
import type { RecordId } from '../../records/ids.ts'
import { Refusal } from '../../records/refusals.ts'
import { conversationId } from '../params.ts'
import type { View } from '../view.ts'
import { emptyTally, type Tally, tallyOfImport } from './tally.ts'
import {
  type ConversationSummary,
  type ConversationsValue,
  conversationsValue,
  type ImportedVoices,
  type StatementSummary,
} from './values.ts'

export type { ConversationSummary, StatementSummary } from './values.ts'

interface Params {
  conversation?: RecordId | undefined
}

/** Which conversations there are; for one of them its statements and how many agree. */
export const conversations: View<Params, null, ConversationsValue> = {
  name: 'conversations',
  version: 1,
  title: 'Conversations',
  summary:
    'All conversations, or one with its statements and counts. Of each account the last vote on a statement counts, in the order of the log.',
  value: conversationsValue,
  params: z.strictObject({ conversation: conversationId.optional() }),

  // The base folds hold all of it.
  start: () => null,
  step: () => undefined,

  finish(_state, { conversation: id }, { register, ballots }) {
    const describe = (each: Conversation) => describeConversation(each, ballots, totalsHidden(register, each))
    if (id === undefined) return { conversations: Array.from(register.conversations.values(), describe) }
    const conversation = register.conversations.get(id)
    if (!conversation)
      return new Refusal('conversation-unknown', `The log has no conversation ${id}: look for it among all of them.`)
    const summary = describe(conversation)
    const tallies = [ballots.get(id)?.tally ?? emptyTally(), tallyOfImport(conversation).tally]
    return {
      conversation: summary,
      statements: conversation.statements.map(describeStatement(tallies, summary.hidden)),
    }
  },
}

function describeConversation(conversation: Conversation, ballots: BallotBox, hidden: boolean): ConversationSummary {
  const { statements, revoked, id, index, kind, title, description, author } = conversation
  const { opens, closes, add, totals } = conversation
  const signed = ballots.get(id)
  return {
    id,
    index,
    kind,
    title,
    description,
    author,
    opens,
    closes,
    add,
    totals,
    hidden,
    revoked: revoked !== null,
    statements: statements.length,
    participants: signed ? votersOf(signed) : 0,
    votes: signed?.tally.votes ?? 0,
    imported: describeImported(conversation),
  }
}

function describeImported(conversation: Conversation): ImportedVoices | null {
  if (conversation.imported === null) return null
  const { licence, attribution, source } = conversation.imported
  const { participants, tally } = tallyOfImport(conversation)
  return { participants, votes: tally.votes, licence, attribution, source }
}

function describeStatement(tallies: Tally[], hidden: boolean): (statement: Statement) => StatementSummary {
  const sum = (column: Exclude<keyof Tally, 'votes'>, position: number): number =>
    tallies.reduce((total, tally) => total + (tally[column][position] ?? 0), 0)
  return ({ id, imported, body, author, index, moderated, meta, position }) => {
    const own = { id, imported, body, author, index, moderated, meta }
    if (hidden) return { ...own, agree: null, disagree: null, pass: null }
    const counts = { agree: sum('agree', position), disagree: sum('disagree', position), pass: sum('pass', position) }
    const rated = sum('rated', position)
    return { ...own, ...counts, ...(rated > 0 && { importance: sum('importance', position) / rated }) }
  }
}
