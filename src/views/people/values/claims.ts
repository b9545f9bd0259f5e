import * as z from 'zod'
import { saidRef } from '../../chain/values/named.ts'
import { count, ms, next, words } from '../../fields.ts'
import { opinionRow } from './opinions.ts'

const claimRow = saidRef.extend({
  text: words.describe('The claim: one sentence.'),
  sources: z.array(words).describe('Addresses of pages where one can check it, in the order of the author.'),
  opinions: count.describe('Opinions on it that are in force.'),
  replies: z.array(opinionRow).describe('The first three of them; the view of opinions has all.'),
})
export type ClaimRow = z.infer<typeof claimRow>

export const claimsValue = z.strictObject({
  now: ms.describe('Time of the latest entry of the log, Unix milliseconds.'),
  rows: z.array(claimRow).describe('In the order of the log.'),
  next,
  total: count.describe('How many there are in all.'),
})
export type ClaimsValue = z.infer<typeof claimsValue>
