import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'
import { base64 as base64Coder, hex as hexCoder } from '@scure/base'
import { Malformed } from './errors.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** UTF-8 bytes of a string. */
export const utf8 = (s: string): Uint8Array => encoder.encode(s)

/** The string of UTF-8 bytes; throws Malformed on any byte sequence that is not UTF-8. */
export function text(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new Malformed('text is not valid UTF-8')
  }
}

/** Lower-case hexadecimal. */
export const hex = (bytes: Uint8Array): string => hexCoder.encode(bytes)

/** Bytes of lower- or upper-case hexadecimal; throws Malformed. */
export function unhex(s: string): Uint8Array {
  if (!/^(?:[0-9a-fA-F]{2})*$/.test(s))
    throw new Malformed('not hexadecimal: an even number of digits 0-9 a-f expected')
  return hexCoder.decode(s.toLowerCase())
}

/** Base64 with padding (RFC 4648 section 4). */
export const base64 = (bytes: Uint8Array): string => base64Coder.encode(bytes)

/** Strict base64: padding required, no white space, no stray bits; throws Malformed. */
export function unbase64(s: string): Uint8Array {
  try {
    return base64Coder.decode(s)
  } catch {
    throw new Malformed('not base64: the standard alphabet with padding expected')
  }
}

/** The arguments one after another. */
export function concat(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Whether two byte strings are equal (not constant time: nothing compared here is secret). */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** SHA-256 (FIPS 180-4): 32 bytes. */
export const sha256 = (bytes: Uint8Array): Uint8Array => nobleSha256(bytes)

/** Unsigned 64-bit big-endian of a safe integer. */
export function uint64(value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value))
  return bytes
}

/** Reads an unsigned 64-bit big-endian number; throws Malformed beyond 2^53 - 1. */
export function readUint64(bytes: Uint8Array, at = 0): number {
  const value = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(at)
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Malformed(`number ${value} is larger than 2^53 - 1`)
  return Number(value)
}
