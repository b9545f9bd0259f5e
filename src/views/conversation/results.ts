import * as z from 'zod'
import { conversations } from '../../folds/conversation/conversations.ts'
import { type FrozenResult, results as resultsFold } from '../../folds/conversation/results.ts'
import { frozenViews, readParameters } from '../../records/conversation/result.ts'
import { Refusal } from '../../records/refusals.ts'
import { accountAddress, count, hash, index, ms, next, recordId, words } from '../fields.ts'
import { conversationId, nextOf, pageUpTo, rowsOn } from '../params.ts'
import { defineView } from '../view.ts'

const row = z.strictObject({
  id: recordId.describe('Id of the record.'),
  index: index.describe('Its place in the log.'),
  ms: ms.describe('When it was admitted, Unix milliseconds.'),
  by: accountAddress.describe('Who froze it: whoever began or imported the conversation.'),
  conversation: recordId.describe('Id of the conversation.'),
  title: words.describe('Title of the conversation.'),
  view: z.enum(frozenViews).describe('The view whose answer it is.'),
  version: count.describe('Version of the view.'),
  asked: z
    .array(z.strictObject({ name: words.describe('Name of the parameter.'), value: words.describe('What was given.') }))
    .describe('How the view was asked beside the conversation, by rising names.'),
  size: count.describe('Entries of the log from which the answer follows.'),
  hash: hash.describe('SHA-256 of the answer, as its author said; an audit compares it.'),
})
export type ResultRow = z.infer<typeof row>

/** What conversations came to, as those who began them say. */
export const results = defineView({
  name: 'results',
  version: 1,
  title: 'Results',
  summary:
    'Answers that those who began or imported conversations froze after the close: view, version, parameters, size of the log and hash. Nothing is computed again here; an audit does that.',
  value: z.strictObject({
    rows: z.array(row).describe('In the order of the log.'),
    next,
    total: count.describe('How many there are in all.'),
  }),
  params: z.strictObject({
    conversation: conversationId.optional().describe('Only results of this conversation; of all unless told.'),
    ...pageUpTo(500, 50),
  }),

  from: { conversations, results: resultsFold },

  answer({ conversations, results }, { conversation, ...page }) {
    if (conversation !== undefined && !conversations.all.has(conversation))
      return new Refusal('conversation-unknown', { id: conversation })
    const asked = [...results.values()].filter(
      ({ fields }) => conversation === undefined || fields.conversation === conversation,
    )
    return { rows: rowsOn(asked, page).map(rowOf), next: nextOf(page, asked.length), total: asked.length }
  },
})

function rowOf({ id, index, ms, account, fields }: FrozenResult): ResultRow {
  const { conversation, title, view, version, parameters, size, hash } = fields
  // The rule of the kind has read the parameters already.
  const asked = Object.entries(readParameters(parameters) ?? {}).map(([name, value]) => ({ name, value }))
  return { id, index, ms, by: account, conversation, title, view, version, asked, size, hash }
}
