import { entriesRemovedBy, refusedRemoval } from '../../records/about-record.ts'
import type { AnyRecord } from '../../records/record.ts'
import type { Refusal } from '../../records/refusals.ts'
import type { Ledger } from './state.ts'

/**
 * What the ledger refuses at the door alone, by rules that came later than records which the log has and keeps: a
 * removal of what ends an earlier record, which would begin again.
 */
export function refusedByLedger({ kinds }: Readonly<Ledger>, record: AnyRecord): Refusal | null {
  for (const index of entriesRemovedBy(record)) {
    const kind = kinds[index] ?? null
    const refusal = kind === null ? null : refusedRemoval(kind, index)
    if (refusal) return refusal
  }
  return null
}
