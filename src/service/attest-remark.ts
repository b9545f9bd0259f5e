import type { RemarkPlace } from '../log/remark.ts'
import type { SignedRecord } from '../records/record.ts'
import { isRefusal, type Refusal } from '../records/refusals.ts'
import type { FieldsOf } from '../records/registry.ts'
import type { FindRemark } from './remarks.ts'
import type { Site } from './site.ts'

/** Sees to it that the log tells of the remark that stands for the signature of a record; null: it does. */
export type AttestRemark = (record: SignedRecord, place: RemarkPlace) => Promise<Refusal | null>

/** What the observer finds is a record of its own, in the log before the one that rests on it. `write` signs its note. */
export function remarkAttester(
  find: FindRemark,
  write: (found: FieldsOf<'remark'>) => string,
  submit: Site['submit'],
): AttestRemark {
  return async (record, place) => {
    const found = await find(record, place)
    if (isRefusal(found)) return found
    const answer = await submit(write(found), {})
    return isRefusal(answer) ? answer : null
  }
}
