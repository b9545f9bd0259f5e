/** Who usually disagrees: the sides by which explanations stand, and the groups by which positions are counted. */

import { type PersonOf, persons } from '../../folds/chain/names.ts'
import { type Conversation, conversations, totalsHidden } from '../../folds/conversation/conversations.ts'
import { derived, ledger, remembered } from '../../folds/derived.ts'
import type { Ledger } from '../../folds/ledger/state.ts'
import { activeRecords, peopleRecords } from '../../folds/people/records.ts'
import type { Address } from '../../log/ss58.ts'
import type { RecordId } from '../../records/ids.ts'
import { maps } from '../conversation/opinion-map/maps.ts'
import type { RobustMap } from '../conversation/opinion-map/robust-value.ts'

/** How a map is cut into sides: its clear groups; or, where it has none, the halves of its first axis. */
export type Cut = 'groups' | 'halves'

/** Sides, and who has a place on one. */
export interface Sides {
  /** How they were found; `crowd`: no conversation is named that could give any, so there is one. */
  cut: Cut | 'crowd'
  conversation: Pick<Conversation, 'id' | 'title'> | null
  /** The number of each side, in their order. */
  ids: readonly number[]
  /** The sides as whatever stands at an index of the log is judged by them. */
  at(index: number): PlacedSides
}

/** People of each side, raters or not, and the position in `ids` of somebody's side; null: no place. */
export interface PlacedSides {
  people: readonly number[]
  of(person: Address): number | null
}

/**
 * The sides of the conversation that the operator's latest record names. Where none is named, or its totals may not be
 * shown yet, all are one crowd. How many people are in a conversation plays no part.
 */
export const sides = derived({
  name: 'sides',
  from: { ledger, persons, peopleRecords, conversations, maps },
  compute: ({ ledger, persons, peopleRecords, conversations, maps }): Sides => {
    const named = activeRecords(peopleRecords, 'sides').at(-1)
    return sidesBy(named && conversations.all.get(named.fields.conversation), { ledger, persons, maps })
  },
})

/** The sides of a conversation's map; all are one crowd where there is none, or its totals may not be shown yet. */
export function sidesBy(
  conversation: Conversation | undefined,
  { ledger, persons, maps }: { ledger: Readonly<Ledger>; persons: PersonOf; maps: (id: RecordId) => RobustMap },
): Sides {
  if (!conversation || totalsHidden(ledger, conversation)) return crowd(ledger, persons)
  const { id, title } = conversation
  return { conversation: { id, title }, ...sidesOf(maps(id), persons) }
}

/** Who has which place on a map. Only accounts can rate, so imported voices belong to no side; a person has one place. */
export function sidesOf(map: Placed, persons: PersonOf): Omit<Sides, 'conversation'> {
  const { cut, ids, placeOf } = cutOf(map)
  const place = new Map<Address, number>()
  const people = ids.map(() => 0)
  for (const each of map.participants) {
    const at = placeOf(each)
    if (at === null || each.key.startsWith('import:')) continue
    // Whoever is not imported is on a map by their address; to check it again costs more than the map.
    const person = persons(each.key as Address)
    if (place.has(person)) continue
    place.set(person, at)
    people[at] = (people[at] ?? 0) + 1
  }
  const placed = { people, of: (person: Address) => place.get(person) ?? null }
  return { cut, ids, at: () => placed }
}

/** What of a map sides follow from. */
export type Placed = {
  groups: readonly Pick<RobustMap['groups'][number], 'id'>[]
  participants: readonly Pick<RobustMap['participants'][number], 'key' | 'group' | 'half'>[]
}

/** The one place that says what the sides of a map are, and on which of them somebody stands. */
export function cutOf({ groups, participants }: Placed): {
  cut: Cut
  ids: number[]
  placeOf(person: Placed['participants'][number]): number | null
} {
  const ids = groups.map(({ id }) => id).sort((a, b) => a - b)
  if (ids.length > 1)
    return { cut: 'groups', ids, placeOf: ({ group }) => (group === null ? null : ids.indexOf(group)) }
  const halves = participants.length === 0 ? [] : [0, 1]
  return { cut: 'halves', ids: halves, placeOf: ({ half }) => half }
}

/**
 * Everybody but guests who was in the log before something was said, as one side. All accounts are gone through when it is
 * first asked.
 */
function crowd({ accounts, guests }: Pick<Ledger, 'accounts' | 'guests'>, persons: PersonOf): Sides {
  const arrivals = remembered(1, (_: 'all') => {
    const first = new Map<Address, number>()
    for (const { address, first: index } of accounts.values()) {
      if (guests.has(address)) continue
      const person = persons(address)
      first.set(person, Math.min(index, first.get(person) ?? index))
    }
    return { first, rising: Float64Array.from(first.values()).sort() }
  })
  const at = (index: number): PlacedSides => {
    const { first, rising } = arrivals('all')
    return { people: [countBelow(rising, index)], of: (person) => ((first.get(person) ?? index) < index ? 0 : null) }
  }
  return { cut: 'crowd', conversation: null, ids: [0], at }
}

/** How many of rising numbers are less than a bound. */
function countBelow(rising: Float64Array, bound: number): number {
  let [low, high] = [0, rising.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((rising[middle] ?? bound) < bound) low = middle + 1
    else high = middle
  }
  return low
}
