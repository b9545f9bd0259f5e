import * as z from 'zod'
import { latestSnapshot, named } from '../../chain/values/named.ts'
import { count, ms, next, share } from '../../fields.ts'

const validator = named.extend({
  share: share.describe('Stake on its hotkeys, of all stake, as a fraction.'),
  band: count.describe('Number of bands of the ladder that it reaches.'),
})

const group = z.strictObject({
  count: count.describe('How many they are.'),
  share: share.describe('Stake on their hotkeys together, of all stake, as a fraction.'),
})

export const unspokenValue = z.strictObject({
  source: latestSnapshot,
  now: ms.describe('Time of the latest entry of the log, Unix milliseconds.'),
  validators: group.describe('Entities that reach a band of the ladder and have stake on hotkeys of their own.'),
  unspoken: group.describe('Those of them that have said nothing of themselves here.'),
  questions: count.describe('Standing questions of the operator that wait for a position.'),
  rows: z.array(validator).describe('Those that have not spoken, by their share of all stake, the largest first.'),
  next,
  total: count.describe('How many rows there are in all.'),
})
export type UnspokenValue = z.infer<typeof unspokenValue>
