import * as z from 'zod'
import { count, words } from '../../fields.ts'
import { importedNumberShape, statementIdShape } from '../opinion-map/value.ts'

const said = {
  agree: count.describe('People who agree.'),
  disagree: count.describe('People who disagree.'),
  pass: count.describe('People who pass.'),
  none: count.describe('People who have not voted on it.'),
}

const side = z.strictObject({
  id: count.describe('Number of the group; of a half 0: below the middle of the first axis, 1: above it.'),
  size: count.describe('People in it.'),
  ...said,
})
export type SideSaid = z.infer<typeof side>

/** What people of the opinion map say on one statement, in figures. */
export const statementVotesValue = z.strictObject({
  statement: z
    .strictObject({
      id: statementIdShape.describe('Id of the statement.'),
      imported: importedNumberShape,
      body: words.describe('What it says.'),
    })
    .describe('The one that was asked for.'),
  people: count.describe('People on the map: the four figures of `said` sum to them.'),
  said: z.strictObject(said).describe('Everybody on the map. Guests are on no map.'),
  sides: z
    .strictObject({
      cut: z
        .enum(['groups', 'halves', 'none'])
        .describe('The clear groups; without them the halves of the first axis; none where the map tells neither.'),
      of: z.array(side).describe('Each side; people in none of them are in `said` alone.'),
    })
    .describe('How each side of the map stands to it.'),
})
export type StatementVotes = z.infer<typeof statementVotesValue>

const person = z.strictObject({
  key: z.string().describe('`import:<participant>` for an imported voice, else the address.'),
  x: z.number().describe('Place on the first axis.'),
  y: z.number().describe('Place on the second axis.'),
  group: count.nullable().describe('Number of the group; null: in none.'),
  half: count
    .nullable()
    .describe('0: below the middle of the first axis, 1: above it; null: in the middle, too few votes, or not told.'),
  said: z.enum(['agree', 'disagree', 'pass']).nullable().describe('The last vote; null: none.'),
})
export type StatementPerson = z.infer<typeof person>

/** The same with the place of everybody. */
export const statementMapValue = statementVotesValue.extend({
  participants: z.array(person).describe('Everybody on the map, in its order.'),
  groups: z
    .array(
      z.strictObject({
        id: count.describe('Number of the group.'),
        center: z.tuple([z.number(), z.number()]).describe('Mean place of its people: x, y.'),
      }),
    )
    .describe('The groups of the map.'),
})
export type StatementMap = z.infer<typeof statementMapValue>
