import * as z from 'zod'
import { named, source } from '../../chain/values/named.ts'
import { count, next, recordId, share } from '../../fields.ts'
import { readingStates } from '../readings/compare.ts'
import { readingNames } from '../readings/table.ts'

const reading = z.enum(readingNames)
const side = z.enum(['agree', 'disagree'])

const says = z.enum(['agree', 'disagree', 'open', 'few'])

const stance = z.strictObject({
  reading: reading.describe('Which reading.'),
  says: says.describe(
    'The side that significantly more than half of the weight takes; open: neither; few: fewer than five voices, or than a tenth of all in the reading, or as few in effect.',
  ),
  agree: share.describe('Part of the weight that agrees, of all on this statement; 0 where there is none.'),
  disagree: share.describe('Part of the weight that disagrees.'),
  voters: count.describe('People with weight in this reading who voted on it.'),
  effective: z.number().min(0).describe('As how many equal voices they count: (Σ w)² / Σ w².'),
})

const flip = z.strictObject({
  reading: reading.describe('The reading that says what others deny.'),
  side: side.describe('The side that it takes.'),
  voters: count.describe('People with weight in it who take that side.'),
  elsewhereNone: count.describe('Those of them to whom no reading that says otherwise gives any weight.'),
  largest: z
    .array(
      z.strictObject({
        person: named.describe('Who it is.'),
        part: share.describe('Part of the weight on that side in this reading.'),
      }),
    )
    .describe('The weightiest of them, each with a tenth of that side at least; at most three.'),
})

const readRow = z.strictObject({
  id: recordId.describe('Id of the statement.'),
  imported: count.nullable().describe('Number of an imported statement in its files; null: it was added here.'),
  state: z
    .enum(readingStates)
    .describe(
      'robust: every reading with enough voices, two at least, says the same side; contested: some say one side and some the other; partly: some say a side and others none; open: none does; few: fewer than two readings have enough voices.',
    ),
  side: side.nullable().describe('The one side that is said; null: none, or both.'),
  readings: z.array(stance).describe('What each reading says, in the order of `readings`.'),
  guests: z
    .strictObject({
      says: says.describe('What guests say, each of them one; it is compared with no reading.'),
      agree: share.describe('Part of them that agrees.'),
      disagree: share.describe('Part of them that disagrees.'),
      voters: count.describe('Guests who voted on it.'),
    })
    .nullable()
    .describe('Votes of guests, which change no state; null: there are none.'),
  flips: z
    .array(flip)
    .describe('Of a contested statement: the readings that are fewer on their side; of equally many all.'),
})
export type ReadRow = z.infer<typeof readRow>

export const readingsValue = z.strictObject({
  source: source.nullable().describe('The snapshot that weights follow from; null before the first.'),
  persons: count.describe('People who signed a vote here; accounts that are proven to belong together are one.'),
  imported: count.describe('Voices that came with an import. They are in no reading: nobody signed them here.'),
  guests: count.describe('Guests who voted here. They are in no reading: anybody makes any number of them.'),
  readings: z
    .array(
      z.strictObject({
        reading: reading.describe('Which reading.'),
        known: z.boolean().describe('Is there anything that it could weigh by?'),
        voices: count.describe('People who have weight in it.'),
        largest: share.describe('Part of the weightiest of them in all weight; 0 where there is none.'),
      }),
    )
    .describe('The ways of weighing, in the order in which they are shown.'),
  states: z
    .record(z.enum(readingStates), count)
    .describe('How many statements are in each state; moderated ones and those about the conversation are left out.'),
  rows: z.array(readRow).describe('Statements in the order in which they were added.'),
  next,
  total: count.describe('How many there are in all.'),
})
export type ReadingsValue = z.infer<typeof readingsValue>
