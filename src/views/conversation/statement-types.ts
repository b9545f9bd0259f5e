import * as z from 'zod'
import { conversations } from '../../folds/conversation/conversations.ts'
import {
  leadingType,
  noTypes,
  type StatementTypes,
  statementTypeVotes,
  voicesIn,
} from '../../folds/conversation/statement-types.ts'
import type { Address } from '../../log/ss58.ts'
import { statementTypes as types } from '../../records/conversation/statement-type.ts'
import type { RecordId } from '../../records/ids.ts'
import { Refusal } from '../../records/refusals.ts'
import { count, next } from '../fields.ts'
import { accountAddress, conversationId, nextOf, pageUpTo, recordIdParam, rowsOn } from '../params.ts'
import { defineView } from '../view.ts'
import { statementIdShape } from './opinion-map/value.ts'

const type = z.enum(types)

const row = z.strictObject({
  id: statementIdShape.describe('Id of the statement.'),
  leading: type.nullable().describe('The type that more than half of at least three voices give; null: none leads.'),
  voices: count.describe('Accounts that say what type it is.'),
  types: z
    .strictObject({
      fact: count.describe('Those who say that it can be checked now, true or not.'),
      forecast: count.describe('Those who say that it will show later.'),
      value: count.describe('Those who say that it is about what should be, or what matters.'),
      definition: count.describe('Those who say that it is about what a word means.'),
    })
    .describe('Voices for each type.'),
  own: type.nullable().describe('What the account that was asked about says; null: nothing, or none was.'),
})
export type TypedStatement = z.infer<typeof row>

/** What sort of statement each is, as those who may vote say. */
export const statementTypes = defineView({
  name: 'statement-types',
  version: 1,
  title: 'Types of statements',
  summary:
    'Whether the statements of a conversation are facts, forecasts, values or definitions, as accounts say: the latest word of each counts. It says nothing of whether they are right, and moves no figure of the votes.',
  value: z.strictObject({
    rows: z
      .array(row)
      .describe(
        'Statements of which somebody has said a type, in the order of the conversation; or the one asked for.',
      ),
    next,
    total: count.describe('How many there are in all.'),
  }),
  params: z.strictObject({
    conversation: conversationId,
    statement: recordIdParam.optional().describe('Only this statement, whether anybody has said a type or not.').meta({
      own: true,
    }),
    account: accountAddress.optional().describe('Whose own word is told.').meta({ own: true }),
    ...pageUpTo(500, 100),
  }),

  from: { conversations, statementTypeVotes },

  answer({ conversations, statementTypeVotes: said }, { conversation: id, statement, account, ...page }) {
    const conversation = conversations.all.get(id)
    if (!conversation) return new Refusal('conversation-unknown', { id })
    const shown = conversation.statements.filter(({ moderated }) => !moderated)
    const asked = shown.filter((each) =>
      statement === undefined ? voicesIn(said.counts.get(each.id) ?? noTypes()) > 0 : each.id === statement,
    )
    if (statement !== undefined && asked.length === 0) return new Refusal('statement-unknown', { id: statement })
    const rows = rowsOn(asked, page).map((each) => rowOf(said, each.id, account))
    return { rows, next: nextOf(page, asked.length), total: asked.length }
  },
})

function rowOf(
  { all, held, counts }: Readonly<StatementTypes>,
  id: RecordId,
  account: Address | undefined,
): TypedStatement {
  const own = counts.get(id) ?? noTypes()
  const word = account === undefined ? undefined : held.get(id)?.get(account)
  return {
    id,
    leading: leadingType(own),
    voices: voicesIn(own),
    types: { ...own },
    own: (word !== undefined && all.get(word)?.type) || null,
  }
}
