import * as z from 'zod'
import { count, ms } from '../../fields.ts'
import {
  agreedShape,
  groupShape,
  groupVotesShape,
  importedNumberShape,
  opinionMapValue,
  representativeShape,
  sharedShape,
  statementIdShape,
  statementShape,
} from './value.ts'

const participant = z.strictObject({
  key: z.string().describe('`import:<participant>` for an imported voice, else the address.'),
  x: z.number().describe('Place on the first axis.'),
  y: z.number().describe('Place on the second axis.'),
  uncertain: z
    .tuple([z.number(), z.number()])
    .describe('Standard error of the two: the statements voted on as a draw from all. 0 for who voted on all.'),
  votes: count.describe('How many of the statements that are left the person voted on.'),
  group: count.nullable().describe('Number of the clear group; null: there are none, or the person has too few votes.'),
  half: count
    .nullable()
    .describe('0: below the middle of the first axis, 1: above it; null: in the middle, or too few votes.'),
  few: z.boolean().describe('Placed from few votes: may well lie elsewhere, and had no part in finding groups.'),
  between: z.boolean().describe('So near the middle between two groups that one vote may change it.'),
})

const strip = z.strictObject({
  a: count.describe('Number of one group of the pair that is least apart, were there k.'),
  b: count.describe('Number of the other.'),
  near: z.number().describe('Voices at the middle of the one.'),
  middle: z.number().describe('Voices half-way between the two.'),
  far: z.number().describe('Voices at the middle of the other.'),
  ratio: z.number().nullable().describe('`middle` over the smaller of the other two; null when that is 0.'),
  z: z
    .number()
    .nullable()
    .describe(
      'Standard deviations that `middle` is below three sevenths of it and the smaller one; null: nobody there.',
    ),
})

const verdict = z.strictObject({
  state: z
    .enum(['too-few', 'one', 'groups'])
    .describe('Too few to tell; no clear groups: opinions shade into each other; clear groups.'),
  k: count.describe('Number of clear groups; 0: none.'),
  core: count.describe('Different ballots with votes enough to ask by; at least 20 are needed.'),
  voices: z.number().describe('Their voices.'),
  from: count.describe('Votes that are enough: half of the upper quartile.'),
  statements: count.describe('Statements left: voted on, not moderated, not meta; at least 8 are needed.'),
  repeated: count.describe('People whose whole ballot is that of somebody else, and counts once with it here.'),
  tried: z
    .array(
      z.strictObject({
        k: count.describe('Number of groups that was tried.'),
        worst: strip.nullable().describe('The pair that is least apart; null: there are fewer places.'),
        smallest: z.number().describe('Voices of the smallest group; at least 5 and 5 % of all are needed.'),
        accepted: z.boolean().describe('Is there a gap between each two, and none too small?'),
      }),
    )
    .describe('Each number of groups; the largest accepted one counts. Empty when there are too few.'),
})
export type MapVerdict = z.infer<typeof verdict>

const atEnd = z.strictObject({
  id: statementIdShape.describe('Id of the statement.'),
  imported: importedNumberShape,
  side: z.enum(['agree', 'disagree']).describe('Whether this end agrees or disagrees with it.'),
  loading: z.number().describe('Its loading.'),
  enough: z.boolean().describe('Have at least five, and a tenth, of those on the map seen it?'),
})

const axis = z.strictObject({
  share: z.number().describe('Its part of all variance, as a fraction.'),
  low: z.array(atEnd).describe('Up to three statements that name its lower end, the strongest first.'),
  high: z.array(atEnd).describe('Up to three that name its upper end.'),
  loadings: z.array(z.number()).describe('A loading per statement, in the order of `statements`.'),
})
export type MapAxis = z.infer<typeof axis>

const end = z.strictObject({
  id: count.describe('0: below the middle of the first axis, 1: above it.'),
  size: count.describe('People there.'),
  representative: z
    .array(representativeShape)
    .describe('Up to five statements that it stands out by, those it agrees with first.'),
})
export type MapEnd = z.infer<typeof end>

