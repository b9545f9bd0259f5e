import { judge, type Ledger } from '../folds/register.ts'
import { unhex, utf8 } from '../log/bytes.ts'
import type { SignatureCheck } from '../log/suites.ts'
import { parseRecord, remarkOf, type SignedRecord, signatureCheckOf } from '../records/record.ts'
import { isRefusal, Refusal } from '../records/refusals.ts'

const longestNote = 24 * 1024
const oldest = 24 * 3_600_000
/** Several people may have to approve a remark. */
const oldestRemarked = 30 * oldest
const ahead = 5 * 60_000

/** A record that may enter the log, if its signature holds. */
export interface Admitted {
  record: SignedRecord
  /** Length of the note in bytes. */
  bytes: number
  /** The check of its signature; null when a remark on the chain stands for it. */
  job: SignatureCheck | null
}

/** Reads a note: its length is checked before anything else. */
export function readNote(note: string): { record: SignedRecord; bytes: number } | Refusal {
  const bytes = note.length > longestNote ? note.length : utf8(note).length
  if (bytes > longestNote) return new Refusal('too-large', { reason: 'note', bytes, most: longestNote })
  const record = parseRecord(note)
  return isRefusal(record) ? record : { record, bytes }
}

/**
 * Whether a record may be the next entry at `now` (Unix milliseconds), by everything but its signature and the limits.
 * Already checked: it can be read, and the log does not have it.
 */
export function admit(register: Ledger, record: SignedRecord, bytes: number, now: number): Admitted | Refusal {
  const refusal = judge(register, record, now) ?? badTime(record, now)
  if (refusal) return refusal
  const session = record.session === undefined ? undefined : register.sessions.get(record.session)
  // The judge has found the remark.
  if (remarkOf(record)) return { record, bytes, job: null }
  const bound = signatureCheckOf(record, session && unhex(session.key))
  return isRefusal(bound) ? bound : { record, bytes, job: bound.job }
}

function badTime(record: SignedRecord, now: number): Refusal | null {
  const { time } = record
  const remarked = remarkOf(record) !== null
  if (time < now - (remarked ? oldestRemarked : oldest))
    return new Refusal('too-old', { reason: remarked ? 'month' : 'day' })
  if (time > now + ahead) return new Refusal('in-the-future', { reason: 'clock' })
  return null
}
