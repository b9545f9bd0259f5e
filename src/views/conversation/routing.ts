import { allVotes } from '../../math/polis/counts.ts'
import { priorities } from '../../math/polis/routing.ts'
import type { Spread } from './opinion-map/spread.ts'

/** Weight of a statement that nobody has voted on. */
const unseenWeight = 1

/**
 * How much each statement deserves to be shown next, by its position in the conversation (algorithms.md C1.14). The votes
 * are those of everybody as one group, on the map or not: no clustering has to be awaited between two votes, and the
 * lottery works from the first vote on.
 */
export function routing({ column, meta, votes, pull }: Spread): Float64Array {
  const weights = priorities(allVotes(votes), pull, meta)
  return Float64Array.from(column, (c) => (c < 0 ? unseenWeight : weights[c]!))
}
