import type { VoteMatrix } from '../polis/votes.ts'
import { stableOrder, upTo } from '../sparse.ts'

/** The whole ballots of a conversation, each once however many people cast it. */
export interface WholeBallots {
  /** A row for each ballot, a column for each statement that is left. */
  matrix: VoteMatrix
  /** Of each ballot, the largest voice among those who cast it, 0 to 1. */
  voice: Float64Array
  /** Ballot of each person; -1: too few votes. */
  of: Int32Array
  /** People whose ballot another one stands for. */
  repeated: number
}

/** Votes that a ballot needs; fewer where there are fewer statements. */
export const votesNeeded = 7

/** The same votes on the statements that are kept alone, which are numbered anew in the order given. */
export function onStatements(votes: VoteMatrix, kept: ArrayLike<number>): VoteMatrix {
  const renamed = new Int32Array(votes.statements).fill(-1)
  for (let at = 0; at < kept.length; at++) renamed[kept[at]!] = at
  const start = new Int32Array(votes.people + 1)
  /** Column and choice as one number, by which a row is sorted. */
  const cells = new Int32Array(votes.column.length)
  let size = 0
  for (let p = 0; p < votes.people; p++) {
    let rising = true
    for (let i = votes.start[p]!; i < votes.start[p + 1]!; i++) {
      const c = renamed[votes.column[i]!]!
      if (c < 0) continue
      cells[size] = c * 4 + votes.choice[i]! + 1
      rising &&= size === start[p] || cells[size]! > cells[size - 1]!
      size++
    }
    if (!rising) cells.subarray(start[p]!, size).sort()
    start[p + 1] = size
  }
  const [column, choice] = [new Int32Array(size), new Int8Array(size)]
  for (let i = 0; i < size; i++) {
    column[i] = cells[i]! >> 2
    choice[i] = (cells[i]! & 3) - 1
  }
  return { people: votes.people, statements: kept.length, start, column, choice }
}

/**
 * The ballots of everybody with at least min(7, statements) votes. Equal ballots are one, and all stand in an order that
 * follows from what they say and from nothing else: neither the order of people, nor their names, nor how many cast the
 * same ballot moves the last bit of a sum. `voices`: of each person, 0 to 1; 1 each when null.
 */
export function wholeBallots(votes: VoteMatrix, voices: Float64Array | null): WholeBallots {
  const floor = Math.max(1, Math.min(votesNeeded, votes.statements))
  const order = inOrderOfContent(votes, floor)
  const of = new Int32Array(votes.people).fill(-1)
  const row = new Int32Array(order.length)
  const voice = new Float64Array(order.length)
  let size = 0
  order.forEach((person, at) => {
    if (at === 0 || compareRows(votes, order[at - 1]!, person) !== 0) row[size++] = person
    const own = voices === null ? 1 : voices[person]!
    of[person] = size - 1
    if (own > voice[size - 1]!) voice[size - 1] = own
  })
  const matrix = takeRows(votes, row.subarray(0, size))
  return { matrix, voice: voice.slice(0, size), of, repeated: order.length - size }
}

/** People with enough votes, in the order of a hash of their rows; rows of one hash in that of their cells. */
function inOrderOfContent(votes: VoteMatrix, floor: number): Int32Array {
  const all = upTo(votes.people)
  const enough = all.filter((p) => votes.start[p + 1]! - votes.start[p]! >= floor)
  const hash = enough.map((p) => hashOf(votes, p))
  const places = upTo(enough.length)
  const lower = stableOrder(
    hash.map((each) => each & 0xffff),
    0x10000,
    places,
  )
  const sorted = stableOrder(
    hash.map((each) => each >>> 16),
    0x10000,
    lower,
  )
  const order = sorted.map((place) => enough[place]!)
  for (let from = 0; from < order.length; ) {
    let to = from + 1
    while (to < order.length && hash[sorted[from]!] === hash[sorted[to]!]) to++
    if (to - from > 1) sortUnlessSame(votes, order.subarray(from, to))
    from = to
  }
  return order
}

/** Rows of one hash nearly always say the same. */
function sortUnlessSame(votes: VoteMatrix, run: Int32Array): void {
  if (run.some((person) => compareRows(votes, run[0]!, person) !== 0)) run.sort((a, b) => compareRows(votes, a, b))
}

function hashOf({ start, column, choice }: VoteMatrix, person: number): number {
  let hash = 0x811c9dc5
  for (let i = start[person]!; i < start[person + 1]!; i++) {
    hash = Math.imul(hash ^ (column[i]! * 4 + choice[i]! + 1), 0x85ebca6b)
    hash ^= hash >>> 15
  }
  return hash
}

/** Shorter rows first, then by the first cell that differs; 0: the same. */
function compareRows({ start, column, choice }: VoteMatrix, a: number, b: number): number {
  const [from, other] = [start[a]!, start[b]!]
  const length = start[a + 1]! - from
  const difference = length - (start[b + 1]! - other)
  if (difference !== 0) return difference
  for (let i = 0; i < length; i++) {
    const cell = column[from + i]! - column[other + i]! || choice[from + i]! - choice[other + i]!
    if (cell !== 0) return cell
  }
  return 0
}

function takeRows(votes: VoteMatrix, rows: Int32Array): VoteMatrix {
  const start = new Int32Array(rows.length + 1)
  rows.forEach((row, at) => {
    start[at + 1] = start[at]! + votes.start[row + 1]! - votes.start[row]!
  })
  const column = new Int32Array(start[rows.length]!)
  const choice = new Int8Array(column.length)
  let at = 0
  for (let r = 0; r < rows.length; r++) {
    const end = votes.start[rows[r]! + 1]!
    for (let i = votes.start[rows[r]!]!; i < end; i++, at++) {
      column[at] = votes.column[i]!
      choice[at] = votes.choice[i]!
    }
  }
  return { people: rows.length, statements: votes.statements, start, column, choice }
}
