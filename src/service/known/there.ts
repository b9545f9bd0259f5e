import type { RecordId } from '../../records/ids.ts'
import { isOfKind, parseRecord, type SignedRecord } from '../../records/record.ts'
import { isRefusal } from '../../records/refusals.ts'

type KnownRecord = Extract<SignedRecord, { known: true }>

/** What the log has of what `begin` may bring, oldest first. */
export interface InLog {
  records: readonly (KnownRecord & { index: number })[]
  /** Ids of records that were taken back. */
  revoked: ReadonlySet<string>
  /** Standing questions by their words: the first that asks so. */
  questions: ReadonlyMap<string, RecordId>
}

/** A log that has nothing yet. */
export const emptyLog: InLog = { records: [], revoked: new Set(), questions: new Map() }

/** What is read of a log: records newest first, up to `limit` of them with an index below `before`. */
export interface Readable {
  /** Entries that there are. */
  size: number
  records(before: number, limit: number): Promise<{ index: number; note: string | null }[]>
}

const kinds = ['profiles', 'genesis', 'known-accounts', 'event']

/** Reads the whole log, page by page, and keeps the few records that matter here. */
export async function readLog(place: Readable, step: (done: number, total: number) => void): Promise<InLog> {
  const records: (KnownRecord & { index: number })[] = []
  const revoked = new Set<string>()
  const questions = new Map<string, RecordId>()
  const page = 256
  for (let from = 0; from < place.size; from += page) {
    const to = Math.min(from + page, place.size)
    for (const { note, index } of (await place.records(to, to - from)).toReversed()) {
      const record = note === null ? null : parseRecord(note)
      if (record === null || isRefusal(record)) continue
      if (isOfKind(record, 'revoke')) revoked.add(record.fields.record)
      if (isOfKind(record, 'question') && !questions.has(record.fields.title))
        questions.set(record.fields.title, record.id)
      if (record.known && kinds.includes(record.kind)) records.push({ ...record, index })
    }
    step(to, place.size)
  }
  return { records, revoked, questions }
}
