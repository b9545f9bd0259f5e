import * as z from 'zod'
import { standingReasons } from '../../../math/standing.ts'
import { count, recordId, words } from '../../fields.ts'

/** Whether something that was said stands with people who usually disagree: what explanations and notes have in common. */

const ratings = z.strictObject({
  explains: count.describe('People who found that it explains, or that the note helps.'),
  partly: count.describe('People who found that it does so in part.'),
  doesNot: count.describe('People who found that it does not.'),
})

const side = ratings.extend({
  side: count.describe(
    'Number of the side: that of its group on the map; of halves, 0 is the left one; 0 for a crowd.',
  ),
  people: count.describe('People who have their place there, whether they rated or not.'),
  asked: z.boolean().describe('Whether its support is needed.'),
})

const sideNumbers = z.array(count)

export const standingState = z.enum(['stands', 'does-not-stand', 'disputed', 'open'])

/** How something was rated, and what follows from it by points for each side. */
export const rated = z.strictObject({
  ratings: ratings.describe('People who said each, with a place on a side or without.'),
  standing: standingState.describe(
    'Whether people who usually disagree find that it explains, or helps, by points for each side.',
  ),
  why: z.enum(standingReasons).describe('Why that is its state.'),
  named: sideNumbers.describe('The sides that the reason is about; none: it is about all of them.'),
  more: z.array(z.int()).describe('How many more supporters would be enough on each side of `named`, or in the crowd.'),
  enough: z.boolean().describe('Whether it would stand with them.'),
  cut: z
    .enum(['groups', 'halves', 'crowd'])
    .describe(
      'What its sides are: groups of the opinion map, halves of its first axis, or all who were in the log before it as one crowd.',
    ),
  sides: z.array(side).describe('How each side rated it.'),
  unplaced: count.describe('Ratings of people without a place on a side: they count for nothing.'),
  rejectedBy: sideNumbers.describe(
    'Sides that say "does not" to nine tenths or more of at least ten ratings of what the side of its author writes.',
  ),
})
export type Rated = z.infer<typeof rated>

/** The conversation that gives sides. */
export const sidesFrom = z.strictObject({
  conversation: recordId.describe('Id of the conversation.'),
  title: words.describe('Its title.'),
})
