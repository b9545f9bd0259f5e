import type { Ballots as Cast } from '../../math/polis/votes.ts'
import type { Ballots as Signed } from '../ballots.ts'
import type { Conversation } from '../register.ts'
import type { Opinions } from './map.ts'

/** Voices that came with an import, in the order of their first votes, and what they said. */
export interface ImportedVotes {
  people: string[]
  ballots: Cast
}

/**
 * The votes of an import in the order of their times; of equal times in that of the file. Exports are not always sorted,
 * and the order of first votes decides where clusters start.
 */
export function importedVotes({ imported, statements }: Conversation): ImportedVotes {
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
  const [known, more] = [before.ballots.person.length, signed?.voter.length ?? 0]
  const ballots = emptyCast(known + more)
  ballots.person.set(before.ballots.person)
  ballots.statement.set(before.ballots.statement)
  ballots.choice.set(before.ballots.choice)
  if (signed !== null) {
    const number = new Map<number, number>()
    ballots.statement.set(signed.statement, known)
    ballots.choice.set(signed.choice, known)
    signed.voter.forEach((voter, i) => {
      if (!number.has(voter)) number.set(voter, people.push(signed.voters[voter]!) - 1)
      ballots.person[known + i] = number.get(voter)!
    })
  }
  return { people, statements: conversation.statements, ballots }
}

function emptyCast(length: number): Cast {
  return { person: new Int32Array(length), statement: new Int32Array(length), choice: new Int8Array(length) }
}
