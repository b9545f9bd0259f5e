import { derived } from '../../../folds/derived.ts'
import type { ActiveRecord } from '../../../folds/fold.ts'
import { bands } from '../../../folds/people/bands.ts'
import type { Address } from '../../../log/ss58.ts'
import { opinionStances, opinionTexts } from '../../../records/people/opinion.ts'
import { answersTo, refOf, type Speaking, speaking } from '../refs.ts'
import { groupsOfSides } from '../side-groups.ts'
import { sides } from '../sides.ts'
import type { OpinionRow, OpinionState, RoleCount } from '../values/opinions.ts'
import { type HeldOpinion, heldOpinions, subjectKey } from './held.ts'
import { knownSubjects, type SubjectRole, subjectRoles, usualRoles } from './roles.ts'

/** Most earlier opinions that a row names. */
const mostEarlier = 20

/** Opinions as views publish them. */
export interface SaidOpinions {
  /** On one subject: those in force first, by role, the latest of each first. */
  on(text: string): OpinionRow[]
  /** Of one person, or of everybody: the latest first. */
  by(person: Address | null): OpinionRow[]
}

/** What people think, read once. */
export const saidOpinions = derived({
  name: 'said opinions',
  from: { ...speaking, heldOpinions, knownSubjects, bands, sides },
  compute: (given): SaidOpinions => {
    const { persons, heldOpinions: held, knownSubjects, bands, sides } = given
    const standings = new Map(bands.rows.map((each) => [each.key, each]))
    const groups = groupsOfSides(sides, given.ledger.size)
    const subjectOf = new Map<string, string>()
    for (const { id, fields } of given.peopleRecords.opinion.values()) subjectOf.set(id, fields.subject)
    const replies = answersTo(given, (id) => {
      const subject = subjectOf.get(id)
      return subject === undefined ? null : knownSubjects(subject).concerned
    })
    const row = ({ person, earlier, last }: HeldOpinion): OpinionRow => {
      const { reason = '', change = '' } = opinionTexts(last.fields.body)
      const known = knownSubjects(last.fields.subject)
      const own = standings.get(person)
      return {
        ...refOf(given, last),
        subject: last.fields.subject,
        title: last.fields.title ?? null,
        stance: last.fields.stance,
        reason,
        change,
        until: last.fields.until,
        state: stateOf(last, given, known.since),
        role: known.roleOf(person),
        band: own?.band ?? 0,
        shares: own?.shares ?? null,
        group: groups.of(person),
        earlier: earlier.slice(-mostEarlier).map(({ index, ms, fields }) => ({ index, ms, stance: fields.stance })),
        reply: replies.get(last.id) ?? null,
      }
    }
    return {
      on: (text) => [...(held.get(subjectKey(persons, text))?.values() ?? [])].map(row).sort(byWeightOfRole),
      by: (person) =>
        [...held.values()]
          .flatMap((people) => (person === null ? [...people.values()] : (people.get(person) ?? [])))
          .map(row)
          .sort((a, b) => b.index - a.index),
    }
  },
})

/** Expired by the time of the latest entry: a log has no other clock. */
function stateOf(
  { ms, fields }: ActiveRecord<'opinion'>,
  { ledger }: Pick<Speaking, 'ledger'>,
  since: number | null,
): OpinionState {
  if (since !== null && ms < since) return 'earlier-subnet'
  return fields.until <= ledger.ms ? 'expired' : 'in-force'
}

const states: readonly OpinionState[] = ['in-force', 'expired', 'earlier-subnet']

const byWeightOfRole = (a: OpinionRow, b: OpinionRow): number =>
  states.indexOf(a.state) - states.indexOf(b.state) ||
  subjectRoles.indexOf(a.role) - subjectRoles.indexOf(b.role) ||
  b.index - a.index

/** How many of these take each stance. */
export const stancesOf = (rows: readonly OpinionRow[]): RoleCount['stances'] =>
  opinionStances.map((stance) => ({ stance, people: rows.filter((each) => each.stance === stance).length }))

/** Opinions in force by role, each with its stances. `roles`: those that there are on the subject. */
export function countsByRole(rows: readonly OpinionRow[], roles: readonly SubjectRole[] = usualRoles): RoleCount[] {
  const inForce = rows.filter(({ state }) => state === 'in-force')
  return roles.map((role) => ({ role, stances: stancesOf(inForce.filter((each) => each.role === role)) }))
}
