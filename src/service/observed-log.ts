import type { Refusal } from '../records/refusals.ts'
import type { FieldsOf, KindName } from '../records/registry.ts'

/** What the observer needs of the log that it writes to. */
export interface ObservedLog {
  view(name: string, params: Record<string, string>): Promise<string | Refusal>
  /** Bytes below the log's prefix, or null. */
  blob(path: string): Promise<Uint8Array | null>
  /** Stores evidence and gives its SHA-256 in hex. */
  addEvidence(bytes: Uint8Array): Promise<string>
  /** Signs a record of the operator and submits it. */
  submit<K extends KindName>(kind: K, fields: FieldsOf<K>): Promise<{ index: number } | Refusal>
}
