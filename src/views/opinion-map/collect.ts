import type { Ballots as Cast } from '../../math/polis/votes.ts'
import type { PolisSet } from '../../records/polis.ts'
import type { Ballots as Signed } from '../ballots.ts'
import type { Conversation } from '../register.ts'
import type { Opinions } from './map.ts'

/** Voices that came with an import, in the order of their first votes, and what they said. */
export interface ImportedVotes {
  people: string[]
  ballots: Cast
}

/** The set that was imported (null: none), and which of its statements stands where in the conversation. */
interface Source {
  imported: { set: Pick<PolisSet, 'votes'> } | null
  statements: readonly { imported: number | null; position: number }[]
}

/**
 * The votes of an import in the order of their times; of equal times in that of the file. Exports are not always sorted,
 * and the order of first votes decides where clusters start.
 */
export function importedVotes({ imported, statements }: Source): ImportedVotes {
  if (imported === null) return { people: [], ballots: emptyCast(0) }
  const { votes } = imported.set
  const position = new Map(statements.map((statement) => [statement.imported, statement.position]))
  const order = Int32Array.from({ length: votes.length }, (_, i) => i)
  order.sort((a, b) => votes.ms[a]! - votes.ms[b]! || a - b)
  const numbers = new Map<number, number>()
  const ballots = emptyCast(votes.length)
  order.forEach((from, to) => {
    const participant = votes.participant[from]!
    if (!numbers.has(participant)) numbers.set(participant, numbers.size)
    ballots.person[to] = numbers.get(participant)!
    // A set that was read has a statement for every vote.
    ballots.statement[to] = position.get(votes.statement[from]!)!
    ballots.choice[to] = votes.value[from]!
  })
  return { people: Array.from(numbers.keys(), (participant) => `import:${participant}`), ballots }
}

/** Imported votes, then signed ones in the order of the log. Somebody whose votes were all taken back is left out. */
export function opinionsOf(
  conversation: Conversation,
  imported: ImportedVotes | null,
  signed: Signed | null,
): Opinions {
  const before = imported ?? { people: [], ballots: emptyCast(0) }
  const people = [...before.people]
  const counting = signed === null ? [] : [...signed.voter.keys()].filter((at) => signed.voter[at]! >= 0)
  const known = before.ballots.person.length
  const ballots = emptyCast(known + counting.length)
  ballots.person.set(before.ballots.person)
  ballots.statement.set(before.ballots.statement)
  ballots.choice.set(before.ballots.choice)
  if (signed !== null) {
    const number = new Map<number, number>()
    counting.forEach((at, i) => {
      const voter = signed.voter[at]!
      if (!number.has(voter)) number.set(voter, people.push(signed.voters[voter]!) - 1)
      ballots.person[known + i] = number.get(voter)!
      ballots.statement[known + i] = signed.statement[at]!
      ballots.choice[known + i] = signed.choice[at]!
    })
  }
  return { people, statements: conversation.statements, ballots }
}

function emptyCast(length: number): Cast {
  return { person: new Int32Array(length), statement: new Int32Array(length), choice: new Int8Array(length) }
}
