import { judgeAtDoor } from '../folds/ledger.ts'
import { doorFolds } from '../folds/table.ts'
import type { SignedRecord } from '../records/record.ts'
import type { Refusal } from '../records/refusals.ts'
import { refusedAgain } from './removed.ts'
import type { Replica } from './replica.ts'

/** What the log so far says against a record that would be admitted at `ms` (Unix milliseconds). */
export function refusedAtDoor(
  { removed, folds }: Pick<Replica, 'removed' | 'folds'>,
  record: SignedRecord,
  ms: number,
): Refusal | null {
  return refusedAgain(removed, record) ?? judgeAtDoor(doorFolds, folds, record, ms)
}
