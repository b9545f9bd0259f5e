import type { Points } from '../../../math/kmeans.ts'
import { type Axes, axesOf, errorsDrawn, type Places, placesDrawn, sumsAlong } from '../../../math/opinion/axes.ts'
import { onStatements, type WholeBallots, wholeBallots } from '../../../math/opinion/ballots.ts'
import { extremity, projectStatements } from '../../../math/polis/pca.ts'
import { type VoteMatrix, votesToMatrix } from '../../../math/polis/votes.ts'
import type { Opinions } from './spread.ts'

/** In which directions opinions differ, whatever the order in which they came. */
export interface RobustSpread {
  /** People by key. */
  opinions: Opinions
  /** Last votes: a row for each person, a column for each statement of the conversation. */
  votes: VoteMatrix
  /** Statements that are left (voted on, neither moderated nor meta), by id. */
  kept: readonly number[]
  /** The same rows, on the statements that are left. */
  left: VoteMatrix
  ballots: WholeBallots
  axes: Axes
  /** By person: the sums along the axes, the place that is drawn, and its standard error. */
  sums: Places
  place: Points
  error: Points
  /** By statement of the conversation: mean, loadings, place, and how far from the middle that is; 0 where it is not left. */
  mean: Float64Array
  loadings: [Float64Array, Float64Array]
  said: Points
  pull: Float64Array
}

/** The voice of a person by key, 0 to 1. */
export type Voices = (key: string) => number

/** The spread of opinions by what people say alone; `voices` of each person, 1 each when null. */
export function robustSpreadOf(given: Opinions, voices: Voices | null = null): RobustSpread {
  const opinions = byKey(given)
  const { people, statements, ballots: cast } = opinions
  const votes = votesToMatrix(cast, people.length, statements.length)
  const kept = keptOf(votes, statements)
  const left = onStatements(votes, kept)
  const ballots = wholeBallots(left, voices === null ? null : Float64Array.from(people, voices))
  const axes = axesOf(ballots)
  const sums = sumsAlong(left, axes)
  const places = projectStatements(axes.mean, axes.axes)
  const byStatement = (values: Float64Array): Float64Array => {
    const all = new Float64Array(statements.length)
    kept.forEach((s, c) => {
      all[s] = values[c]!
    })
    return all
  }
  return {
    opinions,
    votes,
    kept,
    left,
    ballots,
    axes,
    sums,
    place: placesDrawn(sums, kept.length),
    error: errorsDrawn(sums, kept.length),
    mean: byStatement(axes.mean),
    loadings: [byStatement(axes.axes[0]), byStatement(axes.axes[1])],
    said: { x: byStatement(places.x), y: byStatement(places.y) },
    pull: byStatement(extremity(places)),
  }
}

/** The same opinions with people in the order of their keys. */
function byKey({ people, statements, ballots }: Opinions): Opinions {
  const order = people.map((_, p) => p).sort((a, b) => (people[a]! < people[b]! ? -1 : 1))
  const renamed = new Int32Array(people.length)
  order.forEach((person, at) => {
    renamed[person] = at
  })
  const person = ballots.person.map((p) => renamed[p]!)
  return { people: order.map((p) => people[p]!), statements, ballots: { ...ballots, person } }
}

function keptOf({ column }: VoteMatrix, statements: Opinions['statements']): number[] {
  const seen = new Uint8Array(statements.length)
  for (let i = 0; i < column.length; i++) seen[column[i]!] = 1
  const kept = Array.from(seen.keys()).filter((s) => seen[s] === 1 && !statements[s]!.moderated && !statements[s]!.meta)
  return kept.sort((a, b) => (statements[a]!.id < statements[b]!.id ? -1 : 1))
}
