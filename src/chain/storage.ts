/**
 * Storage of a runtime: keys and values. A key is twox128(pallet) ++ twox128(item) ++ a hash of each argument, most of
 * which are followed by the argument itself (docs.polkadot.com, "storage keys").
 */

import type { LookupEntry, MetadataLookup } from '@polkadot-api/metadata-builders'
import {
  Blake2128,
  Blake2128Concat,
  Blake2256,
  Identity,
  Twox64Concat,
  Twox128,
  Twox256,
} from '@polkadot-api/substrate-bindings'
import { concat, equalBytes, unhex, utf8 } from '../log/bytes.ts'
import { atEnd, cursor, step } from './cursor.ts'
import type { Pallet } from './metadata.ts'
import { sizeOf } from './sizes.ts'
import { type Reading, readValue } from './values.ts'

/** Bytes to a value and back; `decode` throws when bytes are short, damaged or left over. */
export interface Codec {
  type: LookupEntry
  decode: (bytes: Uint8Array) => unknown
  encode: (value: unknown) => Uint8Array
}

export interface Storage {
  pallet: string
  item: string
  /** The 32 bytes that every key of the item begins with. */
  prefix: Uint8Array
  /** How each argument is hashed. */
  hashers: HasherName[]
  keys: Codec[]
  value: Codec
  /** The whole key of all arguments. */
  key: (...args: unknown[]) => Uint8Array
  /** What the keys of the first arguments begin with. */
  partialPrefix: (...args: unknown[]) => Uint8Array
  /** The arguments in a key. Throws for another item's key, and for a hasher that hides them. */
  decodeKey: (key: Uint8Array) => unknown[]
  decode: (value: Uint8Array) => unknown
  encode: (value: unknown) => Uint8Array
  /** The value where nothing is stored; undefined where the item has no default. */
  fallback: unknown
  /**
   * Where each argument begins in every key, in bytes; null for those hidden by their hash or after one of varying
   * size. Read them with `accountIdAt` and `netuidAt`.
   */
  offsets: (number | null)[]
}

type Item = NonNullable<Pallet['storage']>['items'][number]

/** Hash functions by name; bytes before the argument itself, or -1 when the argument is not in the key. */
const hashers = {
  Identity: { hash: Identity, before: 0 },
  Twox64Concat: { hash: Twox64Concat, before: 8 },
  Blake2128Concat: { hash: Blake2128Concat, before: 16 },
  Blake2128: { hash: Blake2128, before: -1 },
  Blake2256: { hash: Blake2256, before: -1 },
  Twox128: { hash: Twox128, before: -1 },
  Twox256: { hash: Twox256, before: -1 },
}

/** Hashers of storage keys, by their names in the metadata. */
export type HasherName = keyof typeof hashers

interface Source {
  pallet: string
  /** The pallet's name in keys, which may differ from its own. */
  prefix: string
  entry: Item
  lookup: MetadataLookup
  codec: (type: LookupEntry) => Codec
  reading: Reading
}

/** The accessor of an item; the runtime makes each once. */
export function storageOf(source: Source): Storage {
  const { pallet, entry, lookup, codec } = source
  const map = entry.type.tag === 'map' ? entry.type.value : null
  const value = codec(lookup(entry.type.tag === 'map' ? entry.type.value.value : entry.type.value))
  const names = (map?.hashers ?? []).map(({ tag }) => tag as HasherName)
  const keys = map ? keyTypes(lookup, map.key, names.length).map(codec) : []
  const own: Own = { where: `${pallet}.${entry.name}`, prefix: prefixOf(source.prefix, entry.name), names, keys }
  let fallback: { value: unknown } | undefined
  return {
    pallet,
    item: entry.name,
    prefix: own.prefix,
    hashers: names,
    keys,
    value,
    key: (...args) => encodeKey(own, args, true),
    partialPrefix: (...args) => encodeKey(own, args, false),
    decodeKey: (key) => decodeKey(own, key, source.reading),
    decode: (bytes) => explained(own.where, () => value.decode(bytes)),
    encode: value.encode,
    get fallback() {
      if (entry.modifier !== 1) return undefined
      fallback ??= {
        value: explained(`the default of ${own.where}`, () => value.decode(unhex(entry.fallback.slice(2)))),
      }
      return fallback.value
    },
    offsets: offsetsOf(own),
  }
}

/** What keys are made of. */
interface Own {
  where: string
  prefix: Uint8Array
  names: HasherName[]
  keys: Codec[]
}

const prefixOf = (pallet: string, item: string): Uint8Array => concat(Twox128(utf8(pallet)), Twox128(utf8(item)))

/** Several arguments are a tuple in the metadata; one argument is its own type, tuple or not. */
function keyTypes(lookup: MetadataLookup, id: number, count: number): LookupEntry[] {
  if (count === 1) return [lookup(id)]
  const def = lookup.metadata.lookup[id]?.def
  if (def?.tag !== 'tuple' || def.value.length !== count) throw new Error(`key type ${id} is no tuple of ${count}`)
  return def.value.map(lookup)
}

function encodeKey({ where, prefix, names, keys }: Own, args: unknown[], whole: boolean): Uint8Array {
  if (whole ? args.length !== keys.length : args.length > keys.length)
    throw new Error(`keys of ${where} are of ${keys.length} arguments, not ${args.length}`)
  return concat(prefix, ...args.map((arg, i) => hashers[names[i]!].hash(keys[i]!.encode(arg))))
}

function decodeKey({ where, prefix, names, keys }: Own, key: Uint8Array, reading: Reading): unknown[] {
  if (!equalBytes(key.subarray(0, prefix.length), prefix)) throw new Error(`the key is none of ${where}`)
  const opaque = names.find((name) => hashers[name].before < 0)
  if (opaque) throw new Error(`keys of ${where} cannot be read back: ${opaque} hides its argument`)
  return explained(`a key of ${where}`, () => {
    const from = cursor(key)
    from.at = prefix.length
    const args = names.map((name, i) => {
      step(from, hashers[name].before, 'a hash')
      return readValue(keys[i]!.type, from, reading)
    })
    atEnd(from, 'the key')
    return args
  })
}

function offsetsOf({ prefix, names, keys }: Own): (number | null)[] {
  const offsets: (number | null)[] = []
  let at: number | null = prefix.length
  for (const [i, name] of names.entries()) {
    const { before } = hashers[name]
    const start: number | null = at === null || before < 0 ? null : at + before
    const size = sizeOf(keys[i]!.type)
    offsets.push(start)
    at = start === null || size === null ? null : start + size
  }
  return offsets
}

/** Errors that say of what the bytes are. */
function explained<T>(what: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new Error(`${what} does not read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
