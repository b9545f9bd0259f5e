/**
 * What one runtime of the chain has and how its bytes read. Everything is asked by name: no version number decides
 * anything here, because test networks and forks have other numbers for the same features.
 */

import type { LookupEntry, MetadataLookup } from '@polkadot-api/metadata-builders'
import { concat, unhex } from '../log/bytes.ts'
import { decodeCall, encodeCall } from './calls.ts'
import { atEnd, cursor } from './cursor.ts'
import { encodeValue, type Writing } from './encode.ts'
import { type Members, membersOf, readMetadata, type Signing, signingOf } from './metadata.ts'
import { type Codec, type Storage, storageOf } from './storage.ts'
import { type Reading, readValue } from './values.ts'

/** A function of the runtime that a node can call: the port wants `method`, bytes of the arguments, and gives bytes. */
export interface Api {
  method: string
  args: (...args: unknown[]) => Uint8Array
  decode: (bytes: Uint8Array) => unknown
}

export interface Runtime {
  spec: number
  /** Version of its metadata: 14 tells no runtime calls. */
  version: number
  pallets: string[]
  /** Every item of storage, by pallet. */
  storageItems: { pallet: string; items: string[] }[]
  hasPallet: (pallet: string) => boolean
  hasStorage: (pallet: string, item: string) => boolean
  hasEvent: (pallet: string, name: string) => boolean
  hasCall: (pallet: string, name: string) => boolean
  /** Whether the metadata names the runtime call: false for all in metadata 14. */
  hasApi: (api: string, method: string) => boolean
  /** Throws when there is no such item, as do `constant` and `api`. */
  storage: (pallet: string, item: string) => Storage
  constant: (pallet: string, name: string) => unknown
  api: (api: string, method: string) => Api
  events: Members
  calls: Members
  signing: Signing | null
  codec: (type: LookupEntry) => Codec
  reading: Reading
}

/** Metadata 14 does not tell runtime calls; these are what we call on such runtimes. Source: subtensor runtime APIs. */
const untold: { [call: string]: { args: LookupEntry[]; value: LookupEntry } } = {
  'SwapRuntimeApi.current_alpha_price': {
    args: [{ id: -1, type: 'primitive', value: 'u16' }],
    value: { id: -1, type: 'primitive', value: 'u64' },
  },
}

/** Reads the metadata of a runtime. Throws an Error that says what is wrong with the bytes. */
export function readRuntime(metadata: Uint8Array, spec: number): Runtime {
  const lookup = readMetadata(metadata, spec)
  const calls = membersOf(lookup, 'calls')
  const events = membersOf(lookup, 'events')
  const reading: Reading = { callType: lookup.call, call: (from, depth) => decodeCall(calls, from, reading, depth) }
  const writing: Writing = { callType: lookup.call, call: (value) => encodeCall(calls, value, writing) }
  const ground: Ground = { spec, lookup, reading, codec: (type) => codecOf(type, reading, writing) }
  return {
    spec,
    version: lookup.metadata.version,
    pallets: lookup.metadata.pallets.map(({ name }) => name),
    storageItems: lookup.metadata.pallets.flatMap(({ name, storage }) =>
      storage ? [{ pallet: name, items: storage.items.map((item) => item.name) }] : [],
    ),
    hasPallet: (name) => palletIn(ground, name) !== undefined,
    hasStorage: (name, own) => itemIn(ground, name, own) !== undefined,
    hasEvent: (name, own) => events.byName.has(`${name}.${own}`),
    hasCall: (name, own) => calls.byName.has(`${name}.${own}`),
    hasApi: (name, own) => methodIn(ground, name, own) !== undefined,
    storage: cached((name, own) => storageIn(ground, name, own)),
    constant: cached((name, own) => constantIn(ground, name, own)),
    api: cached((name, own) => apiIn(ground, name, own)),
    events,
    calls,
    signing: signingOf(lookup),
    codec: ground.codec,
    reading,
  }
}

/** What the members of a runtime are made from. */
interface Ground {
  spec: number
  lookup: MetadataLookup
  reading: Reading
  codec: (type: LookupEntry) => Codec
}

const palletIn = ({ lookup }: Ground, name: string) => lookup.metadata.pallets.find((each) => each.name === name)
const itemIn = (ground: Ground, pallet: string, name: string) =>
  palletIn(ground, pallet)?.storage?.items.find((each) => each.name === name)
const methodIn = ({ lookup }: Ground, api: string, name: string) =>
  lookup.metadata.apis.find((each) => each.name === api)?.methods.find((each) => each.name === name)

function storageIn(ground: Ground, pallet: string, name: string): Storage {
  const prefix = palletIn(ground, pallet)?.storage?.prefix
  const entry = itemIn(ground, pallet, name)
  if (prefix === undefined || !entry) throw new Error(`runtime ${ground.spec} has no storage ${pallet}.${name}`)
  return storageOf({ ...ground, pallet, prefix, entry })
}

function constantIn(ground: Ground, pallet: string, name: string): unknown {
  const found = palletIn(ground, pallet)?.constants.find((each) => each.name === name)
  if (!found) throw new Error(`runtime ${ground.spec} has no constant ${pallet}.${name}`)
  return ground.codec(ground.lookup(found.type)).decode(unhex(found.value.slice(2)))
}

function apiIn(ground: Ground, api: string, name: string): Api {
  const { lookup, codec, spec } = ground
  const found = methodIn(ground, api, name)
  const known = lookup.metadata.version === 14 ? untold[`${api}.${name}`] : undefined
  if (found) {
    const args = found.inputs.map(({ type }) => codec(lookup(type)))
    return apiOf(`${api}_${name}`, args, codec(lookup(found.output)))
  }
  if (!known) throw new Error(`runtime ${spec} has no runtime call ${api}.${name}`)
  return apiOf(`${api}_${name}`, known.args.map(codec), codec(known.value))
}

function codecOf(type: LookupEntry, reading: Reading, writing: Writing): Codec {
  return {
    type,
    decode: (bytes) => {
      const from = cursor(bytes)
      const value = readValue(type, from, reading)
      atEnd(from, 'the value')
      return value
    },
    encode: (value) => encodeValue(type, value, writing),
  }
}

function apiOf(method: string, args: Codec[], value: Codec): Api {
  return {
    method,
    args: (...given) => {
      if (given.length !== args.length) throw new Error(`${method} takes ${args.length} arguments, not ${given.length}`)
      return concat(...args.map((arg, i) => arg.encode(given[i])))
    },
    decode: value.decode,
  }
}

/** Remembers what was made for a pallet's member. */
function cached<T>(make: (pallet: string, name: string) => T): (pallet: string, name: string) => T {
  const made = new Map<string, T>()
  return (pallet, name) => {
    const key = `${pallet}.${name}`
    if (!made.has(key)) made.set(key, make(pallet, name))
    return made.get(key)!
  }
}
