/** What is worth keeping of conversations: imported votes in order, and their counts. */

import type { PolisSet } from '../../evidence/polis.ts'
import { allVotes } from '../../math/polis/counts.ts'
import type { Ballots as Cast } from '../../math/polis/votes.ts'
import { votesToMatrix } from '../../math/polis/votes.ts'
import { upTo } from '../../math/sparse.ts'
import type { RecordId } from '../../records/ids.ts'
import { derived, remembered } from '../derived.ts'
import { imports } from './imports.ts'
import { emptyTally, type Tally } from './tally.ts'

/** Voices that came with an import, in the order of their first votes, and what they said. */
export interface ImportedVotes {
  people: string[]
  ballots: Cast
}

/** How many sets are kept in order at once. */
const mostSets = 64

/** The votes of an import in order; of a conversation without one there are none. */
export const importedVotes = derived({
  name: 'imported votes',
  from: { imports },
  compute: ({ imports: sets }) => remembered(mostSets, (id: RecordId) => inOrder(sets.get(id) ?? null)),
})

/** The votes of imported voices: how many voices there are, and the last vote of each on each statement. */
export interface ImportedTally {
  participants: number
  tally: Tally
}

/** The counts of an import. The same votes in the same order as on the map. */
export const importedTally = derived({
  name: 'imported tally',
  from: { imports, importedVotes },
  compute: ({ imports: sets, importedVotes: votesOf }) =>
    remembered(mostSets, (id: RecordId): ImportedTally => {
      const set = sets.get(id)
      return set ? count(votesOf(id), set.statements.length) : { participants: 0, tally: emptyTally() }
    }),
})

function count({ people, ballots }: ImportedVotes, statements: number): ImportedTally {
  const votes = votesToMatrix(ballots, people.length, statements)
  const { agree, disagree, seen } = allVotes(votes)
  const pass = Array.from(seen, (all, s) => all - (agree[s] ?? 0) - (disagree[s] ?? 0))
  const columns = { agree: [...agree], disagree: [...disagree], pass }
  return { participants: people.length, tally: { ...emptyTally(), ...columns, votes: votes.column.length } }
}

/**
 * The votes of a set in the order of their times; of equal times in that of the file. Exports are not always sorted, and
 * the order of first votes decides where clusters start. Imported statements come first in a conversation, in the order
 * of the file, so the place in the file is the position.
 */
export function inOrder(
  set: (Pick<PolisSet, 'votes'> & { statements: readonly { id: number }[] }) | null,
): ImportedVotes {
  if (set === null) return { people: [], ballots: emptyCast(0) }
  const { votes } = set
  const position = new Map(set.statements.map(({ id }, at) => [id, at]))
  const order = upTo(votes.length)
  order.sort((a, b) => votes.ms[a]! - votes.ms[b]! || a - b)
  const numbers = new Map<number, number>()
  const ballots = emptyCast(votes.length)
  order.forEach((from, to) => {
    const participant = votes.participant[from]!
    const number = numbers.get(participant) ?? numbers.size
    numbers.set(participant, number)
    ballots.person[to] = number
    // A set that was read has a statement for every vote.
    ballots.statement[to] = position.get(votes.statement[from]!)!
    ballots.choice[to] = votes.value[from]!
  })
  return { people: Array.from(numbers.keys(), (participant) => `import:${participant}`), ballots }
}

/** Room for so many votes. */
export function emptyCast(length: number): Cast {
  return { person: new Int32Array(length), statement: new Int32Array(length), choice: new Int8Array(length) }
}
