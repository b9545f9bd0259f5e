// Source: Polis, math/src/polismath/math/pca.clj and conversation.clj; Small et al. 2021, "Dimensionality reduction".

import type { Points } from '../kmeans.ts'
import { leadingRightVectors } from '../lanczos.ts'
import { type Sparse, squaredNorm } from '../sparse.ts'
import type { VoteMatrix } from './votes.ts'

/** The two directions in which opinions differ most. */
export interface Components {
  /** Unit vectors, one loading per statement; zeros where votes differ in no (further) direction. */
  axes: [Float64Array, Float64Array]
  /** Part of all variance along each axis, 0 to 1. */
  shares: [number, number]
}

/**
 * The mean choice on each statement among those who voted on it. `zeroed` marks statements that were moderated out or
 * are about the conversation itself: they count as a pass by everybody, so their mean is 0. 0 where nobody voted.
 */
export function centre(votes: VoteMatrix, zeroed: Uint8Array): Float64Array {
  const mean = new Float64Array(votes.statements)
  const seen = new Int32Array(votes.statements)
  for (let i = 0; i < votes.column.length; i++) {
    mean[votes.column[i]!]! += votes.choice[i]!
    seen[votes.column[i]!]!++
  }
  for (let c = 0; c < mean.length; c++) mean[c] = zeroed[c] || seen[c] === 0 ? 0 : mean[c]! / seen[c]!
  return mean
}

/**
 * Principal components of the votes of all people. A missing vote counts as the mean, which is 0 once centred, so the
 * matrix stays sparse.
 */
export function pca(votes: VoteMatrix, zeroed: Uint8Array, mean: Float64Array): Components {
  const matrix = centred(votes, zeroed, mean)
  const { values, vectors } = leadingRightVectors(matrix, 2)
  const all = squaredNorm(matrix)
  const part = (value: number): number => (all > 0 ? value / all : 0)
  return { axes: [vectors[0]!, vectors[1]!], shares: [part(values[0]!), part(values[1]!)] }
}

function centred(votes: VoteMatrix, zeroed: Uint8Array, mean: Float64Array): Sparse {
  const value = new Float64Array(votes.column.length)
  for (let i = 0; i < value.length; i++) {
    const c = votes.column[i]!
    value[i] = zeroed[c] ? 0 : votes.choice[i]! - mean[c]!
  }
  return { rows: votes.people, cols: votes.statements, start: votes.start, column: votes.column, value }
}

/**
 * Where each person stands: Σ (choice - mean) · axis over the person's votes, times √(C / n), C all statements, n the
 * person's votes. Zeroed statements count among both, for everybody: they were filled with a pass.
 */
export function project(
  votes: VoteMatrix,
  zeroed: Uint8Array,
  mean: Float64Array,
  axes: readonly [Float64Array, Float64Array],
): Points {
  const filled = zeroed.reduce((sum, flag) => sum + (flag ? 1 : 0), 0)
  const points: Points = { x: new Float64Array(votes.people), y: new Float64Array(votes.people) }
  for (let p = 0; p < votes.people; p++) {
    let [cast, x, y] = [filled, 0, 0]
    for (let i = votes.start[p]!; i < votes.start[p + 1]!; i++) {
      const c = votes.column[i]!
      if (zeroed[c]) continue
      const difference = votes.choice[i]! - mean[c]!
      x += difference * axes[0][c]!
      y += difference * axes[1][c]!
      cast++
    }
    const scale = Math.sqrt(votes.statements / Math.max(1, cast))
    points.x[p] = scale * x
    points.y[p] = scale * y
  }
  return points
}

/** Where each statement stands: the place of somebody who agrees with it and has voted on nothing else. */
export function projectStatements(mean: Float64Array, axes: readonly [Float64Array, Float64Array]): Points {
  const scale = Math.sqrt(mean.length)
  return {
    x: mean.map((mu, c) => scale * ((1 - mu) * axes[0][c]!)),
    y: mean.map((mu, c) => scale * ((1 - mu) * axes[1][c]!)),
  }
}

/** Distance of each point from the origin. */
export function extremity({ x, y }: Points): Float64Array {
  return x.map((value, i) => Math.sqrt(value * value + y[i]! * y[i]!))
}
