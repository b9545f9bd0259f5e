import * as z from 'zod'
import { named, source } from '../../chain/values/named.ts'
import { count, next, recordId, share } from '../../fields.ts'
import { readingStates } from '../readings/compare.ts'
import { readingNames } from '../readings/table.ts'
import { readingMapShape, smallAxis } from './reading-map.ts'

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

const readMap = z.strictObject({
  ...readingMapShape,
  people: count.describe('People on the map.'),
  groups: z.array(count).describe('Numbers of its groups, in the order of `parts`; empty where it has none.'),
  axis: smallAxis.nullable().describe('The direction in which opinions differ most; null: in none.'),
  likeness: share
    .nullable()
    .describe(
      'How alike that axis is to the one of the reading `people`, 0 to 1: the cosine of their loadings, whichever way they point; null where one has no direction.',
    ),
})
export type ReadMap = z.infer<typeof readMap>

const verdicts = z.strictObject({
  state: readingMapShape.verdict.shape.state.describe('What these maps say of groups.'),
  k: count.describe('The number of groups; 0: none.'),
  readings: z.array(reading).describe('The readings whose maps say so.'),
})

const held = z.strictObject({
  id: recordId.describe('Id of the statement.'),
  imported: count.nullable().describe('Number of an imported statement in its files; null: it was added here.'),
  side: side.describe('Whether every part agrees or disagrees.'),
  in: z.array(reading).describe('The readings on whose map it is so.'),
})

const onMaps = z.strictObject({
  maps: z
    .array(readMap)
    .describe('The opinion map of the same votes under each reading, in the order of `readings`, without its people.'),
  verdicts: z
    .array(verdicts)
    .describe(
      'Readings by what their maps say of groups: one row when all say the same. Too few to tell is a row too.',
    ),
  compared: z
    .array(reading)
    .describe(
      'The readings whose maps have parts with five equal voices each at least, so that all of them can hold something.',
    ),
  held: z
    .array(held)
    .describe('Statements that all parts hold on some of these maps, those of most maps first; at most 20.'),
  heldByAll: count.describe('How many statements are held so on every one of these maps.'),
  heldBySome: count.describe('How many on some of them and not on others.'),
})

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
  onMaps: onMaps.describe('What the opinion map is under each reading, and whether these maps say the same.'),
  states: z
    .record(z.enum(readingStates), count)
    .describe('How many statements are in each state; moderated ones and those about the conversation are left out.'),
  rows: z.array(readRow).describe('Statements in the order in which they were added.'),
  next,
  total: count.describe('How many there are in all.'),
})
export type ReadingsValue = z.infer<typeof readingsValue>
