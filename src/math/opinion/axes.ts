import type { Points } from '../kmeans.ts'
import { leadingRightVectors } from '../lanczos.ts'
import type { VoteMatrix } from '../polis/votes.ts'
import { type Sparse, squaredNorm } from '../sparse.ts'
import type { WholeBallots } from './ballots.ts'

/** The two directions in which ballots differ most. */
export interface Axes {
  /** Mean choice on each statement, by voices; 0 where no ballot has it. */
  mean: Float64Array
  /** Unit vectors, a loading per statement; zeros where ballots differ in no (further) direction. */
  axes: [Float64Array, Float64Array]
  /** Part of all variance along each axis, 0 to 1. */
  shares: [number, number]
}

/** Principal axes of ballots: each row by the root of its voice, what was not voted on as the mean. */
export function axesOf({ matrix, voice }: Pick<WholeBallots, 'matrix' | 'voice'>): Axes {
  const mean = means(matrix, voice)
  const centred = weighted(matrix, voice, mean)
  const { values, vectors } = leadingRightVectors(centred, 2)
  const all = squaredNorm(centred)
  const part = (value: number): number => (all > 0 ? value / all : 0)
  return { mean, axes: [vectors[0]!, vectors[1]!], shares: [part(values[0]!), part(values[1]!)] }
}

function means({ people, statements, start, column, choice }: VoteMatrix, voice: Float64Array): Float64Array {
  const sum = new Float64Array(statements)
  const mass = new Float64Array(statements)
  for (let p = 0; p < people; p++) {
    for (let i = start[p]!; i < start[p + 1]!; i++) {
      sum[column[i]!]! += voice[p]! * choice[i]!
      mass[column[i]!]! += voice[p]!
    }
  }
  return sum.map((value, c) => (mass[c]! > 0 ? value / mass[c]! : 0))
}

function weighted(matrix: VoteMatrix, voice: Float64Array, mean: Float64Array): Sparse {
  const { people, statements, start, column, choice } = matrix
  const value = new Float64Array(column.length)
  for (let p = 0; p < people; p++) {
    const root = Math.sqrt(voice[p]!)
    for (let i = start[p]!; i < start[p + 1]!; i++) value[i] = root * (choice[i]! - mean[column[i]!]!)
  }
  return { rows: people, cols: statements, start, column, value }
}

/** Where rows lie, and how sure that is. */
export interface Places {
  /** Σ (choice - mean) · axis over the votes of each row. */
  sum: Points
  /** Σ of the squares of the same terms. */
  squares: Points
  /** Votes of each row. */
  votes: Int32Array
}

/** The sums that every place is made of. */
export function sumsAlong({ people, start, column, choice }: VoteMatrix, { mean, axes }: Omit<Axes, 'shares'>): Places {
  const points = (): Points => ({ x: new Float64Array(people), y: new Float64Array(people) })
  const places: Places = { sum: points(), squares: points(), votes: new Int32Array(people) }
  for (let p = 0; p < people; p++) {
    let [x, y, xx, yy] = [0, 0, 0, 0]
    for (let i = start[p]!; i < start[p + 1]!; i++) {
      const difference = choice[i]! - mean[column[i]!]!
      const a = difference * axes[0][column[i]!]!
      const b = difference * axes[1][column[i]!]!
      x += a
      y += b
      xx += a * a
      yy += b * b
    }
    places.sum.x[p] = x
    places.sum.y[p] = y
    places.squares.x[p] = xx
    places.squares.y[p] = yy
    places.votes[p] = start[p + 1]! - start[p]!
  }
  return places
}

/** Places by the mean of a row's votes, C / n times their sum: how many votes somebody cast draws nobody to the middle. */
export function placesByMean({ sum, votes }: Places, statements: number): Points {
  const scale = (n: number): number => statements / Math.max(1, n)
  return { x: sum.x.map((x, p) => scale(votes[p]!) * x), y: sum.y.map((y, p) => scale(votes[p]!) * y) }
}

/** Places as they are drawn, √(C / n) times the sum (Polis, math/src/polismath/math/pca.clj): few votes lie near the middle. */
export function placesDrawn({ sum, votes }: Places, statements: number): Points {
  const scale = (n: number): number => Math.sqrt(statements / Math.max(1, n))
  return { x: sum.x.map((x, p) => scale(votes[p]!) * x), y: sum.y.map((y, p) => scale(votes[p]!) * y) }
}

/**
 * The standard error of each drawn place: the votes of a row as a draw without replacement from what it would say on
 * every statement. √C · s · √(1 - n / C), s the standard deviation of the row's terms; with a single vote, as if s were
 * the length of its term. 0 where everything was voted on.
 */
export function errorsDrawn({ sum, squares, votes }: Places, statements: number): Points {
  const error = (x: number, xx: number, n: number): number => {
    if (n === 0) return 0
    const variance = n === 1 ? xx : Math.max(0, (xx - (x * x) / n) / (n - 1))
    return Math.sqrt(statements * variance * (1 - n / statements))
  }
  return {
    x: sum.x.map((x, p) => error(x, squares.x[p]!, votes[p]!)),
    y: sum.y.map((y, p) => error(y, squares.y[p]!, votes[p]!)),
  }
}
