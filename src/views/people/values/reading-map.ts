import * as z from 'zod'
import { source } from '../../chain/values/named.ts'
import { robustMapValue } from '../../conversation/opinion-map/robust-value.ts'
import { importedNumberShape, statementIdShape } from '../../conversation/opinion-map/value.ts'
import { count, share } from '../../fields.ts'
import { readingNames } from '../readings/table.ts'

const { verdict, parts, participants, groups, axes } = robustMapValue.shape

const shared = z.strictObject({
  id: statementIdShape.describe('Id of the statement.'),
  imported: importedNumberShape,
  product: share.describe(
    'Product over the parts of the share of weight on that side, one voice more on either side imagined.',
  ),
  mean: share.describe('Geometric mean of those shares.'),
  parts: z
    .array(
      z.strictObject({
        agree: share.describe('Part of the weight that agrees.'),
        disagree: share.describe('Part of the weight that disagrees.'),
        effective: z.number().min(0).describe('As how many equal voices those who voted on it count: (Σ w)² / Σ w².'),
      }),
    )
    .describe('What each of `parts` says, in their order.'),
  enough: z
    .boolean()
    .describe(
      'Have at least five equal voices, and a tenth, of every part seen it? Where they have not, it says nothing yet.',
    ),
})
export type WeightedShared = z.infer<typeof shared>

/** What is told of the map of a reading, small or whole. */
export const readingMapShape = {
  reading: z.enum(readingNames).describe('Which reading.'),
  known: z.boolean().describe('Is there anything that it could weigh by? Otherwise nobody is on the map.'),
  without: count.describe('People who signed a vote here and have no weight in the reading: they are not on the map.'),
  verdict: verdict.describe(
    'Are there groups with a gap between them? Of those who have weight, by their voices: units over the largest.',
  ),
  parts,
  consensus: z
    .strictObject({
      agree: z.array(shared).describe('What every part agrees with.'),
      disagree: z.array(shared).describe('What every part disagrees with.'),
    })
    .describe('What more than half of the weight of every part hold; at most five each.'),
}
export const smallAxis = axes.element.omit({ loadings: true })

/** The opinion map under the voices of one reading. */
export const readingMapValue = z.strictObject({
  ...readingMapShape,
  source: source.nullable().describe('The snapshot that the weights follow from; null: from none.'),
  participants: z
    .array(
      participants.element.extend({
        voice: share.describe('Units of the person over those of the weightiest, 0 to 1.'),
      }),
    )
    .describe('People by address; accounts that are proven to belong together are one.'),
  groups: z
    .array(groups.element.omit({ representative: true, memory: true }))
    .describe(
      'The clear groups, the one with most voices first; empty when there are none. Their numbers are of this map alone.',
    ),
  axes: z.array(smallAxis).describe('The two directions in which opinions differ most.'),
})
export type ReadingMapValue = z.infer<typeof readingMapValue>
