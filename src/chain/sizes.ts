/** How many bytes values take, and where in them numbers stand: known from the type for values of a fixed size. */

import type { LookupEntry } from '@polkadot-api/metadata-builders'

/** Bytes that every value of the type takes, or null when values differ in length. */
export function sizeOf(type: LookupEntry): number | null {
  switch (type.type) {
    case 'primitive':
      return type.value === 'bool' ? 1 : integerSize(type.value)
    case 'void':
      return 0
    case 'AccountId32':
      return 32
    case 'AccountId20':
      return 20
    case 'tuple':
      return sum(type.value)
    case 'struct':
      return sum(Object.values(type.value))
    case 'array': {
      const item = sizeOf(type.value)
      return item === null ? null : item * type.len
    }
    default:
      return null
  }
}

/** Bytes of an integer by its name: 4 for `u32`; null for primitives that are none. */
function integerSize(name: string): number | null {
  const bits = /^[ui](\d+)$/.exec(name)?.[1]
  return bits === undefined ? null : Number(bits) / 8
}

function sum(types: LookupEntry[]): number | null {
  let total = 0
  for (const type of types) {
    const size = sizeOf(type)
    if (size === null) return null
    total += size
  }
  return total
}

/** Where a number stands in every value of a type: bytes before it, and its own. */
export interface Place {
  offset: number
  size: 8 | 16
}

/** The u64 or u128 of a struct by its path; null when there is none, or when what stands before it varies in size. */
export function fixedField(type: LookupEntry, ...path: string[]): Place | null {
  const [first, ...rest] = path
  if (first === undefined)
    return type.type === 'primitive' && (type.value === 'u64' || type.value === 'u128')
      ? { offset: 0, size: type.value === 'u64' ? 8 : 16 }
      : null
  if (type.type !== 'struct' || !Object.hasOwn(type.value, first)) return null
  const place = fixedField(type.value[first]!, ...rest)
  const before = sum(Object.values(type.value).slice(0, Object.keys(type.value).indexOf(first)))
  return place && before !== null ? { ...place, offset: before + place.offset } : null
}
