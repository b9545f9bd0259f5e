// Source: L. Kish, Survey Sampling, 1965, 11.7: weighted answers are as sure as (Σ w)² / Σ w² equal ones.

import type { Counts } from '../polis/counts.ts'
import type { VoteMatrix } from '../polis/votes.ts'

/**
 * The votes of each part on each statement, as so many equal ones: one voice that outweighs the others is about one vote.
 * Shares are those of the weights. `weight` of each person, at least 0; `part` of each person, -1 for none. With equal
 * weights these are the votes as they are counted.
 */
export function effectiveVotes(
  { people, statements, start, column, choice }: VoteMatrix,
  weight: Float64Array,
  part: ArrayLike<number>,
  parts: number,
): Counts {
  const cells = (): Float64Array => new Float64Array(parts * statements)
  const counts = { groups: parts, statements, agree: cells(), disagree: cells(), seen: cells() }
  const squares = cells()
  for (let p = 0; p < people; p++) {
    const w = weight[p]!
    if (part[p]! < 0 || w === 0) continue
    for (let i = start[p]!; i < start[p + 1]!; i++) {
      const cell = part[p]! * statements + column[i]!
      counts.seen[cell]! += w
      squares[cell]! += w * w
      if (choice[i]! > 0) counts.agree[cell]! += w
      else if (choice[i]! < 0) counts.disagree[cell]! += w
    }
  }
  for (let cell = 0; cell < squares.length; cell++) {
    const [sum, square] = [counts.seen[cell]!, squares[cell]!]
    if (square === 0) continue
    counts.agree[cell] = (counts.agree[cell]! * sum) / square
    counts.disagree[cell] = (counts.disagree[cell]! * sum) / square
    counts.seen[cell] = (sum * sum) / square
  }
  return counts
}

/** As how many equal people each part counts; 0 where nobody in it has any weight. */
export function effectiveSizes(weight: Float64Array, part: ArrayLike<number>, parts: number): number[] {
  const [sum, squares] = [new Float64Array(parts), new Float64Array(parts)]
  for (let p = 0; p < weight.length; p++) {
    if (part[p]! < 0) continue
    sum[part[p]!]! += weight[p]!
    squares[part[p]!]! += weight[p]! * weight[p]!
  }
  return Array.from(sum, (all, at) => (squares[at]! === 0 ? 0 : (all * all) / squares[at]!))
}
