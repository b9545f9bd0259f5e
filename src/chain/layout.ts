/**
 * The fast way through the large maps: a snapshot reads 430,000 accounts and 211,000 stakes. Where a number stands is
 * found once, from the types in the metadata; any other layout goes through the full decoder.
 */

import { fixedField, sizeOf } from './sizes.ts'
import type { Storage } from './storage.ts'

/** The 32 bytes of an account in a key, at one of `Storage.offsets`: a view, not a copy. */
export function accountIdAt(key: Uint8Array, offset: number): Uint8Array {
  if (key.length < offset + 32) throw new Error(`a key of ${key.length} bytes has no account at ${offset}`)
  return key.subarray(offset, offset + 32)
}

/** A netuid (u16) in a key, at one of `Storage.offsets`. */
export function netuidAt(key: Uint8Array, offset: number): number {
  if (key.length < offset + 2) throw new Error(`a key of ${key.length} bytes has no netuid at ${offset}`)
  return key[offset]! | (key[offset + 1]! << 8)
}

/** Where the arguments stand in every key of an item. Throws when a hash hides one. */
export function placesOf({ pallet, item, offsets }: Storage): [number, ...number[]] {
  return offsets.map((place) => {
    if (place === null) throw new Error(`the keys of ${pallet}.${item} do not show their arguments`)
    return place
  }) as [number, ...number[]]
}

/**
 * A reader of one unsigned number in an item's values: `integerIn(storage, 'data', 'free')` for System.Account; no path
 * where the value is itself the number. The reader throws for a value that does not read or has no such number.
 */
export function integerIn(storage: Storage, ...path: string[]): (value: Uint8Array) => bigint {
  const place = fixedField(storage.value.type, ...path)
  const length = sizeOf(storage.value.type)
  const decoded = (value: Uint8Array): bigint => numberIn(storage, storage.decode(value), path)
  if (!place || length === null) return decoded
  const { offset, size } = place
  return (value) => {
    if (value.length !== length) return decoded(value)
    const view = new DataView(value.buffer, value.byteOffset, length)
    const low = view.getBigUint64(offset, true)
    const high = size === 16 ? view.getBigUint64(offset + 8, true) : 0n
    return high === 0n ? low : (high << 64n) | low
  }
}

function numberIn({ pallet, item }: Storage, value: unknown, path: string[]): bigint {
  let found = value
  for (const name of path) found = (found as { [name: string]: unknown } | undefined)?.[name]
  if (typeof found === 'bigint' || typeof found === 'number') return BigInt(found)
  throw new Error(`${pallet}.${item} has no number "${path.join('.')}"`)
}
