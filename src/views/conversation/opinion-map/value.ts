import * as z from 'zod'
import { count, share } from '../../fields.ts'

/** Plain text: a map may be made of statements that stand in no log. */
export const statementIdShape = z.string().regex(/^[0-9a-f]{64}$/)
export const importedNumberShape = z
  .int()
  .nullable()
  .describe('Number of the statement where it was imported from; null for a signed one.')

const person = z.strictObject({
  key: z.string().describe('`import:<participant>` for an imported voice, else the address.'),
  x: z.number().describe('Place on the first axis.'),
  y: z.number().describe('Place on the second axis.'),
  group: count.nullable().describe('Number of the group; null: too few votes to be put into one.'),
  votes: count.describe('How many statements the person voted on.'),
})

export const groupVotesShape = z.strictObject({
  agree: count.describe('Votes that agree.'),
  disagree: count.describe('Votes that disagree.'),
  seen: count.describe('All votes, passes included.'),
})

export const statementShape = z.strictObject({
  id: statementIdShape.describe('Id of the statement.'),
  imported: importedNumberShape,
  moderated: z.boolean().describe('Taken off the map: its votes count as passes there, and it is shown in no list.'),
  meta: z.boolean().describe('About the conversation itself; treated alike.'),
  x: z
    .number()
    .describe('Where somebody would stand who agreed with this and had voted on nothing else; 0 when nobody voted.'),
  y: z.number().describe('The same on the second axis.'),
  extremity: z.number().describe('How far from the middle that is.'),
  mean: z.number().describe('Mean choice, -1 to 1; 0 when nobody voted, and where it is moderated or meta.'),
  consensus: share.describe('Product over groups of the share that agrees, 0 to 1.'),
  consensusMean: share.describe('Geometric mean of those shares.'),
  rejection: share.describe('Product over groups of the share that disagrees, 0 to 1.'),
  rejectionMean: share.describe('Geometric mean of those shares.'),
  priority: z
    .number()
    .describe(
      'Weight in the lottery that picks the next statement to show; 1 before the first vote. Those of an author with more than three who did not begin it weigh less there.',
    ),
  groups: z.array(groupVotesShape).describe('Votes of each group, in the order of `groups`.'),
})
export type MapStatement = z.infer<typeof statementShape>

/** What a group says of a statement. */
const side = z.enum(['agree', 'disagree'])

export const agreedShape = z.strictObject({
  id: statementIdShape.describe('Id of the statement.'),
  imported: importedNumberShape,
  agrees: count.describe('Votes that agree.'),
  disagrees: count.describe('Votes that disagree.'),
  seen: count.describe('All votes on it, passes included.'),
  probability: z.number().describe('Share of that side.'),
  probabilityTest: z.number().describe('The z that it is over half.'),
  enough: z
    .boolean()
    .describe(
      'Have at least five, and a tenth, of those it speaks for seen it? Where they have not, it says nothing yet.',
    ),
})
export type MapAgreed = z.infer<typeof agreedShape>

export const sharedShape = z.strictObject({
  id: statementIdShape.describe('Id of the statement.'),
  imported: importedNumberShape,
  product: share.describe('Product over groups of the share on that side, one vote more on either side imagined.'),
  mean: share.describe('Geometric mean of those shares.'),
  groups: z.array(groupVotesShape).describe('Votes of each group, in the order of `groups`.'),
  enough: z
    .boolean()
    .describe('Have at least five, and a tenth, of every group seen it? Where they have not, it says nothing yet.'),
})
export type MapShared = z.infer<typeof sharedShape>

export const representativeShape = agreedShape.extend({
  side: side.describe('The side of the group.'),
  repness: z.number().describe('That share over the share among all other groups.'),
  repnessTest: z.number().describe('The z that it is larger.'),
  bestAgree: z.literal(true).optional().describe('The one that the group agrees with most; left out of all others.'),
})
export type MapRepresentative = z.infer<typeof representativeShape>

export const groupShape = z.strictObject({
  id: count.describe('Number of the group.'),
  size: count.describe('People in the group.'),
  center: z.tuple([z.number(), z.number()]).describe('Mean place of its people: x, y.'),
  representative: z
    .array(representativeShape)
    .describe('Up to five statements that it stands out by, those it agrees with first.'),
})
export type MapGroup = z.infer<typeof groupShape>

const component = z.strictObject({
  share: z.number().describe('Its part of all variance, as a fraction.'),
  loadings: z.array(z.number()).describe('A loading per statement, in the order of `statements`.'),
})

const silhouette = z.strictObject({
  k: count.describe('Number of groups.'),
  silhouette: z.number().describe('How well people fit their group, -1 to 1.'),
})

const parameters = z.strictObject({
  votesNeeded: count.describe('Votes that put a person on the map (fewer where there are fewer statements).'),
  peopleNeeded: count.describe('The map is filled up to so many people with the most active of the others.'),
  baseClusters: count.describe('Most base clusters.'),
  baseRounds: count.describe('Most rounds of k-means that makes them.'),
  groupRounds: count.describe('Most rounds of k-means that makes groups of them.'),
  stop: z.number().describe('A move of all centres below this ends k-means.'),
  mostGroups: count.describe('Most groups.'),
  basePerGroup: count.describe('One more group may be tried for every so many base clusters.'),
  mode: z.literal('classic').describe('The steps and constants of production Polis from a cold start.'),
})

/**
 * The opinion map of a conversation. Agree is +1 throughout: further along an axis means agreeing more with the
 * statements that have a positive loading there. The largest loading of each axis is positive.
 */
export const opinionMapValue = z.strictObject({
  participants: z.array(person).describe('In the order of first votes, imported voices before signed ones.'),
  statements: z.array(statementShape).describe('In the order of the conversation: imported, then signed.'),
  groups: z.array(groupShape).describe('Group 0 holds the earliest of all people on the map who were clustered.'),
  consensus: z
    .strictObject({
      agree: z.array(sharedShape).describe('What every group agrees with.'),
      disagree: z.array(sharedShape).describe('What every group disagrees with.'),
    })
    .describe(
      'What more than half of every group hold; at most five each, those that enough have seen first, then by `product`. Empty where there are no groups.',
    ),
  majority: z
    .strictObject({
      agree: z.array(agreedShape).describe('What most agree with.'),
      disagree: z.array(agreedShape).describe('What most disagree with.'),
    })
    .describe(
      'What most of all people hold, groups aside, so that a small group may think otherwise; at most five each, strongest first.',
    ),
  components: z.array(component).describe('The two axes.'),
  silhouettes: z
    .array(silhouette)
    .describe('Every number of groups that was tried; the largest quality is chosen, of equals the most groups.'),
  parameters: parameters.describe('The constants of the algorithm.'),
})
export type OpinionMap = z.infer<typeof opinionMapValue>
