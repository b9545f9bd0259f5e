import type { RecordAnswer } from '../../../api/contract.ts'
import { noteTitle } from '../../lib/ledger/record-title.ts'

/** A record in one line of a list. */
export function summaryOf({ index, ms, kind, account, session, note, removed }: RecordAnswer) {
  return {
    index,
    ms,
    kind,
    account,
    session: session !== null,
    removed,
    title: note === null ? '' : noteTitle(note).title,
  }
}
