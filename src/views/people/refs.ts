import { type Naming, named, naming, type PersonOf, persons } from '../../folds/chain/names.ts'
import { ledger } from '../../folds/derived.ts'
import type { ActiveRecord } from '../../folds/fold.ts'
import type { Ledger } from '../../folds/ledger/state.ts'
import { activeRecords, type PeopleKind, type PeopleRecords, peopleRecords } from '../../folds/people/records.ts'
import type { Answered, SaidRef } from './values.ts'

/** What the views about people ask for again and again. */
export const speaking = { ledger, naming, persons, peopleRecords } as const

/** Who speaks, under which name, and what was said. */
export interface Speaking {
  readonly ledger: Readonly<Ledger>
  readonly naming: Naming
  readonly persons: PersonOf
  readonly peopleRecords: Readonly<PeopleRecords>
}

/** Where a record stands and who said it. */
export function refOf(
  { naming, persons }: Pick<Speaking, 'naming' | 'persons'>,
  { id, index, ms, account, byRemark }: Omit<ActiveRecord, 'fields' | 'kind'>,
): SaidRef {
  return { id, index, ms, account, by: named(naming, persons(account)), how: byRemark ? 'by-remark' : 'signed' }
}

/** Records by the person who signed them, in the order of the log. */
export function byPerson<K extends PeopleKind>(
  { peopleRecords, persons }: Pick<Speaking, 'peopleRecords' | 'persons'>,
  kind: K,
): Map<string, ActiveRecord<K>[]> {
  return grouped(activeRecords(peopleRecords, kind), ({ account }) => persons(account))
}

/** Values by a key, in their order. */
export function grouped<T, K>(all: readonly T[], keyOf: (each: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const each of all) {
    const key = keyOf(each)
    const group = groups.get(key)
    if (group) group.push(each)
    else groups.set(key, [each])
  }
  return groups
}

/** The latest record of each account for each key, in the order of the log. */
export function latestOfEach<R extends Pick<ActiveRecord, 'account' | 'index'>>(
  all: readonly R[],
  keyOf: (each: R) => string,
): R[] {
  const latest = new Map(all.map((each) => [`${each.account} ${keyOf(each)}`, each]))
  return [...latest.values()].sort((a, b) => a.index - b.index)
}

/** The latest answer of a person to each record, by its id. Answers of others count for nothing. */
export function answersTo(context: Speaking, whose: (id: string) => string | null): Map<string, Answered> {
  const found = new Map<string, Answered>()
  for (const each of activeRecords(context.peopleRecords, 'answer')) {
    const { about, disputes, body } = each.fields
    const due = whose(about)
    if (due === null || context.persons(each.account) !== due) continue
    found.set(about, { ...refOf(context, each), text: body, disputes: disputes === 'yes' })
  }
  return found
}
