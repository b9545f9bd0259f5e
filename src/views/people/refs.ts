import { named } from '../../folds/chain/names.ts'
import type { ChainBase } from '../../folds/chain.ts'
import { type PersonOf, personsOf } from '../../folds/people/persons.ts'
import type { ActiveRecord, SaidKind } from '../../folds/people/state.ts'
import { activeRecords } from '../../folds/people/state.ts'
import type { Base } from '../view.ts'
import type { Answered, SaidRef } from './values.ts'

/** What the views about people ask for again and again. */
export interface Desk extends Base {
  personOf: PersonOf
}

export function deskOf(base: Base): Desk {
  return { ...base, personOf: personsOf(base.chain) }
}

/** Where a record stands and who said it. */
export function refOf(
  { chain, personOf }: { chain: ChainBase; personOf: PersonOf },
  { id, index, ms, account, byRemark }: ActiveRecord,
): SaidRef {
  return { id, index, ms, account, by: named(chain, personOf(account)), how: byRemark ? 'by-remark' : 'signed' }
}

/** Records by the person who signed them, in the order of the log. */
export function byPerson<K extends SaidKind>(desk: Desk, kind: K): Map<string, ActiveRecord<K>[]> {
  const found = new Map<string, ActiveRecord<K>[]>()
  for (const each of activeRecords(desk, kind)) {
    const person = desk.personOf(each.account)
    const list = found.get(person)
    if (list) list.push(each)
    else found.set(person, [each])
  }
  return found
}

/** The latest answer of a person to each record, by its id. Answers of others count for nothing. */
export function answersTo(desk: Desk, whose: (id: string) => string | null): Map<string, Answered> {
  const found = new Map<string, Answered>()
  for (const each of activeRecords(desk, 'answer')) {
    const { about, disputes, body } = each.fields
    const due = whose(about)
    if (due === null || desk.personOf(each.account) !== due) continue
    found.set(about, { ...refOf(desk, each), text: body, disputes: disputes === 'yes' })
  }
  return found
}
