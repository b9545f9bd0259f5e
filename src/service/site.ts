import type { Refusal } from '../records/refusals.ts'

/** An admitted record with its proof. */
export interface Submitted {
  index: number
  id: string
  /** Admission time, Unix milliseconds. */
  ms: number
  /** `c2sp.org/tlog-proof@v1` text that proves the record in a signed checkpoint. */
  receipt: string
}

/** A file that a record names: in which field, and its SHA-256 in hex. */
export interface NamedFile {
  field: string
  hash: string
}

/** A record as the log keeps it; after a removal only its place is left. */
export interface StoredRecord {
  index: number
  id: string | null
  ms: number
  note: string | null
  /** Index of the removal record, or null. */
  removed: number | null
}

/** What a site says of itself. */
export interface About {
  origin: string
  vkey: string
  /** Address of the account that signed entry 0. */
  operator: string
  /** Id of the policy record in force. */
  policy: string
  /** Leading zero bits of work asked of accounts that the log does not know. */
  workBits: number
  version: string
}

/** Who sent a record, as far as admission needs to know; kept in memory only. */
export interface Sender {
  address?: string
  /** Nonce of the proof of work (records/work.ts). */
  work?: string
}

/** Who asks a question, as far as it decides how much is done for it; kept in memory only. */
export interface Asker {
  address?: string | undefined
  /** Says that nobody waits for the answer any more. */
  signal?: AbortSignal | undefined
}

/** Everything that the API and the command line may ask of a running log. */
export interface Site {
  readonly origin: string
  readonly vkey: string
  /** Resolves once the record is durable and in a published checkpoint. */
  submit(note: string, from: Sender): Promise<Submitted | Refusal>
  /**
   * Judges a record that comes with its files before these are read: everything but them. The files that it names, in the
   * order of its fields; the record with its proof where the log has it already. Imports alone come so.
   */
  filesNamed(note: string, from: Sender): Promise<NamedFile[] | Submitted | Refusal>
  record(ref: { index: number } | { id: string }): Promise<StoredRecord | null>
  /** Newest first: up to `limit` records with an index below `before`. */
  records(before: number, limit: number): Promise<StoredRecord[]>
  receipt(index: number): Promise<string | null>
  /** The JSON text of the result at the present size, or at an earlier one, for which whoever asks has a budget. */
  view(name: string, params: Record<string, string>, at?: number, asker?: Asker): Promise<string | Refusal>
  /** The latest published checkpoint note. */
  checkpoint(): string
  /** A public blob: checkpoint, tile/, records/, facts/, views/. Any other path gives null. */
  blob(path: string): Promise<Uint8Array | null>
  /** Paths of the stored results under views/. */
  published(): Promise<string[]>
  /** Stores evidence under facts/ and returns its SHA-256 in hex. */
  addEvidence(bytes: Uint8Array): Promise<string>
  /** Calls back with each newly published checkpoint note; returns the way to stop. */
  subscribe(listener: (checkpoint: string) => void): () => void
  about(): About
  close(): Promise<void>
}
