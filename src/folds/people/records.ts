import type { RecordId } from '../../records/ids.ts'
import { type ActiveRecord, defineFold } from '../fold.ts'

/** Kinds by which people say something of themselves or of one another, and the operator what it expects and found. */
export const peopleKinds = [
  'introduction',
  'inquiry',
  'answer',
  'web-proof',
  'web-check',
  'attribution',
  'ladder',
  'interests',
  'use-of-influence',
  'decline',
  'announcement',
  'explanation',
  'rating',
  'question',
  'position',
  'promise',
  'removal',
] as const

export type PeopleKind = (typeof peopleKinds)[number]

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
