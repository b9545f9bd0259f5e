import { allVotes } from '../../math/polis/counts.ts'
import { centre, extremity, pca, projectStatements } from '../../math/polis/pca.ts'
import { priorities } from '../../math/polis/routing.ts'
import { votesToMatrix } from '../../math/polis/votes.ts'
import type { Opinions } from './opinion-map/map.ts'

/** Weight of a statement that nobody has voted on. */
const unseenWeight = 1

/**
 * How much each statement deserves to be shown next, by its position in the conversation (algorithms.md C1.14). The votes
 * are those of everybody as one group, on the map or not: no clustering has to be awaited between two votes, and the
 * lottery works from the first vote on.
 */
export function routing({ people, statements, ballots }: Opinions): Float64Array {
  const votes = votesToMatrix(ballots, people.length, statements.length)
  const flags = (is: (statement: (typeof statements)[number]) => boolean): Uint8Array =>
    Uint8Array.from(statements, (statement) => (is(statement) ? 1 : 0))
  const zeroed = flags(({ moderated, meta }) => moderated || meta)
  const mean = centre(votes, zeroed)
  const pull = extremity(projectStatements(mean, pca(votes, zeroed, mean).axes))
  const counts = allVotes(votes)
  const weights = priorities(
    counts,
    pull,
    flags(({ meta }) => meta),
  )
  return weights.map((weight, position) => (counts.seen[position] === 0 ? unseenWeight : weight))
}
