import * as z from 'zod'
import { latestSnapshot, named, twoShares } from '../../chain/values/named.ts'
import { count, index, ms, next, share } from '../../fields.ts'
import { openTo, role } from './person.ts'

const introduced = z.strictObject({
  index: index.describe('Place of the record in the log.'),
  ms: ms.describe('When the log admitted it, Unix milliseconds.'),
  anonymous: z.boolean().describe('The name is a pseudonym.'),
  roles: z.array(role).describe('What they do in the network.'),
  openTo: openTo.describe('Whether they expect to answer questions.'),
})

export const personSummary = named.extend({
  shares: twoShares.nullable().describe('What is held and voted with; null: no band is reached.'),
  band: count.describe('Number of bands of the ladder that are reached; 0: none.'),
  introduction: introduced.nullable().describe('The latest introduction; null: there is none.'),
  openQuestions: count.describe('Questions without an answer.'),
  openMovements: count.describe('Movements without an explanation.'),
  positions: count.describe('Questions on which a position was taken.'),
})
export type PersonSummary = z.infer<typeof personSummary>

const band = z.strictObject({
  band: count.describe('Number of the band, from 1.'),
  from: share.describe('Share of influence from which on, as a fraction.'),
  count: count.describe('People in it.'),
})

const namedRole = z.strictObject({
  role: role.describe('Role.'),
  count: count.describe('People who named it.'),
})

export const peopleValue = z.strictObject({
  source: latestSnapshot,
  now: ms.describe('Time of the latest entry of the log, Unix milliseconds.'),
  rows: z.array(personSummary).describe('Ordered by the larger of the two shares.'),
  next,
  total: count.describe('How many there are in all.'),
  bands: z.array(band).describe('How many people are of each band.'),
  roles: z.array(namedRole).describe('How many named each role.'),
})
export type PeopleValue = z.infer<typeof peopleValue>
