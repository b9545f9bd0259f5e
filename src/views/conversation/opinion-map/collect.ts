import type { Ballots as Signed } from '../../../folds/conversation/ballots.ts'
import { emptyCast, type ImportedVotes } from '../../../folds/conversation/values.ts'
import type { Opinions } from './spread.ts'

/** Imported votes, then signed ones in the order of the log. Votes that were taken back (voter -1) are left out. */
export function opinionsOf(
  statements: Opinions['statements'],
  imported: ImportedVotes,
  signed: Pick<Signed, 'voters' | 'voter' | 'statement' | 'choice'> | null,
): Opinions {
  if (signed === null) return { people: imported.people, statements, ballots: imported.ballots }
  const people = [...imported.people]
  const numbers = new Map<number, number>()
  const [person, statement, choice]: [number[], number[], number[]] = [[], [], []]
  signed.voter.forEach((voter, i) => {
    if (voter < 0) return
    const number = numbers.get(voter) ?? people.push(signed.voters[voter]!) - 1
    numbers.set(voter, number)
    person.push(number)
    statement.push(signed.statement[i]!)
    choice.push(signed.choice[i]!)
  })
  const ballots = emptyCast(imported.ballots.person.length + person.length)
  joined(ballots.person, imported.ballots.person, person)
  joined(ballots.statement, imported.ballots.statement, statement)
  joined(ballots.choice, imported.ballots.choice, choice)
  return { people, statements, ballots }
}

function joined(out: Int32Array | Int8Array, first: ArrayLike<number>, second: ArrayLike<number>): void {
  out.set(first)
  out.set(second, first.length)
}