const parts = z.strictObject({
  cut: z
    .enum(['groups', 'halves', 'quarters', 'none'])
    .describe('Clear groups; without them the halves of the first axis, from 100 people on its quarters.'),
  sizes: z
    .array(count)
    .describe('People of each part, groups by number, else from the lower end of the axis to the upper.'),
})

const moment = z.strictObject({
  votes: count.describe('Votes in the conversation by then, imported ones included; 128, and whenever they doubled.'),
  size: count.describe('Entries of the log by then.'),
  ms: ms.describe('Time of the last of them, Unix milliseconds.'),
})

const from = z
  .array(
    z.strictObject({
      id: count.describe('Number of a group on the map before.'),
      people: count.describe('How many of its people are in this one now.'),
      of: count.describe('How many it had.'),
    }),
  )
  .describe('The groups that it came from, the one that it is first. People are those with a part in finding groups.')

const memory = z.strictObject({
  since: moment.nullable().describe('The first remembered map that it is on; null: none yet.'),
  how: z
    .enum(['same', 'split-of', 'merged-from', 'new'])
    .describe(
      'What it is of the groups before: the same, a part of another one, one that took others in or was formed from several, or none of them. As many people as can keep their group.',
    ),
  from,
  history: z
    .array(
      z.strictObject({
        how: z.enum(['split-of', 'merged-from', 'new']).describe('What happened to it.'),
        at: moment.nullable().describe('The first remembered map on which it had.'),
        from,
      }),
    )
    .describe('What happened to it up to the last remembered map, the earliest first; there are few such maps.'),
})
export type GroupMemory = z.infer<typeof memory>

/**
 * The opinion map in robust mode. Agree is +1 throughout. The largest loading of each axis is positive on the first map
 * that is remembered, and axes point the same way from then on. Nothing in it depends on the order in which people came
 * or voted but that, and the numbers of groups and what is said of their past.
 */
export const robustMapValue = z.strictObject({
  participants: z.array(participant).describe('By key.'),
  statements: z
    .array(statementShape.extend({ groups: z.array(groupVotesShape).describe('Votes of each of `parts`.') }))
    .describe('In the order of the conversation: imported, then signed.'),
  verdict: verdict.describe('Are there groups with a gap between them?'),
  before: moment
    .nullable()
    .describe('The remembered map that axes and groups are compared with; null: there is none yet.'),
  groups: z
    .array(groupShape.extend({ memory: memory.describe('Where it came from.') }))
    .describe(
      'The clear groups, the one with most voices first; empty when there are none. A group keeps its number for as long as it is the same.',
    ),
  parts: parts.describe('Who is compared where something is said to hold for all.'),
  ends: z.array(end).describe('The two ends of the first axis where there are no clear groups; else empty.'),
  axes: z.array(axis).describe('The two directions in which opinions differ most.'),
  consensus: z
    .strictObject({
      agree: z.array(sharedShape).describe('What every part agrees with.'),
      disagree: z.array(sharedShape).describe('What every part disagrees with.'),
    })
    .describe(
      'What more than half of every part hold; at most five each, those that enough have seen first, then by `product`.',
    ),
  majority: z
    .strictObject({
      agree: z.array(agreedShape).describe('What most agree with.'),
      disagree: z.array(agreedShape).describe('What most disagree with.'),
    })
    .describe('What most of all people hold, groups aside; at most five each, strongest first.'),
  parameters: z
    .strictObject({
      mode: z.literal('robust').describe('The same for everybody, whatever the order of rows.'),
      votesNeeded: count.describe('Votes that put a person on the map (fewer where there are fewer statements).'),
      starts: count.describe(
        'Seeded starts of k-means for each number of groups: 60 where fewer than 60 ballots are asked, else 12.',
      ),
    })
    .describe('The constants of the algorithm.'),
})
export type RobustMap = z.infer<typeof robustMapValue>
export type RobustStatement = RobustMap['statements'][number]

/** The map in either mode. */
export const anyMapValue = z.union([robustMapValue, opinionMapValue])
export type AnyMap = z.infer<typeof anyMapValue>

/** Was a map made in robust mode? */
export const isRobust = (map: AnyMap): map is RobustMap => 'verdict' in map
