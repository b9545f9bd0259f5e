/**
 * Reading SCALE by hand, strictly: bytes that end too early and lengths that no value can have are errors, never short
 * or huge values. Source: the SCALE specification (docs.polkadot.com, "SCALE codec").
 */

/** A place in bytes. */
export interface Cursor {
  readonly bytes: Uint8Array
  readonly view: DataView
  at: number
}

/** A cursor at the first byte. */
export function cursor(bytes: Uint8Array): Cursor {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0 }
}

/** Steps over `size` bytes and gives where they begin; throws when there are fewer. */
export function step(from: Cursor, size: number, what: string): number {
  const at = from.at
  const left = from.bytes.length - at
  if (size > left) throw new Error(`${what} needs ${size} bytes at ${at}, ${left} are left`)
  from.at = at + size
  return at
}

/** A copy of the next `size` bytes. */
export function take(from: Cursor, size: number, what: string): Uint8Array {
  const at = step(from, size, what)
  return from.bytes.slice(at, at + size)
}

/** The next byte; throws where there is none, naming what was read. */
export const byte = (from: Cursor, what: string): number => from.bytes[step(from, 1, what)]!

/** An unsigned little-endian integer of any number of bytes. */
export function unsigned(from: Cursor, size: number, what: string): bigint {
  const at = step(from, size, what)
  if (size === 8) return from.view.getBigUint64(at, true)
  if (size === 16) return (from.view.getBigUint64(at + 8, true) << 64n) | from.view.getBigUint64(at, true)
  let value = 0n
  for (let i = size - 1; i >= 0; i--) value = (value << 8n) | BigInt(from.bytes[at + i]!)
  return value
}

/** An unsigned little-endian integer of at most 4 bytes. */
export function small(from: Cursor, size: number, what: string): number {
  const at = step(from, size, what)
  if (size === 1) return from.bytes[at]!
  return size === 2 ? from.view.getUint16(at, true) : from.view.getUint32(at, true)
}

/** A compact integer: 6, 14 or 30 bits, or 4 to 67 bytes. */
export function compact(from: Cursor): bigint {
  const first = byte(from, 'a compact integer')
  const mode = first & 3
  if (mode === 3) return unsigned(from, (first >> 2) + 4, 'a compact integer')
  from.at--
  return BigInt(small(from, 1 << mode, 'a compact integer') >>> 2)
}

/**
 * How many items follow. Every item takes at least a byte, so a claim beyond the bytes that are left is refused before
 * anything is allocated.
 */
export function count(from: Cursor, what: string): number {
  const claimed = compact(from)
  const left = from.bytes.length - from.at
  if (claimed > BigInt(left)) throw new Error(`${what} claims ${claimed} items at ${from.at}, ${left} bytes are left`)
  return Number(claimed)
}

/** Throws when bytes are left over. */
export function atEnd(from: Cursor, what: string): void {
  const left = from.bytes.length - from.at
  if (left > 0) throw new Error(`${what} ends at byte ${from.at}, but ${left} more follow`)
}
