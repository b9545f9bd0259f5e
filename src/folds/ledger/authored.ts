import type { Address } from '../../log/ss58.ts'
import { lineOfRecord } from '../../records/about-record.ts'
import type { RecordId } from '../../records/ids.ts'
import type { Line } from '../../records/line.ts'
import type { FoldRecord } from '../../records/record.ts'
import type { Refusal, RefusalCode } from '../../records/refusals.ts'
import { kindOf } from '../../records/registry.ts'
import { defineFold } from '../fold.ts'

/** What each account signed, in the order of the log, whether it counted when it came in or not. */
export type Authored = Map<Address, AuthoredRecord[]>

export interface AuthoredRecord {
  index: number
  id: RecordId
  /** Admission time, Unix milliseconds. */
  ms: number
  /** The word after `action:`. */
  action: string
  /** In one line; null for a kind from the future. */
  line: Line | null
  /** The conversation that it begins or adds to, as its own fields say. */
  conversation: RecordId | null
  /** Why it did not count when it came in; null: it did. */
  refused: RefusalCode | null
  /** Signed by a session key? */
  session: boolean
}

/** Told of every record: whoever signed something sees that it did not count, and why. */
export const authored = defineFold({
  name: 'authored',
  needs: {},
  kinds: [],
  start: (): Authored => new Map(),
  hear(state, record, { index, ms }, refusal) {
    const records = state.get(record.account) ?? []
    if (records.length === 0) state.set(record.account, records)
    records.push(describe(record, index, ms, refusal))
  },
  take: () => undefined,
  // Whoever takes a record back does not unsay that it once counted; that it no longer does the ledger knows.
  takeBack: () => undefined,
})

function describe(record: FoldRecord, index: number, ms: number, refusal: Refusal | null): AuthoredRecord {
  return {
    index,
    id: record.id,
    ms,
    action: record.action,
    line: record.known ? lineOfRecord(record) : null,
    conversation: conversationOf(record),
    refused: refusal?.code ?? null,
    session: record.session !== undefined,
  }
}

function conversationOf({ id, kind, known, fields }: FoldRecord): RecordId | null {
  if (!known) return null
  if ('conversation' in fields) return fields.conversation
  const { shownAt } = kindOf(kind)
  return shownAt.page === 'conversation' && shownAt.of === 'id' ? id : null
}
