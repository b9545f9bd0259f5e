import type { RecordId } from '../records/ids.ts'
import { isRefusal, type Refusal } from '../records/refusals.ts'
import type { Admission, ReadNote } from './admission.ts'
import type { Pool } from './pool.ts'
import type { Receipts } from './receipts.ts'
import type { Site, Submitted } from './site.ts'

/**
 * Submitting, from a note to its receipt. The same record twice, while it is checked or waits, is one submission.
 * `clockRefusal` says whether anything can be judged by the clock at all.
 */
export function submitVerb(
  admission: Admission,
  pool: Pool,
  receipts: Receipts,
  clockRefusal: () => Refusal | null,
): Site['submit'] {
  const running = new Map<RecordId, Promise<Submitted | Refusal>>()

  /** Signing the same text again gives another note; the one in the log is the record. */
  async function present(id: RecordId): Promise<Submitted | null> {
    const [submitted] = await receipts.of([id])
    return submitted ?? null
  }

  async function enter(read: ReadNote, from: Parameters<Site['submit']>[1]): Promise<Submitted | Refusal> {
    return clockRefusal() ?? (await admission.refusalOf(read, from)) ?? pool.add(read.record)
  }

  return async (note, from) => {
    const read = admission.read(note)
    if (isRefusal(read)) return read
    const { id } = read.record
    const known = (await present(id)) ?? running.get(id)
    if (known) return known
    const outcome = enter(read, from)
    running.set(id, outcome)
    return outcome.finally(() => running.delete(id))
  }
}
