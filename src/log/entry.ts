import { concat, readUint64, sha256, uint64 } from './bytes.ts'
import { Malformed } from './errors.ts'

/** Length of an entry: version, admission time, hash of the note. */
export const entryLength = 41
const version = 1

/** The entry of a note: `0x01 || uint64_be(admission, Unix milliseconds) || SHA-256(note)`. */
export function encodeEntry(ms: number, noteBytes: Uint8Array): Uint8Array {
  return concat(entryHead(ms), sha256(noteBytes))
}

/** The first nine bytes of an entry: version and admission time. */
export const entryHead = (ms: number): Uint8Array => concat(Uint8Array.of(version), uint64(ms))

/** Reads an entry; throws Malformed. */
export function decodeEntry(bytes: Uint8Array): { ms: number; noteHash: Uint8Array } {
  if (bytes.length !== entryLength) throw new Malformed(`entry has ${bytes.length} bytes, ${entryLength} expected`)
  if (bytes[0] !== version) throw new Malformed(`entry has version ${bytes[0]}, ${version} expected`)
  return { ms: readUint64(bytes, 1), noteHash: bytes.slice(9) }
}
