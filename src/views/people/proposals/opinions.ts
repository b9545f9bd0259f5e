import type { Proposal } from '../../../folds/chain/proposals.ts'
import type { ActiveRecord } from '../../../folds/fold.ts'
import type { Ledger } from '../../../folds/ledger/state.ts'
import type { Address } from '../../../log/ss58.ts'
import { opinionStances } from '../../../records/people/opinion.ts'
import type { HeldOpinions } from '../opinions/held.ts'
import type { SubjectRole, SubjectsKnown } from '../opinions/roles.ts'
import type { RoleCount } from '../values/opinions.ts'

interface Given {
  readonly ledger: Readonly<Ledger>
  readonly heldOpinions: HeldOpinions
  readonly knownSubjects: SubjectsKnown
}

/** What one person thought at a time, and what they are to the call. */
interface Thought {
  person: Address
  opinion: ActiveRecord<'opinion'>
}

/**
 * What people thought of a call when it was decided, and what they have said since: whoever says the same again after the
 * fact stands in both. The decision is dated by its block, since the log may hear of it later.
 */
export function splitByDecision(
  { ledger, heldOpinions, knownSubjects }: Given,
  { id, decided }: Proposal,
): { before: RoleCount[]; after: RoleCount[] } {
  const { roles, roleOf } = knownSubjects(id)
  const said = [...(heldOpinions.get(id)?.values() ?? [])]
  const count = (thoughts: Thought[]): RoleCount[] => countThoughts(thoughts, roles, roleOf)
  const latest = said.map(({ person, last }) => ({ person, opinion: last }))
  const holds = ({ opinion }: Thought, at: number): boolean => opinion.fields.until > at
  if (decided === null) return { before: count(latest.filter((each) => holds(each, ledger.ms))), after: [] }
  const at = decided.fields.at ?? decided.ms
  const before = said.flatMap(({ person, earlier, last }): Thought[] => {
    const opinion = [...earlier, last].findLast(({ ms }) => ms < at)
    return opinion ? [{ person, opinion }] : []
  })
  const since = latest.filter((each) => each.opinion.ms >= at && holds(each, ledger.ms))
  return { before: count(before.filter((each) => holds(each, at))), after: count(since) }
}

const countThoughts = (
  thoughts: readonly Thought[],
  roles: readonly SubjectRole[],
  roleOf: (person: Address) => SubjectRole,
): RoleCount[] =>
  roles.map((role) => {
    const own = thoughts.filter(({ person }) => roleOf(person) === role)
    const people = (stance: string): number => own.filter(({ opinion }) => opinion.fields.stance === stance).length
    return { role, stances: opinionStances.map((stance) => ({ stance, people: people(stance) })) }
  })
