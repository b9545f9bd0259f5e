import type { Points } from '../../../math/kmeans.ts'
import { type Components, centre, extremity, pca, projectStatements } from '../../../math/polis/pca.ts'
import { type Ballots, type VoteMatrix, votesToMatrix } from '../../../math/polis/votes.ts'
import type { MapStatement } from './value.ts'

/** All that a map is made from. */
export interface Opinions {
  /** Key of each person, in the order of first votes; everybody has voted. */
  people: readonly string[]
  /** Every statement of the conversation, voted on or not. */
  statements: readonly Pick<MapStatement, 'id' | 'imported' | 'moderated' | 'meta'>[]
  /** In the order in which they were cast, by position in `people` and `statements`. The last of a pair counts. */
  ballots: Ballots
}

/** In which directions opinions differ: what the map and the lottery of statements both begin with. */
export interface Spread {
  opinions: Opinions
  /** The statements that were voted on, in the order of first votes: their positions in the conversation. */
  order: readonly number[]
  /** Column of each statement of the conversation; -1: nobody voted on it. */
  column: Int32Array
  /** By column: is it about the conversation itself? */
  meta: Uint8Array
  /** By column: does it count as a pass by everybody (moderated or meta)? */
  zeroed: Uint8Array
  votes: VoteMatrix
  mean: Float64Array
  components: Components
  /** By column: where it stands, and how far from the middle that is. */
  place: Points
  pull: Float64Array
}

/** The spread of opinions, from nothing but the last vote of each person on each statement. */
export function spreadOf(opinions: Opinions): Spread {
  const { people, statements, ballots } = opinions
  const { order, of: column } = firstVoteOrder(ballots.statement, statements.length)
  const flag = (is: (s: (typeof statements)[number]) => boolean): Uint8Array =>
    Uint8Array.from(order, (s) => (is(statements[s]!) ? 1 : 0))
  const meta = flag((s) => s.meta)
  const zeroed = flag((s) => s.meta || s.moderated)
  const renumbered = { ...ballots, statement: ballots.statement.map((s) => column[s]!) }
  const votes = votesToMatrix(renumbered, people.length, order.length)
  const mean = centre(votes, zeroed)
  const components = pca(votes, zeroed, mean)
  const place = projectStatements(mean, components.axes)
  return { opinions, order, column, meta, zeroed, votes, mean, components, place, pull: extremity(place) }
}

/** Statements that were voted on, in the order of first votes, and the column of each statement (-1: none). */
function firstVoteOrder(statement: Int32Array, statements: number): { order: number[]; of: Int32Array } {
  const order: number[] = []
  const of = new Int32Array(statements).fill(-1)
  for (let i = 0; i < statement.length; i++) {
    const s = statement[i]!
    if (of[s] === -1) of[s] = order.push(s) - 1
  }
  return { order, of }
}
