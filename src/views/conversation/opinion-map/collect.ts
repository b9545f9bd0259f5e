import type { PolisSet } from '../../../evidence/polis.ts'
import type { Ballots as Signed } from '../../../folds/conversation/ballots.ts'
import type { Ballots as Cast } from '../../../math/polis/votes.ts'
import type { Opinions } from './map.ts'

/** Voices that came with an import, in the order of their first votes, and what they said. */
interface ImportedVotes {
  people: string[]
  ballots: Cast
}

/** What of a conversation matters here; its imported statements come first and never change. */
interface Source {
  imported: { set: Pick<PolisSet, 'votes'> } | null
  statements: Opinions['statements']
}

/** The votes of a set never change: they are brought into order once, and forgotten with the set. */
const ordered = new WeakMap<object, ImportedVotes>()

/** Imported votes, then signed ones in the order of the log. Votes that were taken back (voter -1) are left out. */
export function opinionsOf(
  conversation: Source,
  signed: Pick<Signed, 'voters' | 'voter' | 'statement' | 'choice'> | null,
): Opinions {
  const { people: before, ballots: known } = importedVotes(conversation)
  if (signed === null) return { people: before, statements: conversation.statements, ballots: known }
  const people = [...before]
  const numbers = new Map<number, number>()
  const [person, statement, choice]: [number[], number[], number[]] = [[], [], []]
  signed.voter.forEach((voter, i) => {
    if (voter < 0) return
    if (!numbers.has(voter)) numbers.set(voter, people.push(signed.voters[voter]!) - 1)
    person.push(numbers.get(voter)!)
    statement.push(signed.statement[i]!)
    choice.push(signed.choice[i]!)
  })
  const ballots = emptyCast(known.person.length + person.length)
  joined(ballots.person, known.person, person)
  joined(ballots.statement, known.statement, statement)
  joined(ballots.choice, known.choice, choice)
  return { people, statements: conversation.statements, ballots }
}

/**
 * The votes of an import in the order of their times; of equal times in that of the file. Exports are not always sorted,
 * and the order of first votes decides where clusters start.
 */
function importedVotes({ imported, statements }: Source): ImportedVotes {
  if (imported === null) return { people: [], ballots: emptyCast(0) }
  const known = ordered.get(imported.set)
  if (known !== undefined) return known
  const { votes } = imported.set
  const position = new Map(statements.map((statement, at) => [statement.imported, at]))
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
  const result = { people: Array.from(numbers.keys(), (participant) => `import:${participant}`), ballots }
  ordered.set(imported.set, result)
  return result
}

function emptyCast(length: number): Cast {
  return { person: new Int32Array(length), statement: new Int32Array(length), choice: new Int8Array(length) }
}

function joined(out: Int32Array | Int8Array, first: ArrayLike<number>, second: ArrayLike<number>): void {
  out.set(first)
  out.set(second, first.length)
}
