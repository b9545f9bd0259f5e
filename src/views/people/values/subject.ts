import * as z from 'zod'
import { movement } from '../../chain/values/movements.ts'
import { latestSnapshot, named, twoShares } from '../../chain/values/named.ts'
import { count, index, ms, words } from '../../fields.ts'
import { opinionRow, roleCount } from './opinions.ts'
import { subnetSummary } from './subnets.ts'

const question = z.strictObject({
  index: index.describe('Place of the record in the log.'),
  ms: ms.describe('When the log admitted it, Unix milliseconds.'),
  text: words.describe('The question.'),
})

const moved = movement.pick({
  index: true,
  what: true,
  amount: true,
  share: true,
  block: true,
  at: true,
  severity: true,
})

const opinion = opinionRow.pick({
  index: true,
  by: true,
  role: true,
  stance: true,
  reason: true,
  change: true,
  until: true,
  ms: true,
})

/** A part of something: the first of them, and how many there are. The views `person`, `movements` and `opinions` have all. */
const some = <T extends z.ZodType>(row: T, what: string) =>
  z
    .strictObject({ total: count.describe('How many there are in all.'), rows: z.array(row).describe('At most five.') })
    .describe(what)

export const subjectValue = z.strictObject({
  now: ms.describe('Time of the latest entry of the log, Unix milliseconds.'),
  source: latestSnapshot,
  what: z.enum(['subnet', 'account', 'record']).describe('What was asked for.'),
  subnet: subnetSummary.nullable().describe('What the latest snapshot says of the subnet; null: it is none.'),
  concerned: named
    .nullable()
    .describe('Whom it concerns: the owner of the subnet, the account, or who moved; null: nobody is known.'),
  shares: twoShares.nullable().describe('What that person holds and votes with; null: no band is reached.'),
  introduced: index.nullable().describe('Place of their latest introduction; null: they have not spoken.'),
  questions: some(question, 'Questions to that person without an answer, the oldest first.'),
  movements: some(moved, 'Large movements of that person of which nobody has said why, the latest first.'),
  opinions: some(
    opinion.extend({ replied: z.boolean().describe('Has whom it concerns replied?') }),
    'Opinions in force, by role: owner, validator, holder, none.',
  ),
  byRole: z.array(roleCount).describe('Opinions in force by role, each with how many take each stance.'),
})
export type SubjectValue = z.infer<typeof subjectValue>
