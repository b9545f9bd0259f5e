/** A stored record as the API tells it: the note, and what can be read off it. */

import { publicKeyOf } from '../log/ss58.ts'
import { suiteFor, walletSuites } from '../log/suites.ts'
import { parseRecord, type SignedRecord } from '../records/record.ts'
import { isRefusal } from '../records/refusals.ts'
import { remarkOf } from '../records/signature-check.ts'
import type { RecordAnswer } from './contract.ts'

/** What the log keeps at one place. */
export interface Stored {
  index: number
  id: string | null
  ms: number
  note: string | null
  removed: number | null
}

/** Adds kind, account, suite and session; all null once the note is removed. */
export function describeRecord({ index, id, ms, note, removed }: Stored): RecordAnswer {
  const parsed = note === null ? null : parseRecord(note)
  const place = { index, id, ms, note, removed }
  if (parsed === null || isRefusal(parsed)) return { ...place, kind: null, account: null, suite: null, session: null }
  const { action, account, session = null } = parsed
  return { ...place, kind: action, account, suite: suiteOf(parsed), session }
}

/** The suite that the key id stands for, or that a remark does; a record with a session is signed by the session's Ed25519 key. */
function suiteOf(record: SignedRecord): string | null {
  const { account, session, signature } = record
  if (session !== undefined) return 'ed25519'
  if (remarkOf(record)) return 'remark'
  return suiteFor(signature.name, signature.keyId, publicKeyOf(account), walletSuites)
}
