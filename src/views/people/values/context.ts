import * as z from 'zod'
import { saidRef } from '../../chain/values/named.ts'
import { rated, sidesFrom } from '../../chain/values/rated.ts'
import { count, next, recordId, words } from '../../fields.ts'

const note = saidRef.extend({
  about: recordId.describe('Id of the statement or the event that it is about.'),
  text: words.describe('What a reader should know.'),
  sources: z.array(words).describe('Addresses of pages where one can check it, in the order of the author.'),
  ...rated.shape,
})
export type Note = z.infer<typeof note>

const notedRow = z.strictObject({
  about: recordId.describe('Id of the statement or the event.'),
  what: z.enum(['statement', 'event']).describe('What it is.'),
  conversation: recordId.nullable().describe('Id of the conversation of a statement; null for an event.'),
  words: words.describe('The statement, or the title of the event.'),
  notes: count.describe('How many notes there are on it.'),
  standing: count.describe('How many of them stand.'),
})
export type NotedRow = z.infer<typeof notedRow>

export const contextValue = z.strictObject({
  sidesFrom: sidesFrom
    .nullable()
    .describe('The conversation whose opinion map gives the sides that rate these notes; null: all are one crowd.'),
  on: z
    .array(notedRow)
    .describe(
      'What the notes are about. Of a conversation, its statements that have any, in their order, page by page; else the one that was asked for.',
    ),
  rows: z.array(note).describe('Those that stand first; those in one state in the order of the log.'),
  next,
  total: count.describe('How many notes there are in all.'),
})
export type ContextValue = z.infer<typeof contextValue>
