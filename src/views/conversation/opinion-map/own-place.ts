import * as z from 'zod'
import type { Ballots } from '../../../folds/conversation/ballots.ts'
import type { Address } from '../../../log/ss58.ts'
import { enough } from '../../../math/polis/floor.ts'
import { share } from '../../../math/proportion.ts'
import { count } from '../../fields.ts'
import { type RobustMap, robustMapValue } from './robust-value.ts'
import { importedNumberShape, statementIdShape } from './value.ts'

const side = z.enum(['agree', 'disagree'])
const which = { id: statementIdShape.describe('Id of the statement.'), imported: importedNumberShape }

/** Where an account stands among the others. */
export const ownPlace = robustMapValue.shape.participants.element.omit({ key: true, votes: true }).extend({
  votes: count.describe('How many of the statements that are left the account voted on.'),
  below: z
    .tuple([z.number(), z.number()])
    .describe('On each axis, the part of the others on the map who stand lower: 0 to 1.'),
  typical: z
    .array(
      z.strictObject({
        ...which,
        side: side.describe('What its group, or its half of the first axis, says.'),
        own: z.enum(['agree', 'disagree', 'pass']).nullable().describe('What the account says; null: nothing.'),
      }),
    )
    .describe(
      'What its group, or its half, stands out by, and enough of it have seen; at most five. Empty: it is in none.',
    ),
  shared: z
    .array(
      z.strictObject({
        ...which,
        side: side.describe('What the account says, and more than half of the others do.'),
        votes: count.describe('Votes of the others on that side.'),
        seen: count.describe('Their votes on it, passes included.'),
      }),
    )
    .describe(
      'Statements on which the account says what more than half of all other groups together, or of the other half, say; at most five, those with the largest share first.',
    ),
  sharedInAll: count.describe('How many such statements there are.'),
})
export type OwnPlace = z.infer<typeof ownPlace>

/** How many statements are listed. */
const listed = 5

/** What an account says: by position of the statement +1, -1 or 0. */
type Own = ReadonlyMap<number, number>

/** The votes of an account that count, by position of the statement. */
export function votesOf(ballots: Pick<Ballots, 'numbers' | 'held' | 'choice'> | undefined, account: Address): Own {
  const voter = ballots?.numbers.get(account)
  const held = voter === undefined ? undefined : ballots?.held[voter]
  return new Map(Array.from(held ?? [], ([statement, at]) => [statement, ballots?.choice[at] ?? 0]))
}

/** The place of an account among the others who are on the map; null where it is not on it. */
export function placeOf(map: RobustMap, account: Address, said: Own): OwnPlace | null {
  const { participants } = map
  const own = participants.find(({ key }) => key === account)
  if (!own) return null
  const others = participants.filter(({ key, half, group }) => key !== account && (half !== null || group !== null))
  const below = (axis: 'x' | 'y'): number =>
    others.length === 0 ? 0 : others.filter((other) => other[axis] < own[axis]).length / others.length
  const { key: _, ...place } = own
  const shared = sharedWith(map, own, said)
  return {
    ...place,
    below: [below('x'), below('y')],
    typical: typicalOf(map, own, said),
    shared: shared.slice(0, listed),
    sharedInAll: shared.length,
  }
}

type Person = RobustMap['participants'][number]

function typicalOf({ groups, ends, statements }: RobustMap, { group, half }: Person, said: Own): OwnPlace['typical'] {
  const own = groups.find(({ id }) => id === group) ?? ends.find(({ id }) => id === half)
  const position = new Map(statements.map(({ id }, s) => [id, s]))
  return (own?.representative ?? [])
    .filter((each) => each.enough)
    .map(({ id, imported, side }) => {
      const choice = said.get(position.get(id) ?? -1)
      return {
        id,
        imported,
        side,
        own: choice === undefined ? null : choice === 0 ? 'pass' : choice > 0 ? 'agree' : 'disagree',
      }
    })
}

/** The parts that are not those of a person: the other groups, or what lies on the other half of the first axis. */
function othersThan({ groups, parts }: RobustMap, { group, half }: Person): number[] {
  const all = Array.from(parts.sizes.keys())
  if (parts.cut === 'groups') return group === null ? [] : all.filter((at) => groups[at]?.id !== group)
  return half === null ? [] : all.filter((at) => (at * 2 < parts.sizes.length ? 0 : 1) !== half)
}

function sharedWith(map: RobustMap, person: Person, said: Own): OwnPlace['shared'] {
  const others = othersThan(map, person)
  const size = others.reduce((sum, at) => sum + (map.parts.sizes[at] ?? 0), 0)
  const found = map.statements.flatMap(({ id, imported, moderated, meta, groups }, s) => {
    const choice = said.get(s) ?? 0
    if (choice === 0 || moderated || meta) return []
    const side = choice > 0 ? ('agree' as const) : ('disagree' as const)
    const sum = (of: 'agree' | 'disagree' | 'seen'): number =>
      others.reduce((all, at) => all + (groups[at]?.[of] ?? 0), 0)
    const [votes, seen] = [sum(side), sum('seen')]
    return enough(seen, size) && share(votes, seen) > 0.5 ? [{ id, imported, side, votes, seen }] : []
  })
  return found.sort((a, b) => share(b.votes, b.seen) - share(a.votes, a.seen) || (a.id < b.id ? -1 : 1))
}
