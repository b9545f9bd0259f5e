import type { RecordId } from '../records/ids.ts'
import type { SignedRecord } from '../records/record.ts'
import type { Engine } from './engine.ts'
import type { Blobs } from './ports.ts'
import { receiptOf } from './read.ts'
import { placesIn } from './reader.ts'
import { noteOf } from './replica.ts'
import type { Submitted } from './site.ts'
import { ReceiptMissing } from './store-errors.ts'

/** A record in the log with its receipt. */
export type Proven = Submitted & { id: RecordId }

/** Proves, under the present checkpoint, that records are in the log. */
export interface Receipts {
  /** Of those of these records that the log has; none for what was removed. */
  of(ids: RecordId[]): Promise<Proven[]>
  /** Of one record; null when the log does not have it, or no longer. Throws ReceiptMissing when none can be made. */
  ofOne(id: RecordId): Promise<Proven | null>
  /** Of records that were just appended, all admitted at `ms` (Unix milliseconds). */
  ofBatch(records: SignedRecord[], ms: number): Promise<Proven[]>
}

/** Receipts from the store that the engine keeps. */
export function startReceipts({ replica, whenStill }: Engine, blobs: Blobs): Receipts {
  async function prove({ id, note, ms }: { id: RecordId; note: string; ms: number }): Promise<Proven> {
    const { at, tree, ledger } = replica
    const index = ledger.seen.get(id)
    if (index === undefined) throw new Error(`the log has no record ${id}`)
    const signed = { note: noteOf(replica), size: at.size }
    return { index, id, ms, receipt: await receiptOf(blobs, tree, signed, { index, ms, note }) }
  }

  async function of(ids: RecordId[]): Promise<Proven[]> {
    // A record that is not there yet need not wait until the engine is still.
    if (!ids.some((id) => replica.ledger.seen.has(id))) return []
    return whenStill(async ({ size }) => {
      const { seen } = replica.ledger
      const placeAt = placesIn(blobs, size)
      const proven = ids.map(async (id) => {
        const index = seen.get(id)
        if (index === undefined) return []
        const { line, ms } = await placeAt(index)
        return 'note' in line ? [await prove({ id, note: line.note, ms })] : []
      })
      return (await Promise.all(proven)).flat()
    })
  }

  return {
    of,
    ofOne: async (id) => {
      const [proven] = await of([id]).catch((error: unknown) => {
        const index = replica.ledger.seen.get(id)
        throw index === undefined ? error : new ReceiptMissing(index, error)
      })
      return proven ?? null
    },
    ofBatch: (records, ms) => whenStill(() => Promise.all(records.map(({ id, note }) => prove({ id, note, ms })))),
  }
}
