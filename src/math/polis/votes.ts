// Source: the rating matrix of Polis, math/src/polismath/math/named_matrix.clj and conversation.clj; Small et al. 2021.

import { stableOrder, upTo } from '../sparse.ts'

/** Votes in the order in which they were cast; three arrays of equal length. */
export interface Ballots {
  /** 0-based, numbered in the order of first votes. */
  person: Int32Array
  /** 0-based, numbered in the order of first votes. */
  statement: Int32Array
  /** +1 agree, -1 disagree, 0 pass. */
  choice: Int8Array
}

/** Who said what, last votes only: row p has `column[i]`, `choice[i]` for start[p] ≤ i < start[p + 1]. */
export interface VoteMatrix {
  people: number
  statements: number
  /** Length people + 1. */
  start: Int32Array
  /** Ascending within a row, each at most once. */
  column: Int32Array
  choice: Int8Array
}

/** The matrix of the last vote of each person on each statement. */
export function votesToMatrix({ person, statement, choice }: Ballots, people: number, statements: number): VoteMatrix {
  const order = stableOrder(person, people, stableOrder(statement, statements, upTo(person.length)))
  const start = new Int32Array(people + 1)
  // Each vote is read before its place is written: what is read lies at that place or after it.
  const column = order
  const last = new Int8Array(order.length)
  let size = 0
  let [before, on] = [-1, -1]
  for (let i = 0; i < order.length; i++) {
    const vote = order[i]!
    const again = person[vote] === before && statement[vote] === on
    before = person[vote]!
    on = statement[vote]!
    const at = again ? size - 1 : size++
    column[at] = on
    last[at] = choice[vote]!
    start[before + 1] = size
  }
  // Who has no vote begins where the one before ends.
  for (let p = 0; p < people; p++) if (start[p + 1]! < start[p]!) start[p + 1] = start[p]!
  const isWhole = size === order.length
  return {
    people,
    statements,
    start,
    column: isWhole ? column : column.slice(0, size),
    choice: isWhole ? last : last.slice(0, size),
  }
}
