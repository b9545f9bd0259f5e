import type { Address } from '../../log/ss58.ts'
import type { RecordId } from '../../records/ids.ts'
import type { AnyRecord } from '../../records/record.ts'
import { remarkOf } from '../../records/record.ts'
import type { FieldsOf } from '../../records/registry.ts'
import type { Entry } from '../../views/view.ts'
import type { ChainBase } from '../chain.ts'
import type { Ledger } from '../register.ts'
import { checkStake, type StakeCheck } from './stake.ts'

/** Kinds by which people say something of themselves or of one another, and the operator what it expects and found. */
export const saidKinds = [
  'introduction',
  'inquiry',
  'answer',
  'web-proof',
  'web-check',
  'attribution',
  'profiles',
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

export type SaidKind = (typeof saidKinds)[number]

/** A record that counts, with its place. */
export interface ActiveRecord<K extends SaidKind = SaidKind> {
  id: RecordId
  index: number
  /** Admission time, Unix milliseconds. */
  ms: number
  account: Address
  fields: FieldsOf<K>
  /** Does a remark on the chain stand for its signature? */
  byRemark: boolean
}

/** What people said: the fourth base fold. */
export interface PeopleBase {
  said: { [K in SaidKind]: ActiveRecord<K>[] }
  /** What the stake that an introduction gives is found to be, by the introduction. */
  stakes: Map<RecordId, StakeCheck>
}

export function startPeople(): PeopleBase {
  // Every kind of the list has its own empty list.
  const said = Object.fromEntries(saidKinds.map((kind) => [kind, []])) as unknown as PeopleBase['said']
  return { said, stakes: new Map() }
}

/** Takes in a record that counts; anything else changes nothing. A stake is checked once, by the first snapshot there is. */
export function stepPeople(people: PeopleBase, { index, ms, record }: Entry, chain: ChainBase): void {
  if (record?.kind === 'snapshot') checkStakes(people, chain)
  if (!record?.known || !isSaid(record)) return
  const { id, account, fields } = record
  // The list of a kind holds records of that kind.
  const list = people.said[record.kind] as ActiveRecord[]
  list.push({ id, index, ms, account, fields, byRemark: remarkOf(record) !== null })
  if (record.kind === 'introduction') checkStakes(people, chain)
}

function checkStakes({ said, stakes }: PeopleBase, chain: ChainBase): void {
  for (const { id, account, fields } of said.introduction) {
    const check = stakes.has(id) ? null : checkStake(chain, account, fields)
    if (check) stakes.set(id, check)
  }
}

type SaidRecord = Extract<AnyRecord, { kind: SaidKind }>

const isSaid = (record: AnyRecord): record is SaidRecord => saidKinds.some((kind) => kind === record.kind)

/** Those that were not taken back, in the order of the log. */
export function activeRecords<K extends SaidKind>(
  { people, register }: { people: PeopleBase; register: Ledger },
  kind: K,
): ActiveRecord<K>[] {
  // The list of a kind holds records of that kind.
  return (people.said[kind] as ActiveRecord<K>[]).filter(({ id }) => !register.revoked.has(id))
}
