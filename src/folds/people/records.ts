import type { RecordId } from '../../records/ids.ts'
import { type KindAbout, kindsAbout } from '../../records/registry.ts'
import { type ActiveRecord, defineFold } from '../fold.ts'

/** What people say of themselves or of one another, and the operator of what it expects, found and removed. */
export const peopleKinds: readonly PeopleKind[] = [...kindsAbout('people'), 'removal']

export type PeopleKind = KindAbout<'people'> | 'removal'

/** What people said and did not take back, by kind, in the order of the log. */
export type PeopleRecords = { [K in PeopleKind]: Map<RecordId, ActiveRecord<K>> }

export const peopleRecords = defineFold({
  name: 'people-records',
  needs: {},
  kinds: peopleKinds,
  // Every kind of the list has its own empty map.
  start: () => Object.fromEntries(peopleKinds.map((kind) => [kind, new Map()])) as unknown as PeopleRecords,
  take(state, record) {
    recordsOf(state, record.kind).set(record.id, record)
    return undefined
  },
  takeBack(state, { kind, id }) {
    recordsOf(state, kind).delete(id)
  },
})

/** The map of a kind holds records of that kind. */
const recordsOf = (state: PeopleRecords, kind: PeopleKind) => state[kind] as Map<RecordId, ActiveRecord>

/** Records of a kind that stand, in the order of the log. */
export function activeRecords<K extends PeopleKind>(state: Readonly<PeopleRecords>, kind: K): ActiveRecord<K>[] {
  return [...state[kind].values()]
}
