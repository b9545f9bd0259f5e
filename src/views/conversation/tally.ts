import type { PolisSet } from '../../evidence/polis.ts'
import type { Conversation } from '../../folds/register.ts'
import { allVotes } from '../../math/polis/counts.ts'
import { votesToMatrix } from '../../math/polis/votes.ts'
import { opinionsOf } from './opinion-map/collect.ts'

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

const counted = new WeakMap<PolisSet, ImportedTally>()

/** What an import brought in. A set never changes, so it is counted once, and forgotten with the set. */
export function tallyOfImport(conversation: Conversation): ImportedTally {
  if (conversation.imported === null) return { participants: 0, tally: emptyTally() }
  const { set } = conversation.imported
  const known = counted.get(set) ?? countImport(conversation, set.statements.length)
  counted.set(set, known)
  return known
}

/** The same votes in the same order as on the map; imported statements come first in a conversation. */
function countImport(conversation: Conversation, statements: number): ImportedTally {
  const { people, ballots } = opinionsOf(conversation, null)
  const votes = votesToMatrix(ballots, people.length, statements)
  const { agree, disagree, seen } = allVotes(votes)
  const pass = seen.map((all, s) => all - agree[s]! - disagree[s]!)
  const columns = { agree: [...agree], disagree: [...disagree], pass: [...pass] }
  return { participants: people.length, tally: { ...emptyTally(), ...columns, votes: votes.column.length } }
}
