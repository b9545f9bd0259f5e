import { hex, sha256, utf8 } from '../log/bytes.ts'
import type { RecordId } from '../records/ids.ts'
import type { SignedRecord } from '../records/record.ts'
import type { Refusal } from '../records/refusals.ts'
import type { Submitted } from './site.ts'

/** Records that were admitted and wait for their place in the log, by their ids. */
export interface Pool {
  readonly size: number
  has(id: RecordId): boolean
  ids(): RecordId[]
  /** Lets a record wait. Resolves when it is settled; rejects when it is unknown whether the log has it, or has no receipt to give. */
  add(record: SignedRecord): Promise<Submitted | Refusal>
  /** The next records, at most `most`, by the SHA-256 of their notes, so that the log does not tell who came first. */
  next(most: number): SignedRecord[]
  /** Those that do not lie in the intake yet, for whoever sequences. */
  notHandedOver(): SignedRecord[]
  markHandedOver(id: RecordId): void
  /** Answers whoever waits for a record; nothing happens when nobody does. */
  settle(id: RecordId, outcome: Submitted | Refusal): void
  /** Tells whoever waits for a record what broke, and forgets it. */
  fail(id: RecordId, error: unknown): void
  /** Tells everybody who waits what broke, and forgets their records. */
  failAll(error: unknown): void
}

interface Pending {
  record: SignedRecord
  order: string
  handedOver: boolean
  settle(outcome: Submitted | Refusal): void
  fail(error: unknown): void
}

/** `wake` is called when something waits that did not before. */
export function startPool(wake: () => void): Pool {
  const pending = new Map<RecordId, Pending>()
  return {
    get size() {
      return pending.size
    },
    has: (id) => pending.has(id),
    ids: () => [...pending.keys()],
    add: (record) =>
      new Promise((settle, fail) => {
        const order = hex(sha256(utf8(record.note)))
        pending.set(record.id, { record, order, handedOver: false, settle, fail })
        wake()
      }),
    next: (most) => {
      const sorted = [...pending.values()].sort((a, b) => (a.order < b.order ? -1 : 1))
      return sorted.slice(0, most).map(({ record }) => record)
    },
    notHandedOver: () => [...pending.values()].flatMap(({ record, handedOver }) => (handedOver ? [] : [record])),
    markHandedOver: (id) => {
      const waiting = pending.get(id)
      if (waiting) waiting.handedOver = true
    },
    settle: (id, outcome) => {
      pending.get(id)?.settle(outcome)
      pending.delete(id)
    },
    fail: (id, error) => {
      pending.get(id)?.fail(error)
      pending.delete(id)
    },
    failAll: (error) => {
      for (const { fail } of pending.values()) fail(error)
      pending.clear()
    },
  }
}
