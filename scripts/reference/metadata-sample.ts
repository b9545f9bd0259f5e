// Values of any type in metadata, in the shapes that src/chain reads and in those that polkadot-api writes.
import type { LookupEntry } from '@polkadot-api/metadata-builders'
import { hex, unhex, utf8 } from '../../src/log/bytes.ts'
import { addressOf } from '../../src/log/ss58.ts'

type Of<T extends LookupEntry['type']> = Extract<LookupEntry, { type: T }>
type Kind = Of<'enum'>['value'][string]

const fill = (length: number, seed: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (seed * 31 + i * 7 + 1) & 255)
const isU8 = (type: LookupEntry): boolean => type.type === 'primitive' && type.value === 'u8'
const kindType = (kind: Kind): LookupEntry =>
  kind.type === 'lookupEntry' ? kind.value : ({ ...kind, id: -1 } as LookupEntry)

/** A value of a type, another for each seed; the deeper, the emptier. */
export function sampleOf(type: LookupEntry, seed: number, depth = 0): unknown {
  const next = (inner: LookupEntry, i = 0): unknown => sampleOf(inner, seed + i, depth + 1)
  switch (type.type) {
    case 'primitive':
      return samplePrimitive(type.value, seed)
    case 'AccountId32':
      return hex(fill(32, seed))
    case 'AccountId20':
      return hex(fill(20, seed))
    case 'compact':
      return type.isBig ? 2n ** 40n + BigInt(seed) : (seed * 77) & 0xff
    case 'bitSequence':
      return [true, false, seed % 2 === 0]
    case 'sequence':
      return isU8(type.value)
        ? fill(seed % 5, seed)
        : Array.from({ length: depth > 8 ? 0 : 2 }, (_, i) => next(type.value, i))
    case 'array':
      return isU8(type.value)
        ? hex(fill(type.len, seed))
        : Array.from({ length: type.len }, (_, i) => next(type.value, i))
    case 'tuple':
      return type.value.map(next)
    case 'struct':
      return Object.fromEntries(Object.entries(type.value).map(([name, field], i) => [name, next(field, i)]))
    case 'option':
      return seed % 2 === 0 || depth > 8 ? undefined : next(type.value)
    case 'result':
      return { success: seed % 2 === 0, value: next(seed % 2 === 0 ? type.value.ok : type.value.ko) }
    case 'enum':
      return sampleEnum(type, seed, depth)
    default:
      return undefined
  }
}

function samplePrimitive(name: string, seed: number): unknown {
  if (name === 'bool') return seed % 2 === 1
  if (name === 'str' || name === 'char') return name === 'str' ? `text ${seed}` : 'c'
  const bits = Number(name.slice(1))
  const value = BigInt(`0x${hex(fill(bits / 8, seed))}`)
  const fitted = name.startsWith('u') ? value : BigInt.asIntN(bits, value)
  return bits > 32 ? fitted : Number(fitted)
}

/** polkadot-api does not fill up the errors of pallets when it writes them, so they are left out. */
function sampleEnum(type: Of<'enum'>, seed: number, depth: number): unknown {
  const all = Object.entries(type.value).filter(
    ([, kind]) => kind.type !== 'lookupEntry' || !hasModuleError(kind.value),
  )
  const plain = all.filter(([, kind]) => kind.type === 'void')
  const from = depth > 8 && plain.length > 0 ? plain : all
  const [name, kind] = from[seed % from.length]!
  return { type: name, value: sampleOf(kindType(kind), seed, depth + 1) }
}

const hasModuleError = (type: LookupEntry): boolean => type.type === 'enum' && type.byteLength !== undefined

/** The same value as polkadot-api wants it: addresses in SS58, bytes of a fixed number with 0x. */
export function forPolkadotApi(type: LookupEntry, value: unknown): unknown {
  const list = (types: (i: number) => LookupEntry): unknown =>
    (value as unknown[]).map((item, i) => forPolkadotApi(types(i), item))
  switch (type.type) {
    case 'AccountId32':
      return addressOf(unhex(value as string))
    case 'AccountId20':
      return `0x${value}`
    case 'sequence':
      return isU8(type.value) ? value : list(() => type.value)
    case 'array':
      return isU8(type.value) ? `0x${value}` : list(() => type.value)
    case 'tuple':
      return list((i) => type.value[i]!)
    case 'struct': {
      const fields = value as { [name: string]: unknown }
      const entries = Object.entries(type.value).map(([name, field]) => [name, forPolkadotApi(field, fields[name])])
      return Object.fromEntries(entries)
    }
    case 'option':
      return value === undefined ? undefined : forPolkadotApi(type.value, value)
    case 'result': {
      const { success, value: inner } = value as { success: boolean; value: unknown }
      return { success, value: forPolkadotApi(success ? type.value.ok : type.value.ko, inner) }
    }
    case 'enum': {
      const { type: name, value: inner } = value as { type: string; value: unknown }
      return { type: name, value: forPolkadotApi(kindType(type.value[name]!), inner) }
    }
    default:
      return value
  }
}

/** Text by which two values can be compared: bytes as hex, large integers as digits. */
export const told = (value: unknown): string =>
  JSON.stringify(value, (_, each) =>
    each instanceof Uint8Array ? `bytes ${hex(each)}` : typeof each === 'bigint' ? `${each}n` : each,
  ) ?? hex(utf8('undefined'))
