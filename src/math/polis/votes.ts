// Source: the rating matrix of Polis, math/src/polismath/math/named_matrix.clj and conversation.clj; Small et al. 2021.

import { offsets, stableOrder, upTo } from '../sparse.ts'

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
export function votesToMatrix(ballots: Ballots, people: number, statements: number): VoteMatrix {
  const { person, statement } = ballots
  const order = stableOrder(person, people, stableOrder(statement, statements, upTo(person.length)))
  const row = new Int32Array(order.length)
  const column = new Int32Array(order.length)
  const choice = new Int8Array(order.length)
  let size = 0
  for (let i = 0; i < order.length; i++) {
    const vote = order[i]!
    const again = size > 0 && row[size - 1] === person[vote] && column[size - 1] === statement[vote]
    const at = again ? size - 1 : size++
    row[at] = person[vote]!
    column[at] = statement[vote]!
    choice[at] = ballots.choice[vote]!
  }
  const start = offsets(row.subarray(0, size), people)
  return { people, statements, start, column: column.slice(0, size), choice: choice.slice(0, size) }
}
