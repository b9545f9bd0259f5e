import type { FoldRecord } from '../records/record.ts'

/** One place of the log as a fold sees it. The signature of the record is already checked. */
export interface Entry {
  index: number
  /** Admission time, Unix milliseconds; never falls from one entry to the next. */
  ms: number
  /** null: the record was removed. A removed entry is absent at every size, not only after its removal. */
  record: FoldRecord | null
  /** Index of the removal record, when the record was removed. */
  removedBy?: number
}

/** Bytes by their SHA-256 in hex; undefined when they are not at hand, as after the removal of an import. */
export type Evidence = (sha256: string) => Uint8Array | undefined
