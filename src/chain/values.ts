/**
 * Values of types that metadata describes. A type is a `LookupEntry`; its values are:
 * integers to 32 bits `number`, wider `bigint`; `bool`; `str` string; AccountId32 and `[u8; n]` lower-case hex without
 * 0x; `Vec<u8>` Uint8Array; struct object; tuple, array and sequence array; option the value or undefined;
 * result `{ success, value }`; enum `{ type, value }`; bit sequence boolean[]; the runtime's call `Call`.
 * The metadata builder unwraps structs and tuples of one field and drops empty ones.
 */

import type { LookupEntry } from '@polkadot-api/metadata-builders'
import { hex } from '../log/bytes.ts'
import { byte, type Cursor, compact, count, cursor, small, take, unsigned } from './cursor.ts'

/** A type, and how deep in a value. `call` reads the runtime's call type, whose id is `callType`. */
export interface Reading {
  callType: number | null
  call: (from: Cursor, depth: number) => Call
}

/** A call with its arguments by name; calls among the arguments are `Call`s too. */
export interface Call {
  pallet: string
  name: string
  args: { [name: string]: unknown }
}

/** An enum's value. */
export interface Variant {
  type: string
  value: unknown
}

/** Nesting beyond this is refused: no honest value comes near, and the stack stays shallow. */
export const deepest = 400

const text = new TextDecoder('utf-8', { ignoreBOM: true })
const smallSizes: { [type: string]: number } = { u8: 1, u16: 2, u32: 4 }
const bigSizes: { [type: string]: number } = { u64: 8, u128: 16, u256: 32 }
const signedSizes: { [type: string]: number } = { i8: 1, i16: 2, i32: 4, i64: 8, i128: 16, i256: 32 }

type Of<T extends LookupEntry['type']> = Extract<LookupEntry, { type: T }>
type Kind = EnumEntry['value'][string]
type EnumEntry = Of<'enum'>

/** Reads a value of a type. Throws when the bytes are no such value. */
export function readValue(type: LookupEntry, from: Cursor, reading: Reading, depth = 0): unknown {
  if (depth > deepest) throw new Error(`values nest deeper than ${deepest} at byte ${from.at}`)
  if (type.id === reading.callType) return reading.call(from, depth + 1)
  const next = (inner: LookupEntry): unknown => readValue(inner, from, reading, depth + 1)
  switch (type.type) {
    case 'primitive':
      return readPrimitive(type.value, from)
    case 'void':
      return undefined
    case 'AccountId32':
      return hex(take(from, 32, 'an account'))
    case 'AccountId20':
      return hex(take(from, 20, 'an account'))
    case 'compact':
      return readCompact(type, from)
    case 'bitSequence':
      return readBits(type.isLSB, from)
    case 'sequence':
      return isU8(type.value) ? readBytes(from) : times(count(from, 'a sequence'), () => next(type.value))
    case 'array':
      return readArray(type, from, next)
    case 'tuple':
      return type.value.map(next)
    case 'struct':
      return readStruct(type.value, next)
    case 'option':
      return flag(from, 'an option') ? next(type.value) : undefined
    case 'result':
      return readResult(type, from, next)
    case 'enum':
      return readEnum(type, from, reading, depth)
  }
}

const isU8 = (type: LookupEntry): boolean => type.type === 'primitive' && type.value === 'u8'

function times(n: number, item: () => unknown): unknown[] {
  const items: unknown[] = []
  for (let i = 0; i < n; i++) items.push(item())
  return items
}

function flag(from: Cursor, what: string): boolean {
  const value = byte(from, what)
  if (value > 1) throw new Error(`${what} begins with ${value} at byte ${from.at - 1}, 0 or 1 expected`)
  return value === 1
}

function readPrimitive(name: string, from: Cursor): unknown {
  if (smallSizes[name]) return small(from, smallSizes[name], name)
  if (bigSizes[name]) return unsigned(from, bigSizes[name], name)
  if (signedSizes[name]) return signed(from, signedSizes[name], name)
  if (name === 'bool') return flag(from, 'a bool')
  if (name === 'str') return text.decode(readBytes(from))
  if (name === 'char') return String.fromCodePoint(small(from, 4, name) % 0x110000)
  throw new Error(`metadata names a primitive "${name}" that SCALE does not have`)
}

function signed(from: Cursor, size: number, what: string): number | bigint {
  const value = BigInt.asIntN(size * 8, unsigned(from, size, what))
  return size <= 4 ? Number(value) : value
}

function readCompact({ isBig, size }: Of<'compact'>, from: Cursor): number | bigint {
  const value = compact(from)
  if (value >> BigInt(size.slice(1)) > 0n) throw new Error(`compact ${value} at byte ${from.at} is no ${size}`)
  return isBig ? value : Number(value)
}

const readBytes = (from: Cursor): Uint8Array => take(from, count(from, 'a byte sequence'), 'a byte sequence')

function readBits(isLSB: boolean, from: Cursor): boolean[] {
  const bits = compact(from)
  if (bits > BigInt(from.bytes.length - from.at) * 8n) throw new Error(`a bit sequence claims ${bits} bits`)
  const length = Number(bits)
  const bytes = take(from, Math.ceil(length / 8), 'a bit sequence')
  return Array.from({ length }, (_, i) => ((bytes[i >> 3]! >> (isLSB ? i & 7 : 7 - (i & 7))) & 1) === 1)
}

function readArray({ value, len }: Of<'array'>, from: Cursor, next: (type: LookupEntry) => unknown): unknown {
  if (isU8(value)) return hex(take(from, len, `an array of ${len} bytes`))
  const left = from.bytes.length - from.at
  if (len > left) throw new Error(`an array of ${len} items at byte ${from.at} has ${left} bytes left`)
  return times(len, () => next(value))
}

function readStruct(fields: { [name: string]: LookupEntry }, next: (type: LookupEntry) => unknown): unknown {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, next(field)]))
}

function readResult({ value }: Of<'result'>, from: Cursor, next: (type: LookupEntry) => unknown): unknown {
  const success = !flag(from, 'a result')
  return { success, value: next(success ? value.ok : value.ko) }
}

function readEnum(type: EnumEntry, from: Cursor, reading: Reading, depth: number): Variant {
  if (type.byteLength !== undefined) return readModuleError(type, from, reading, depth)
  const index = byte(from, 'an enum')
  for (const [name, kind] of Object.entries(type.value))
    if (kind.idx === index) return { type: name, value: readKind(kind, from, reading, depth) }
  throw new Error(`no variant ${index} of enum type ${type.id} at byte ${from.at - 1}`)
}

function readKind(kind: Kind, from: Cursor, reading: Reading, depth: number): unknown {
  const type = kind.type === 'lookupEntry' ? kind.value : ({ ...kind, id: -1 } as LookupEntry)
  return readValue(type, from, reading, depth + 1)
}

/** A pallet's error in a fixed number of bytes: one that the metadata does not have is its bytes in hex. */
function readModuleError(type: EnumEntry, from: Cursor, reading: Reading, depth: number): Variant {
  const bytes = take(from, type.byteLength ?? 0, 'a module error')
  try {
    return readEnum({ ...type, byteLength: undefined } as unknown as EnumEntry, cursor(bytes), reading, depth)
  } catch {
    return { type: 'Unknown', value: hex(bytes) }
  }
}
