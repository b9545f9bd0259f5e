/** What was said about movements, and whether it stands with people who usually disagree. */

import { derived } from '../../../folds/derived.ts'
import type { ActiveRecord } from '../../../folds/fold.ts'
import { activeRecords } from '../../../folds/people/records.ts'
import type { Address } from '../../../log/ss58.ts'
import type { RecordId } from '../../../records/ids.ts'
import { commitmentTo } from '../../../records/people/announcement.ts'
import type { Explanation, Movement } from '../../chain/values.ts'
import { grouped, latestOfEach, refOf, type Speaking, speaking } from '../refs.ts'
import { type Sides, sides } from '../sides.ts'
import { byStanding, type Rating, ratedBy } from '../standing/rated.ts'

/** Everything said about movements, ready to be asked for one. */
export interface SaidOfMovements {
  /** The explanations of a movement, the owner's first, then those that stand; at most one of each account. */
  explanations(movement: RecordId, owner: Address, receiver: Address | null, begun: number): Explanation[]
  /** An announcement of a person that was in force at a time, or null. */
  announced(owner: Address, at: number): { index: number; ms: number; text: string | null } | null
}

/** Explanations, announcements and ratings, read once. */
export const saidOfMovements = derived({
  name: 'said of movements',
  from: { ...speaking, sides },
  compute: ({ naming, persons, peopleRecords, ledger, sides }) =>
    readSaid({ naming, persons, peopleRecords, ledger }, sides),
})

function readSaid(context: Speaking, sides: Sides): SaidOfMovements {
  const latest = latestOfEach(activeRecords(context.peopleRecords, 'explanation'), ({ fields }) => fields.movement)
  const announcements = activeRecords(context.peopleRecords, 'announcement')
  const ratings = activeRecords(context.peopleRecords, 'rating').map(
    ({ account, fields }): Rating => ({ account, of: fields.explanation, verdict: fields.verdict }),
  )
  const rated = ratedBy(context.persons, sides, latest, ratings)
  const announcementById = new Map(announcements.map((each) => [each.id, each]))
  const ofMovement = grouped(latest, ({ fields }) => fields.movement)
  const announcedBy = grouped(announcements, ({ account }) => context.persons(account))
  const opens = (each: ActiveRecord<'explanation'>, begun: number): Explanation['opens'] => {
    const { announcement, secret, body } = each.fields
    const named = announcement === undefined ? undefined : announcementById.get(announcement)
    if (!named || secret === undefined) return null
    const { index, ms, fields } = named
    return { index, ms, fits: fields.commitment === commitmentTo(secret, body), before: ms < begun }
  }
  return {
    explanations: (movement, owner, receiver, begun) =>
      (ofMovement.get(movement) ?? [])
        .map((each) => {
          const person = context.persons(each.account)
          const role = person === owner ? 'owner' : person === receiver ? 'receiver' : 'other'
          const said = { ...refOf(context, each), text: each.fields.body, role, opens: opens(each, begun) } as const
          return { ...said, ...rated(each) }
        })
        .sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || byStanding(a, b)),
    announced: (owner, at) => {
      const found = announcedBy.get(owner)?.findLast(({ ms, fields }) => ms <= at && at <= fields.until)
      return found ? { index: found.index, ms: found.ms, text: found.fields.body ?? null } : null
    },
  }
}

const roles = ['owner', 'receiver', 'other']

/** Whether a movement is explained by those whose it is. Exchanges and custodians move what is not their own. */
export function stateOf(
  explanations: readonly Pick<Explanation, 'role' | 'standing'>[],
  announced: object | null,
  label: Movement['from']['label'],
): Movement['state'] {
  const own = explanations.filter(({ role }) => role !== 'other').map(({ standing }) => standing)
  if (own.includes('disputed') || own.includes('does-not-stand')) return 'disputed'
  if (own.includes('stands')) return 'explained'
  if (own.length > 0) return 'explanation-open'
  if (announced !== null) return 'announced'
  return label?.role === 'exchange' || label?.role === 'custody' ? 'not-attributable' : 'unexplained'
}
