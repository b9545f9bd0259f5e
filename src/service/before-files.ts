import { filesOf } from '../records/about-record.ts'
import { isOfKind } from '../records/record.ts'
import { isRefusal, Refusal } from '../records/refusals.ts'
import type { Admission } from './admission.ts'
import type { Receipts } from './receipts.ts'
import type { Site } from './site.ts'

/** What judging a record before its files stands on. */
export interface Dependencies {
  admission: Admission
  receipts: Receipts
  /** Whether anything can be judged by the clock at all. */
  clockRefusal(): Refusal | null
}

/** Judges an import before anybody reads its files: whoever is not the operator sends none. */
export function filesNamedVerb({ admission, receipts, clockRefusal }: Dependencies): Site['filesNamed'] {
  return async (note, from) => {
    const read = admission.read(note)
    if (isRefusal(read)) return read
    const { record } = read
    if (!isOfKind(record, 'import')) return new Refusal('malformed', { reason: 'no-import', kind: record.action })
    const known = await receipts.ofOne(record.id)
    if (known) return known
    const refusal = clockRefusal() ?? (await admission.refusalBeforeFiles(read, from))
    return refusal ?? filesOf(record).map(({ field, hash }) => ({ field, hash }))
  }
}
