/** Bytes of values, in the shapes that values.ts reads. For storage keys, arguments of runtime calls and simulations. */

import type { LookupEntry } from '@polkadot-api/metadata-builders'
import { concat, unhex, utf8 } from '../log/bytes.ts'
import type { Variant } from './values.ts'

/** How the runtime's call type, whose id is `callType`, is written. */
export interface Writing {
  callType: number | null
  call: (value: unknown) => Uint8Array
}

/** SCALE of a value of a type. Throws when the value does not fit the type. */
export function encodeValue(type: LookupEntry, value: unknown, writing: Writing): Uint8Array {
  if (type.id === writing.callType) return writing.call(value)
  const next = (inner: LookupEntry, item: unknown): Uint8Array => encodeValue(inner, item, writing)
  switch (type.type) {
    case 'primitive':
      return encodePrimitive(type.value, value)
    case 'void':
      return new Uint8Array()
    case 'AccountId32':
      return fixedBytes(value, 32)
    case 'AccountId20':
      return fixedBytes(value, 20)
    case 'compact':
      return encodeCompact(BigInt(value as bigint))
    case 'bitSequence':
      return encodeBits(listOf(value), type.isLSB)
    case 'sequence':
      return encodeSequence(type.value, value, next)
    case 'array':
      return isU8(type.value)
        ? fixedBytes(value, type.len)
        : concat(...listOf(value, type.len).map((v) => next(type.value, v)))
    case 'tuple':
      return concat(...listOf(value, type.value.length).map((item, i) => next(type.value[i]!, item)))
    case 'struct':
      return encodeStruct(type.value, value, next)
    case 'option':
      return value === undefined ? Uint8Array.of(0) : concat(Uint8Array.of(1), next(type.value, value))
    case 'result': {
      const { success, value: inner } = value as { success: boolean; value: unknown }
      return concat(Uint8Array.of(success ? 0 : 1), next(success ? type.value.ok : type.value.ko, inner))
    }
    case 'enum':
      return encodeEnum(type, value as Variant, writing)
  }
}

const isU8 = (type: LookupEntry): boolean => type.type === 'primitive' && type.value === 'u8'

function listOf(value: unknown, length?: number): unknown[] {
  if (!Array.isArray(value) || (length !== undefined && value.length !== length))
    throw new Error(`a list${length === undefined ? '' : ` of ${length}`} is expected where ${describe(value)} stands`)
  return value
}

const describe = (value: unknown): string =>
  Array.isArray(value) ? `a list of ${value.length}` : value === null ? 'null' : typeof value

function fixedBytes(value: unknown, length: number): Uint8Array {
  const bytes = value instanceof Uint8Array ? value : unhex(String(value).replace(/^0x/, ''))
  if (bytes.length !== length) throw new Error(`${length} bytes are expected, ${bytes.length} given`)
  return bytes
}

function encodePrimitive(name: string, value: unknown): Uint8Array {
  if (name === 'bool') return Uint8Array.of(value ? 1 : 0)
  if (name === 'str') return encodeBytes(utf8(String(value)))
  if (name === 'char') return littleEndian(BigInt(String(value).codePointAt(0) ?? 0), 4)
  const [size, number] = [Number(name.slice(1)) / 8, BigInt(value as bigint)]
  const bits = size * 8
  const fits = name.startsWith('u') ? BigInt.asUintN(bits, number) === number : BigInt.asIntN(bits, number) === number
  if (!fits) throw new Error(`${number} is no ${name}`)
  return littleEndian(BigInt.asUintN(bits, number), size)
}

function littleEndian(value: bigint, size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  for (let i = 0, rest = value; i < size; i++, rest >>= 8n) bytes[i] = Number(rest & 255n)
  return bytes
}

/** A compact integer, in as few bytes as it takes. */
export function encodeCompact(value: bigint): Uint8Array {
  if (value < 0n) throw new Error(`${value} is negative: no compact integer`)
  if (value < 1n << 6n) return littleEndian(value << 2n, 1)
  if (value < 1n << 14n) return littleEndian((value << 2n) | 1n, 2)
  if (value < 1n << 30n) return littleEndian((value << 2n) | 2n, 4)
  const size = Math.max(4, Math.ceil(value.toString(16).length / 2))
  return concat(Uint8Array.of(((size - 4) << 2) | 3), littleEndian(value, size))
}

const encodeBytes = (bytes: Uint8Array): Uint8Array => concat(encodeCompact(BigInt(bytes.length)), bytes)

function encodeSequence(
  type: LookupEntry,
  value: unknown,
  next: (type: LookupEntry, item: unknown) => Uint8Array,
): Uint8Array {
  if (isU8(type)) return encodeBytes(value instanceof Uint8Array ? value : unhex(String(value).replace(/^0x/, '')))
  const items = listOf(value)
  return concat(encodeCompact(BigInt(items.length)), ...items.map((item) => next(type, item)))
}

function encodeStruct(
  fields: { [name: string]: LookupEntry },
  value: unknown,
  next: (type: LookupEntry, item: unknown) => Uint8Array,
): Uint8Array {
  const from = value as { [name: string]: unknown }
  return concat(...Object.entries(fields).map(([name, type]) => next(type, from[name])))
}

function encodeBits(bits: unknown[], isLSB: boolean): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8))
  bits.forEach((bit, i) => {
    if (bit) bytes[i >> 3] = bytes[i >> 3]! | (1 << (isLSB ? i & 7 : 7 - (i & 7)))
  })
  return concat(encodeCompact(BigInt(bits.length)), bytes)
}

function encodeEnum(type: Extract<LookupEntry, { type: 'enum' }>, value: Variant, writing: Writing): Uint8Array {
  const kind = type.value[value.type]
  if (!kind) throw new Error(`enum type ${type.id} has no variant "${value.type}"`)
  const inner = kind.type === 'lookupEntry' ? kind.value : ({ ...kind, id: -1 } as LookupEntry)
  const bytes = concat(Uint8Array.of(kind.idx), encodeValue(inner, value.value, writing))
  if (type.byteLength === undefined) return bytes
  return concat(bytes, new Uint8Array(type.byteLength - bytes.length))
}
