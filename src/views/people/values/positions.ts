import * as z from 'zod'
import { stances } from '../../../records/people/position.ts'
import { latestSnapshot, named, saidRef, twoShares } from '../../chain/values/named.ts'
import { count, index, ms, next, recordId, share, words } from '../../fields.ts'
import { fieldChange } from './said.ts'

const stance = z.enum(stances)

const before = z.strictObject({
  index: index.describe('Place of the record in the log.'),
  ms: ms.describe('When the log admitted it, Unix milliseconds.'),
  stance: stance.describe('Where they stood.'),
  changes: z.array(fieldChange).describe('What changed since the one before.'),
})

/** Somebody's position as it counts, with the ones before it. */
export const positionRow = saidRef.extend({
  question: recordId.describe('Id of the question.'),
  title: words.describe('Its title.'),
  stance: stance.describe('1 is no, 4 is undecided, 7 is yes; depends is no number.'),
  importance: z.int().nullable().describe('How much it matters to them, 1 to 3; null: not said.'),
  reason: words.nullable().describe('Why; null: not said.'),
  mind: words.nullable().describe('What would change their mind; null: not said.'),
  conditions: words.nullable().describe('On what conditions; null: not said.'),
  band: count.describe('Bands of the ladder that are reached after the latest snapshot; 0: none.'),
  shares: twoShares
    .nullable()
    .describe('What is held and voted with by the latest snapshot; null: no band is reached.'),
  group: count.nullable().describe('Opinion group in the conversation that is named for the sides; null: none.'),
  stale: z.boolean().describe('Older than a year.'),
  earlier: z.array(before).describe('The earlier ones, oldest first.'),
  changes: z.array(fieldChange).describe('What changed since the last of them.'),
})
export type PositionRow = z.infer<typeof positionRow>

/** How many take a stance, and how much they hold and vote with together: parts of two wholes. */
export const stanceCount = z.strictObject({
  stance: stance.describe('Which stance.'),
  people: count.describe('People who take it.'),
  holdings: share.describe('What those of them who reach a band hold together, of all TAO, as a fraction.'),
  weight: share.describe('The stake that these vote with together, of all stake, as a fraction.'),
})
export type Spread7 = z.infer<typeof stanceCount>

const spread = z.array(stanceCount)

export const questionSummary = saidRef.extend({
  title: words.describe('The question.'),
  standing: z.boolean().describe('Put by the operator, so that the ladder expects positions on it.'),
  background: words.describe('Why it is asked.'),
  precedents: words.nullable().describe('What happened elsewhere; null: not said.'),
  acute: words.nullable().describe('What would make it acute; null: not said.'),
  spread: spread.describe('How many take each stance.'),
  people: count.describe('People who took a position.'),
})
export type QuestionSummary = z.infer<typeof questionSummary>

const byBand = z.strictObject({
  band: count.describe('Number of the band; 0: below all.'),
  from: share.describe('Share of influence from which on, as a fraction.'),
  spread: spread.describe('How many of it take each stance.'),
  silent: count.describe('How many of it have taken none.'),
})

const byGroup = z.strictObject({
  group: count.describe('Number of the opinion group.'),
  spread: spread.describe('How many of it take each stance.'),
})

const groupsFrom = z.strictObject({
  conversation: recordId.describe('Id of the conversation.'),
  title: words.describe('Its title.'),
})

export const positionsValue = z.strictObject({
  now: ms.describe('Time of the latest entry of the log, Unix milliseconds.'),
  source: latestSnapshot,
  questions: z.array(questionSummary).describe('Those of the operator first.'),
  next,
  positions: z
    .array(positionRow)
    .nullable()
    .describe('Of the question that was asked for, by the larger of the two shares; null: none was.'),
  byBand: z.array(byBand).describe('Of that question, by band of the ladder.'),
  byGroup: z.array(byGroup).describe('Of that question, by opinion group.'),
  groupsFrom: groupsFrom.nullable().describe('The conversation that the opinion groups are of; null: there are none.'),
  silent: z
    .array(named.extend({ shares: twoShares.describe('What is held and voted with.') }))
    .describe('The largest from whom the ladder expects a position and who have none.'),
})
export type PositionsValue = z.infer<typeof positionsValue>

const furthest = z.strictObject({
  question: recordId.describe('Id of the question.'),
  title: words.describe('Its title.'),
  theirs: stance.describe('Where they stand.'),
  index: index.describe('Place of their position in the log.'),
  steps: count.describe('Steps of the scale between the two.'),
})

const difference = z.number().describe('Mean absolute difference in steps of the scale, weighted by importance.')
const uncertainty = z.number().describe('Standard error of the difference.')
const common = count.describe('Questions that both answered.')

export const matchValue = z.strictObject({
  now: ms.describe('Time of the latest entry of the log, Unix milliseconds.'),
  answered: count.describe('How many questions were answered by whoever asks.'),
  rows: z
    .array(
      named.extend({
        shares: twoShares.nullable().describe('What is held and voted with; null: no band is reached.'),
        difference,
        uncertainty,
        common,
        furthest: z.array(furthest).describe('Where the two are furthest apart, at most three.'),
      }),
    )
    .describe('Least mean difference first.'),
  tooFew: count.describe('People with fewer questions in common than are needed.'),
  pairs: z
    .array(
      z.strictObject({
        a: named.describe('One of the two.'),
        b: named.describe('The other.'),
        difference,
        uncertainty,
        common,
      }),
    )
    .describe('When nobody asks: how far apart the largest stand from one another, those furthest apart first.'),
  next,
  needed: count.describe('Questions in common that are needed.'),
})
export type MatchValue = z.infer<typeof matchValue>
