/** The shapes that the views about conversations publish, but for the opinion map. */

import * as z from 'zod'
import { accountAddress, count, index, ms, next, recordId, words } from '../fields.ts'

/** What was brought in from elsewhere. */
const importedVoices = z.strictObject({
  participants: count.describe('Voices.'),
  votes: count.describe('Their votes.'),
  licence: words.describe('Licence of the data.'),
  attribution: words.describe('Whom the data are from.'),
  source: words.nullable().describe('Where they were published.'),
})
export type ImportedVoices = z.infer<typeof importedVoices>

/** One conversation in the list of all. */
export const conversationSummary = z.strictObject({
  id: recordId.describe('Id of the record.'),
  index: index.describe('Place of the record in the log.'),
  kind: z.enum(['conversation', 'import']).describe('Begun here, or imported.'),
  title: words.describe('Its title.'),
  description: words.nullable().describe('What it is about.'),
  author: accountAddress.describe('Who began or imported it.'),
  about: z
    .string()
    .regex(/^(subnet:[0-9]{1,5}|[1-9A-HJ-NP-Za-km-z]{46,48}|[0-9a-f]{64})$/)
    .nullable()
    .describe(
      'What it is about: subnet: with its number, an address, or the id of a record; null: nothing in particular.',
    ),
  opens: ms.nullable().describe('Unix milliseconds; null: open from the start.'),
  closes: ms.nullable().describe('Unix milliseconds; null: open for ever.'),
  add: z.enum(['anyone', 'author']).describe('Who may add statements.'),
  totals: z.enum(['always', 'after-close']).describe('When totals are shown.'),
  sealed: z
    .strictObject({
      votes: count.describe('Sealed votes, the latest of each account on each statement.'),
      opened: count.describe('Those of them that were opened; the others count as nothing.'),
      ends: ms.describe('Until when they can be opened, Unix milliseconds; totals show from then on.'),
    })
    .nullable()
    .describe('Of a conversation with sealed votes; null: votes are open.'),
  hidden: z.boolean().describe('Are the totals kept back at present?'),
  revoked: z.boolean().describe('Taken back by its author: nothing more counts there.'),
  statements: count.describe('Imported and signed ones.'),
  participants: count.describe('Accounts that voted; neither imported voices nor guests are among them.'),
  votes: count.describe('Their votes, those that they adopted from guests included.'),
  guests: z
    .strictObject({ participants: count.describe('Guests that voted.'), votes: count.describe('Their votes.') })
    .describe(
      'Keys made in a browser, of which nothing is known and whose votes nobody adopted. Anybody makes any number.',
    ),
  imported: importedVoices
    .nullable()
    .describe('What was brought in, and from where; null for a conversation that began here.'),
})
export type ConversationSummary = z.infer<typeof conversationSummary>

const votes = count.nullable()

const statementSummary = z.strictObject({
  id: recordId.describe('Id of the statement.'),
  imported: z.int().nullable().describe('Its number where it was imported from; null for a signed one.'),
  body: words.nullable().describe('What it says; null where moderators rejected it before it was imported.'),
  author: accountAddress.nullable().describe('Who signed it; null for an imported one.'),
  index: index.nullable().describe('Place in the log; null for an imported one.'),
  moderated: z
    .boolean()
    .describe('Taken off the map: rejected by moderators where it was imported from, or taken back by its author.'),
  meta: z.boolean().describe('About the conversation itself.'),
  agree: votes.describe('Imported and signed votes that agree; null while totals are hidden.'),
  disagree: votes.describe('Imported and signed votes that disagree; null while totals are hidden.'),
  pass: votes.describe('Imported and signed votes that pass; null while totals are hidden.'),
  guests: z
    .strictObject({
      agree: count.describe('Those that agree.'),
      disagree: count.describe('Those that disagree.'),
      pass: count.describe('Those that pass.'),
    })
    .optional()
    .describe('Votes of guests, which are in no other figure; left out where there are none or totals are hidden.'),
  importance: z
    .number()
    .optional()
    .describe('Mean importance from 1 to 3 among those who gave one; left out when nobody did or totals are hidden.'),
})
export type StatementSummary = z.infer<typeof statementSummary>

export const conversationsValue = z.union([
  z.strictObject({
    conversations: z.array(conversationSummary).describe('In the order of the log.'),
    next,
  }),
  z.strictObject({
    conversation: conversationSummary.describe('The one that was asked for.'),
    statements: z.array(statementSummary).describe('Imported, then signed ones.'),
    next,
  }),
])
export type ConversationsValue = z.infer<typeof conversationsValue>

const shownStatement = z.strictObject({
  id: recordId.describe('Id of the statement.'),
  body: words.describe('What it says.'),
  imported: z.int().nullable().describe('Its number where it was imported from; null for a signed one.'),
  author: accountAddress.nullable().describe('Who signed it; null for an imported one.'),
})

export const nextStatementValue = z.strictObject({
  statement: shownStatement.nullable().describe('null: nothing is left to vote on.'),
  remaining: count.describe('Statements left, this one included.'),
  total: count.describe('All that can be voted on.'),
})
export type NextStatement = z.infer<typeof nextStatementValue>
