import type { PolisSet } from '../records/polis.ts'

/** Votes that count on each statement, by its position in the conversation; a missing cell is 0. */
export interface Tally {
  agree: number[]
  disagree: number[]
  pass: number[]
  /** Sum of the importance that voters gave, and how many gave one. */
  importance: number[]
  rated: number[]
  votes: number
}

export function emptyTally(): Tally {
  return { agree: [], disagree: [], pass: [], importance: [], rated: [], votes: 0 }
}

/** Adds one vote, or with sign -1 takes it off again. */
export function addTo(tally: Tally, statement: number, choice: number, importance: number, sign: 1 | -1): void {
  add(choice > 0 ? tally.agree : choice < 0 ? tally.disagree : tally.pass, statement, sign)
  tally.votes += sign
  if (importance === 0) return
  add(tally.importance, statement, sign * importance)
  add(tally.rated, statement, sign)
}

function add(column: number[], at: number, amount: number): void {
  while (column.length <= at) column.push(0)
  column[at]! += amount
}

/** The votes of imported voices: how many voices there are, and the last vote of each on each statement. */
export interface ImportedTally {
  participants: number
  tally: Tally
}

const known = new WeakMap<PolisSet, ImportedTally>()

/** Counts an imported set, whose later rows replace earlier ones of the same pair. A set never changes: counted once. */
export function tallyOfImport(set: PolisSet): ImportedTally {
  const counted = known.get(set) ?? countImport(set)
  known.set(set, counted)
  return counted
}

function countImport({ statements, votes }: PolisSet): ImportedTally {
  const positions = new Map(statements.map(({ id }, position) => [id, position]))
  const numbers = new Map<number, number>()
  const done = new Set<number>()
  const tally = emptyTally()
  for (let row = votes.length - 1; row >= 0; row--) {
    const participant = votes.participant[row]!
    if (!numbers.has(participant)) numbers.set(participant, numbers.size)
    // parsePolis has refused votes on statements that the set does not have.
    const position = positions.get(votes.statement[row]!)!
    const pair = numbers.get(participant)! * statements.length + position
    if (done.has(pair)) continue
    done.add(pair)
    addTo(tally, position, votes.value[row]!, 0, 1)
  }
  return { participants: numbers.size, tally }
}
