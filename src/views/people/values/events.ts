import * as z from 'zod'
import { saidRef } from '../../chain/values/named.ts'
import { block, count, ms, next, recordId, words } from '../../fields.ts'

const source = z.strictObject({
  side: words.describe('Whose side it is, as the author of the event calls it.'),
  url: words.describe('Address of the page.'),
})

const touched = z.strictObject({
  id: recordId.describe('Id of the question.'),
  title: words.describe('The question.'),
})

const eventRow = saidRef.extend({
  title: words.describe('What happened, in a few words.'),
  date: words.describe('When: YYYY, YYYY-MM or YYYY-MM-DD.'),
  block: block.nullable().describe('Block of the chain; null: none is named.'),
  happened: words.describe('What happened.'),
  disputed: words.nullable().describe('What is disputed; null: the author says nothing of it.'),
  sources: z.array(source).describe('Where each side says so, in the order of the author; of two sides at least.'),
  questions: z.array(touched).describe('Standing questions that it touches and that were not taken back.'),
  byOperator: z.boolean().describe('Did the operator of this log sign it?'),
  opinions: count.describe('Opinions on it that are in force.'),
})
export type EventRow = z.infer<typeof eventRow>

export const eventsValue = z.strictObject({
  now: ms.describe('Time of the latest entry of the log, Unix milliseconds.'),
  rows: z.array(eventRow).describe('The latest first.'),
  next,
  total: count.describe('How many there are in all.'),
})
export type EventsValue = z.infer<typeof eventsValue>
