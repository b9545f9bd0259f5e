/**
 * What Sensus needs from outside, and no more. Every adapter passes the one conformance suite in test/adapters.ts.
 */

/** A store of bytes under slash-separated paths (`tile/0/x001/234`, `facts/<sha256>`). */
export interface Blobs {
  /** The bytes at a path, or null when there are none. Never a part of what was put. */
  get(path: string): Promise<Uint8Array | null>
  /**
   * Stores the bytes. Durable when it resolves: a power cut afterwards cannot lose them. Replaces what was there in
   * one step, so a reader sees the old bytes or the new.
   */
  put(path: string, bytes: Uint8Array): Promise<void>
  /** Every path that begins with the prefix, sorted by code unit. */
  list(prefix: string): Promise<string[]>
  /** Forgets a path; nothing happens when there is none. */
  drop(path: string): Promise<void>
}

/** One register with a linearizable compare-and-swap: the point of no return of a log, or whose turn something is. */
export interface Head {
  /** The present value, or null before the first. */
  read(): Promise<Uint8Array | null>
  /**
   * Sets the value to `next` if it is byte-equal to `old` (null: none yet) and says whether it did. Durable when it
   * resolves to true. A rejected promise means *unknown*: the write may have persisted; read before going on.
   */
  compareAndSwap(old: Uint8Array | null, next: Uint8Array): Promise<boolean>
}

/** The signed head of the log, whose turn it is to sequence, to observe, to look at proofs, to tell webhooks, to bring in lists. */
export type HeadName = 'log' | 'lease' | 'observer' | 'proofs' | 'webhooks' | 'lists'

/** A store as an adapter gives it: blobs and any number of named registers over one medium. */
export interface Store {
  blobs: Blobs
  head(name: HeadName): Head
  close(): Promise<void>
}

/** Unix time in milliseconds. */
export type Clock = () => number

/** Cryptographically random bytes. */
export type Random = (length: number) => Uint8Array
