import { sha256, utf8 } from '../log/bytes.ts'
import type { RecordId } from './ids.ts'

/**
 * Proof of work for accounts that the log does not know: a nonce such that SHA-256 of `<text id>:<nonce>` begins with
 * enough zero bits. It is bound to one record, so it cannot be made ahead or used twice.
 */
const digest = (id: string, nonce: string): Uint8Array => sha256(utf8(`${id}:${nonce}`))

/** Leading zero bits that a nonce achieves for a record, 0 to 256. */
export function workBits(id: RecordId | string, nonce: string): number {
  for (const [i, byte] of digest(id, nonce).entries()) if (byte !== 0) return i * 8 + Math.clz32(byte) - 24
  return 256
}

/** A nonce worth at least `bits`, or null when none of the `tries` numbers from `from` on is one. Call it in slices. */
export function findWork(id: RecordId | string, bits: number, from: number, tries: number): string | null {
  for (let i = from; i < from + tries; i++) {
    const nonce = i.toString(36)
    if (workBits(id, nonce) >= bits) return nonce
  }
  return null
}

/** A nonce worth at least `bits`; takes about 2^bits hashes, so beyond 16 bits call `findWork` in slices or a worker. */
export function solveWork(id: RecordId | string, bits: number): string {
  return findWork(id, bits, 0, Number.POSITIVE_INFINITY)!
}
