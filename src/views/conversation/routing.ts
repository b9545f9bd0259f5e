import { allVotes } from '../../math/polis/counts.ts'
import { priorities } from '../../math/polis/routing.ts'
import type { RobustSpread } from './opinion-map/robust-spread.ts'

/** Weight of a statement that nobody has voted on. */
const unseenWeight = 1

/**
 * How much each statement deserves to be shown next, by its position in the conversation (algorithms.md C1.14). The votes
 * are those of everybody as one group, on the map or not: no clustering has to be awaited between two votes, and the
 * lottery works from the first vote on.
 */
export function routing({ opinions: { statements }, votes, pull }: RobustSpread): Float64Array {
  const counts = allVotes(votes)
  const meta = Uint8Array.from(statements, (each) => (each.meta ? 1 : 0))
  return priorities(counts, pull, meta).map((weight, s) => (counts.seen[s] === 0 ? unseenWeight : weight))
}
