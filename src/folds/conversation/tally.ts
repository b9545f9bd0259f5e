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

/** Before any vote. */
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
  column[at] = (column[at] ?? 0) + amount
}
