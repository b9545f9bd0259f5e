import { type PersonOf, persons } from '../../../folds/chain/names.ts'
import { derived } from '../../../folds/derived.ts'
import type { ActiveRecord } from '../../../folds/fold.ts'
import { activeRecords, peopleRecords } from '../../../folds/people/records.ts'
import type { Address } from '../../../log/ss58.ts'
import { readSubject } from '../../../records/opinion-subject.ts'

/** What one person thinks of one subject: the opinions before, oldest first, and the one that counts. */
export interface HeldOpinion {
  person: Address
  earlier: ActiveRecord<'opinion'>[]
  last: ActiveRecord<'opinion'>
}

/** Opinions by their subject, then by person, in the order of the log. */
export type HeldOpinions = ReadonlyMap<string, ReadonlyMap<Address, HeldOpinion>>

/** One opinion of each person on each subject: the latest. */
export const heldOpinions = derived({
  name: 'held opinions',
  from: { peopleRecords, persons },
  compute: ({ peopleRecords: said, persons }): HeldOpinions => {
    const held = new Map<string, Map<Address, HeldOpinion>>()
    for (const last of activeRecords(said, 'opinion')) {
      const key = subjectKey(persons, last.fields.subject)
      const people = held.get(key) ?? new Map<Address, HeldOpinion>()
      held.set(key, people)
      const person = persons(last.account)
      const before = people.get(person)
      if (before === undefined) people.set(person, { person, earlier: [], last })
      else {
        before.earlier.push(before.last)
        before.last = last
      }
    }
    return held
  },
})

/** Accounts of one person are one subject. */
export function subjectKey(persons: PersonOf, text: string): string {
  const subject = readSubject(text)
  return subject?.what === 'account' ? persons(subject.account) : text
}
