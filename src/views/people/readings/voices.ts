import type { PersonOf } from '../../../folds/chain/names.ts'
import type { Ballots } from '../../../folds/conversation/ballots.ts'
import type { Address } from '../../../log/ss58.ts'
import type { CastVotes } from '../../../math/weighted-votes.ts'

/** The signed votes of a conversation, one of each person on each statement. */
export interface Voices {
  /** By rising address, so that no order of arrival is left in any sum. */
  persons: readonly Address[]
  votes: CastVotes
}

/** Votes by person: of several accounts that are one person the latest vote on a statement counts. */
export function voicesOf(ballots: Ballots, personOf: PersonOf): Voices {
  const accounts = new Map<Address, ReadonlyMap<number, number>[]>()
  ballots.voters.forEach((account, voter) => {
    const held = ballots.held[voter]
    if (held === undefined || held.size === 0) return
    const person = personOf(account)
    const known = accounts.get(person)
    if (known) known.push(held)
    else accounts.set(person, [held])
  })
  const persons = [...accounts.keys()].sort()
  const [voice, statement, choice]: [number[], number[], number[]] = [[], [], []]
  persons.forEach((person, number) => {
    for (const [s, at] of latestOf(accounts.get(person) ?? [])) {
      voice.push(number)
      statement.push(s)
      choice.push(ballots.choice[at] ?? 0)
    }
  })
  const votes = { voice: Int32Array.from(voice), statement: Int32Array.from(statement), choice: Int8Array.from(choice) }
  return { persons, votes }
}

/** By statement, the vote that was cast last. */
function latestOf(held: readonly ReadonlyMap<number, number>[]): ReadonlyMap<number, number> {
  const [only, ...others] = held
  if (only !== undefined && others.length === 0) return only
  const latest = new Map<number, number>()
  for (const votes of held) for (const [s, at] of votes) latest.set(s, Math.max(at, latest.get(s) ?? -1))
  return latest
}
