import type { Address } from '../../log/ss58.ts'
import type { Sides } from './sides.ts'

/** Opinion groups: who is in which, and the conversation that they are of. */
export interface SideGroups {
  of(person: Address): number | null
  ids: readonly number[]
  from: { conversation: NonNullable<Sides['conversation']>['id']; title: string } | null
}

/** Opinion groups of the conversation that is named for the sides, by person. A crowd, or the halves of an axis, are none. */
export function groupsOfSides({ cut, conversation, ids, at }: Sides, size: number): SideGroups {
  if (cut !== 'groups' || conversation === null) return { of: () => null, ids: [], from: null }
  const { of } = at(size)
  const from = { conversation: conversation.id, title: conversation.title }
  const numberOf = (place: number | null): number | null => (place === null ? null : (ids[place] ?? null))
  return { of: (person) => numberOf(of(person)), ids, from }
}
