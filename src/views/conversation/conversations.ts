import * as z from 'zod'
import { votersOf } from '../../folds/conversation/ballots.ts'
import {
  type Conversation,
  conversations as conversationsFold,
  type Statement,
  totalsHidden,
  wordsOf,
} from '../../folds/conversation/conversations.ts'
import { type Counted, countedVotes, type GuestVotes } from '../../folds/conversation/counted.ts'
import { emptyTally, type Tally } from '../../folds/conversation/tally.ts'
import { type ImportedTally, importedTally } from '../../folds/conversation/values.ts'
import { ledger } from '../../folds/derived.ts'
import { Refusal } from '../../records/refusals.ts'
import { conversationId, nextOf, rowsOn, wholeOrPage } from '../params.ts'
import { defineView } from '../view.ts'
import { type ConversationSummary, conversationsValue, type ImportedVoices, type StatementSummary } from './values.ts'

/** Which conversations there are; for one of them its statements and how many agree. */
export const conversations = defineView({
  name: 'conversations',
  version: 4,
  title: 'Conversations',
  summary:
    'All conversations, or one with its statements and counts. Of each account the last vote on a statement counts, in the order of the log. Guests are counted apart.',
  value: conversationsValue,
  params: z.strictObject({ conversation: conversationId.optional(), ...wholeOrPage }),

  from: { ledger, conversations: conversationsFold, countedVotes, importedTally },

  answer({ ledger, conversations, countedVotes, importedTally }, { conversation: id, ...page }) {
    const describe = (each: Conversation) =>
      describeConversation(each, countedVotes(each.id), importedTally(each.id), totalsHidden(ledger, each))
    if (id === undefined) {
      const all = [...conversations.all.values()]
      return { conversations: rowsOn(all, page).map(describe), next: nextOf(page, all.length) }
    }
    const conversation = conversations.all.get(id)
    if (!conversation) return new Refusal('conversation-unknown', { id })
    const summary = describe(conversation)
    const { signed, guests } = countedVotes(id)
    const tallies = [signed?.tally ?? emptyTally(), importedTally(id).tally]
    return {
      conversation: summary,
      statements: rowsOn(conversation.statements, page).map(describeStatement(tallies, guests, summary.hidden)),
      next: nextOf(page, conversation.statements.length),
    }
  },
})

function describeConversation(
  conversation: Conversation,
  { signed, guests }: Counted,
  brought: ImportedTally,
  hidden: boolean,
): ConversationSummary {
  const { statements, revoked, id, index, kind, title, description, author } = conversation
  const { about, opens, closes, add, totals } = conversation
  return {
    id,
    index,
    kind,
    title,
    description,
    author,
    about,
    opens,
    closes,
    add,
    totals,
    hidden,
    revoked: revoked !== null,
    statements: statements.length,
    participants: signed ? votersOf(signed) : 0,
    votes: signed?.tally.votes ?? 0,
    sealed: conversation.sealed,
    guests: { participants: guests.participants, votes: guests.tally.votes },
    imported: conversation.imported && describeImported(conversation.imported, brought),
  }
}

function describeImported(
  { licence, attribution, source }: NonNullable<Conversation['imported']>,
  { participants, tally }: ImportedTally,
): ImportedVoices {
  return { participants, votes: tally.votes, licence, attribution, source }
}

function describeStatement(
  tallies: Tally[],
  { tally: apart }: GuestVotes,
  hidden: boolean,
): (statement: Statement) => StatementSummary {
  const sum = (column: Exclude<keyof Tally, 'votes'>, position: number): number =>
    tallies.reduce((total, tally) => total + (tally[column][position] ?? 0), 0)
  return (statement) => {
    const { id, imported, author, index, moderated, meta, position } = statement
    const own = { id, imported, body: wordsOf(statement), author, index, moderated, meta }
    if (hidden) return { ...own, agree: null, disagree: null, pass: null }
    const counts = { agree: sum('agree', position), disagree: sum('disagree', position), pass: sum('pass', position) }
    const rated = sum('rated', position)
    const guests = {
      agree: apart.agree[position] ?? 0,
      disagree: apart.disagree[position] ?? 0,
      pass: apart.pass[position] ?? 0,
    }
    return {
      ...own,
      ...counts,
      ...(guests.agree + guests.disagree + guests.pass > 0 && { guests }),
      ...(rated > 0 && { importance: sum('importance', position) / rated }),
    }
  }
}
