// Source: group votes of Polis, math/src/polismath/math/conversation.clj; Small et al. 2021.

import type { VoteMatrix } from './votes.ts'

/** Votes of each group on each statement; cell of group g and statement c: g · statements + c. */
export interface Counts {
  groups: number
  statements: number
  agree: Cells
  disagree: Cells
  /** All votes, passes included. */
  seen: Cells
}

/** Whole votes; or as how many equal ones weighted votes count, in fractions. */
export type Cells = Int32Array | Float64Array

/** Counts the votes as cast (moderation changes none). `group` is the group of each person, -1 for none. */
export function groupVotes(votes: VoteMatrix, group: ArrayLike<number>, groups: number): Counts {
  const counts = emptyCounts(groups, votes.statements)
  for (let p = 0; p < votes.people; p++) {
    if (group[p]! < 0) continue
    const row = group[p]! * votes.statements
    for (let i = votes.start[p]!; i < votes.start[p + 1]!; i++) {
      const cell = row + votes.column[i]!
      counts.seen[cell]!++
      if (votes.choice[i]! > 0) counts.agree[cell]!++
      else if (votes.choice[i]! < 0) counts.disagree[cell]!++
    }
  }
  return counts
}

/** The votes of everybody as one group, whether on the map or not. */
export function allVotes(votes: VoteMatrix): Counts {
  return groupVotes(votes, new Int8Array(votes.people), 1)
}

/** The sum over all groups of whole votes, as one group. */
export function together(counts: Counts): Counts {
  const sum = emptyCounts(1, counts.statements)
  for (let cell = 0; cell < counts.seen.length; cell++) {
    const c = cell % counts.statements
    sum.agree[c]! += counts.agree[cell]!
    sum.disagree[c]! += counts.disagree[cell]!
    sum.seen[c]! += counts.seen[cell]!
  }
  return sum
}

function emptyCounts(groups: number, statements: number): Counts {
  const cells = (): Int32Array => new Int32Array(groups * statements)
  return { groups, statements, agree: cells(), disagree: cells(), seen: cells() }
}
