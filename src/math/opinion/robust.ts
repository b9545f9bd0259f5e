import type { VoteMatrix } from '../polis/votes.ts'
import { type Axes, axesOf, sumsAlong } from './axes.ts'
import { type WholeBallots, wholeBallots } from './ballots.ts'
import { type ClearGroups, clearGroups } from './clear-groups.ts'
import type { Seeds } from './seeded-kmeans.ts'

/** Axes of opinion, and the groups on them if there are any. */
export interface Robust {
  ballots: WholeBallots
  axes: Axes
  groups: ClearGroups
}

/**
 * The robust mode of the opinion map: from nothing but what people say and the voices that they have (1 each when null).
 * Whatever the order of rows, the answer is the same to the last bit. Columns are the statements that are left, in an
 * order of the caller's; `seeds`: what the starts of k-means are drawn from.
 */
export function robust(votes: VoteMatrix, voices: Float64Array | null, seeds: Seeds): Robust {
  const ballots = wholeBallots(votes, voices)
  const axes = axesOf(ballots)
  return { ballots, axes, groups: clearGroups(ballots, axes, sumsAlong(ballots.matrix, axes), seeds) }
}
