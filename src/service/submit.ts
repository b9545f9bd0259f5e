import type { RecordId } from '../records/ids.ts'
import { isRefusal, type Refusal } from '../records/refusals.ts'
import type { Admission, ReadNote } from './admission.ts'
import { type CatchUp, mayBeLate } from './catch-up.ts'
import type { Pool } from './pool.ts'
import type { Receipts } from './receipts.ts'
import type { Site, Submitted } from './site.ts'

/** What submitting stands on. */
export interface Dependencies {
  admission: Admission
  pool: Pool
  receipts: Receipts
  catchUp: CatchUp
  /** The checkpoint that the log of this process stands at. */
  present(): string | null
  /** Whether anything can be judged by the clock at all. */
  clockRefusal(): Refusal | null
}

/** Submitting, from a note to its receipt. The same record twice, while it is checked or waits, is one submission. */
export function submitVerb(dependencies: Dependencies): Site['submit'] {
  const { admission, pool, receipts, catchUp, present, clockRefusal } = dependencies
  const running = new Map<RecordId, Promise<Submitted | Refusal>>()

  async function enter(read: ReadNote, from: Parameters<Site['submit']>[1]): Promise<Submitted | Refusal> {
    const since = present()
    const refusal = clockRefusal() ?? (await admission.refusalOf(read, from))
    if (refusal === null) return pool.add(read.record)
    // An append whose outcome was unknown may have been found in the log while this one was judged.
    if (refusal.code === 'duplicate') return (await receipts.ofOne(read.record.id)) ?? refusal
    // What is unknown here another process may have taken a moment ago, this very record as well.
    if (!mayBeLate(refusal) || !(await catchUp(since))) return refusal
    return (await receipts.ofOne(read.record.id)) ?? (await admission.refusalOf(read, from)) ?? pool.add(read.record)
  }

  return async (note, from) => {
    const read = admission.read(note)
    if (isRefusal(read)) return read
    const { id } = read.record
    // Signing the same text again gives another note; the one in the log is the record.
    const known = (await receipts.ofOne(id)) ?? running.get(id)
    if (known) return known
    const outcome = enter(read, from)
    running.set(id, outcome)
    return outcome.finally(() => running.delete(id))
  }
}
