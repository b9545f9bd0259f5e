import * as z from 'zod'
import { type BallotBox, votersOf } from '../../folds/conversation/ballots.ts'
import { type Conversation, type Statement, totalsHidden } from '../../folds/register.ts'
import type { Address } from '../../log/ss58.ts'
import type { RecordId } from '../../records/ids.ts'
import { Refusal } from '../../records/refusals.ts'
import { conversationId } from '../params.ts'
import type { View } from '../view.ts'
import { emptyTally, type Tally, tallyOfImport } from './tally.ts'

interface Params {
  conversation?: RecordId | undefined
}

/** One conversation in the list of all. */
export interface ConversationSummary {
  id: RecordId
  index: number
  kind: 'conversation' | 'import'
  title: string
  description: string | null
  author: Address
  /** Unix milliseconds; null: from the start, and for ever. */
  opens: number | null
  closes: number | null
  add: 'anyone' | 'author'
  totals: 'always' | 'after-close'
  /** Are the totals kept back at present? */
  hidden: boolean
  /** Taken back by its author: nothing more counts there. */
  revoked: boolean
  /** Imported and signed ones. */
  statements: number
  /** Accounts that voted, and their votes. Imported voices are not among them. */
  participants: number
  votes: number
  /** What was brought in, and from where; null for a conversation that began here. */
  imported: ImportedVoices | null
}

export interface ImportedVoices {
  participants: number
  votes: number
  licence: string
  attribution: string
  source: string | null
}

export interface StatementSummary {
  id: RecordId
  /** Its number where it was imported from; null for a signed one. */
  imported: number | null
  body: string
  author: Address | null
  /** Place in the log; null for an imported one. */
  index: number | null
  moderated: boolean
  meta: boolean
  /** Imported and signed votes together; null while totals are hidden. */
  agree: number | null
  disagree: number | null
  pass: number | null
  /** Mean importance from 1 to 3 among those who gave one; left out when nobody did or totals are hidden. */
  importance?: number
}

export type ConversationsValue =
  | { conversations: ConversationSummary[] }
  | { conversation: ConversationSummary; statements: StatementSummary[] }

/** Which conversations there are; for one of them its statements and how many agree. */
export const conversations: View<Params, null, ConversationsValue> = {
  name: 'conversations',
  version: 1,
  title: 'Conversations',
  summary:
    'All conversations, or one with its statements and counts. Of each account the last vote on a statement counts, in the order of the log.',
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
    ...{ id, index, kind, title, description, author, opens, closes, add, totals, hidden },
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
