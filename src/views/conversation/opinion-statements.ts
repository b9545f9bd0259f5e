import * as z from 'zod'
import { conversations, totalsHidden, wordsOf } from '../../folds/conversation/conversations.ts'
import { derived, ledger, remembered } from '../../folds/derived.ts'
import { allVotes } from '../../math/polis/counts.ts'
import { share as shareOf } from '../../math/proportion.ts'
import type { RecordId } from '../../records/ids.ts'
import { Refusal } from '../../records/refusals.ts'
import { count, next, share, words } from '../fields.ts'
import { conversationId, nextOf, pageUpTo, rowsOn, wholeNumber } from '../params.ts'
import { defineView } from '../view.ts'
import { votesIn } from './opinion-map/describe.ts'
import { heldBy, heldStates } from './opinion-map/held.ts'
import { maps, spreads } from './opinion-map/maps.ts'
import { robustMapValue } from './opinion-map/robust-value.ts'
import { groupVotesShape, importedNumberShape, statementIdShape } from './opinion-map/value.ts'

/** How many conversations are kept at once. */
const most = 4

export const statementOrders = ['added', 'votes', 'agreed', 'rejected', 'apart'] as const

const row = z.strictObject({
  id: statementIdShape.describe('Id of the statement.'),
  imported: importedNumberShape,
  body: words.nullable().describe('What it says; null where moderators rejected it before it was imported.'),
  votes: groupVotesShape.describe('Votes of everybody, on the map or not.'),
  parts: z.array(groupVotesShape).describe('Votes of each of `sizes`.'),
  state: z
    .enum(heldStates)
    .describe(
      'joins: more than half of every part on one side. divides: one part agrees, another disagrees. few: too few of a part have seen it, or there are no parts.',
    ),
  side: z.enum(['agree', 'disagree']).nullable().describe('The side that joins; null unless it does.'),
  apart: share.describe('Largest difference between two parts in the share that agrees.'),
})
export type HeldStatement = z.infer<typeof row>

const stateCounts = z.strictObject({
  joins: count.describe('Statements that join all parts.'),
  divides: count.describe('Statements that divide parts.'),
  open: count.describe('Statements that do neither.'),
  few: count.describe('Statements that say nothing yet.'),
})

const partsShape = robustMapValue.shape.parts
  .extend({
    groups: z.array(count).describe('Number of the group that each part is; empty where parts are no groups.'),
  })
  .describe('Who is compared.')

interface Table {
  parts: z.infer<typeof partsShape>
  rows: readonly HeldStatement[]
  states: z.infer<typeof stateCounts>
}

/** Every statement that the opinion map shows, with how each part stands to it. */
export const heldStatements = derived({
  name: 'held statements',
  from: { conversations, maps, spreads },
  compute: ({ conversations, maps, spreads }) =>
    remembered(most, (id: RecordId): Table => {
      const said = conversations.all.get(id)?.statements ?? []
      const { statements, parts, groups } = maps(id)
      const everybody = allVotes(spreads(id).votes)
      const rows = statements.flatMap(({ id, imported, moderated, meta, groups: votes }, s): HeldStatement[] => {
        if (moderated || meta) return []
        const body = said[s] === undefined ? null : wordsOf(said[s])
        return [{ id, imported, body, votes: votesIn(everybody, 0, s), parts: votes, ...heldBy(votes, parts.sizes) }]
      })
      const states = { joins: 0, divides: 0, open: 0, few: 0 }
      for (const { state } of rows) states[state]++
      return { parts: { ...parts, groups: groups.map(({ id }) => id) }, rows, states }
    }),
})

type Order = (a: HeldStatement, b: HeldStatement) => number
const on =
  (side: 'agree' | 'disagree'): Order =>
  (a, b) =>
    shareOf(b.votes[side], b.votes.seen) - shareOf(a.votes[side], a.votes.seen)

/** Equal rows stay in the order of the conversation. */
const orders: Record<(typeof statementOrders)[number], Order> = {
  added: () => 0,
  votes: (a, b) => b.votes.seen - a.votes.seen,
  agreed: on('agree'),
  rejected: on('disagree'),
  apart: (a, b) => b.apart - a.apart,
}

/** The statements of a conversation as a table: what joins the parts of the map, what divides them. */
export const opinionStatements = defineView({
  name: 'opinion-statements',
  version: 1,
  title: 'Opinion statements',
  summary:
    'The statements of a conversation as a table to sort and to narrow: the votes of everybody and of each part of the opinion map (its clear groups, else the halves or quarters of its first axis), and whether a statement joins all parts or divides them.',
  value: z.strictObject({
    parts: partsShape,
    states: stateCounts.describe('All statements by state.'),
    rows: z.array(row).describe('In the order that was asked for; equal ones in the order of the conversation.'),
    total: count.describe('Statements that were asked for.'),
    next,
  }),
  params: z.strictObject({
    conversation: conversationId,
    state: z.enum(heldStates).optional().describe('Only statements in this state.'),
    least: wholeNumber(0, 1_000_000_000).optional().describe('Only statements with at least so many votes.'),
    order: z
      .enum(statementOrders)
      .default('added')
      .describe(
        'added: as they came. votes: most votes first. agreed, rejected: the largest share that agrees or disagrees first, one vote more on either side imagined. apart: where parts differ most first.',
      ),
    ...pageUpTo(500, 50),
  }),

  from: { ledger, conversations, heldStatements },

  answer({ ledger, conversations, heldStatements }, { conversation: id, state, least = 0, order, ...page }) {
    const conversation = conversations.all.get(id)
    if (!conversation) return new Refusal('conversation-unknown', { id })
    if (totalsHidden(ledger, conversation)) return new Refusal('totals-hidden', { title: conversation.title })
    const { parts, rows, states } = heldStatements(id)
    const asked = rows.filter((each) => (state === undefined || each.state === state) && each.votes.seen >= least)
    asked.sort(orders[order])
    return {
      parts,
      states,
      rows: rowsOn(asked, page),
      total: asked.length,
      next: nextOf(page, asked.length),
    }
  },
})
