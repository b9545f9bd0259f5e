/** Metadata of any runtime (V14 to V16) as one shape, with its types and the members of its pallets. */

import { getLookupFn, type LookupEntry, type MetadataLookup } from '@polkadot-api/metadata-builders'
import { metadata, type UnifiedMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings'
import { atEnd, cursor, small } from './cursor.ts'
import { metadataShape } from './metadata-shape.ts'
import { readValue } from './values.ts'

/** A field of an event or argument of a call, in order of declaration. */
export interface Field {
  name: string | null
  type: LookupEntry
}

/** An event or call of a pallet. */
export interface Member {
  pallet: string
  name: string
  /** Its place in the encoding: the pallet's index and its own. */
  at: [number, number]
  fields: Field[]
}

export interface Members {
  byName: Map<string, Member>
  byIndex: Map<number, Member>
}

export type Pallet = UnifiedMetadata['pallets'][number]

const magic = 0x6174656d
const largest = 32 << 20

/** Decodes metadata that begins with its magic number; throws an Error that says what is wrong with it. */
export function readMetadata(bytes: Uint8Array, spec: number): MetadataLookup {
  try {
    checkBytes(bytes)
    // The library reads from the start of the underlying buffer, so it gets a copy of its own.
    const unified = unifyMetadata(metadata.dec(bytes.slice()))
    checkTypes(unified.lookup)
    return checkedLookup(getLookupFn(unified))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`the metadata of runtime ${spec} cannot be read: ${reason}`)
  }
}

function checkBytes(bytes: Uint8Array): void {
  if (bytes.length > largest) throw new Error(`it has ${bytes.length} bytes, more than ${largest}`)
  const from = cursor(bytes)
  if (bytes.length < 5 || small(from, 4, 'its magic number') !== magic) throw new Error('it does not begin with "meta"')
  const version = small(from, 1, 'its version')
  const shape = metadataShape(version)
  if (!shape) throw new Error(`its version is ${version}; 14, 15 and 16 are known`)
  readValue(shape, from, { callType: null, call: () => ({ pallet: '', name: '', args: {} }) })
  atEnd(from, 'it')
}

/** Types name each other by their place. */
function checkTypes(types: UnifiedMetadata['lookup']): void {
  for (const [place, { id, def }] of types.entries()) {
    if (id !== place) throw new Error(`type ${id} stands at place ${place} of its types`)
    for (const named of namedBy(def))
      if (!types[named]) throw new Error(`type ${id} names type ${named}: there is none`)
  }
}

function namedBy(def: UnifiedMetadata['lookup'][number]['def']): number[] {
  switch (def.tag) {
    case 'composite':
      return def.value.map(({ type }) => type)
    case 'variant':
      return def.value.flatMap(({ fields }) => fields.map(({ type }) => type))
    case 'tuple':
      return def.value
    case 'array':
      return [def.value.type]
    case 'bitSequence':
      return [def.value.bitOrderType, def.value.bitStoreType]
    case 'primitive':
      return []
    default:
      return [def.value]
  }
}

/** Types are looked up when they are first needed, so what is wrong with one shows only then. */
function checkedLookup(lookup: MetadataLookup): MetadataLookup {
  const { metadata, call } = lookup
  const checked = (id: number): LookupEntry => {
    if (!metadata.lookup[id]) throw new Error(`the metadata names type ${id}: there is none`)
    try {
      return lookup(id)
    } catch (error) {
      throw new Error(`the metadata names type ${id}, which makes no sense`, { cause: error })
    }
  }
  return Object.assign(checked, { metadata, call })
}

/** The events or calls of every pallet, by `Pallet.name` and by place (256 x pallet + own). */
export function membersOf(lookup: MetadataLookup, kind: 'events' | 'calls'): Members {
  const members: Members = { byName: new Map(), byIndex: new Map() }
  for (const pallet of lookup.metadata.pallets) {
    const type = pallet[kind]?.type
    const def = type === undefined ? undefined : lookup.metadata.lookup[type]?.def
    if (def?.tag !== 'variant') continue
    for (const variant of def.value) add(members, lookup, pallet, variant)
  }
  return members
}

interface VariantDef {
  name: string
  index: number
  fields: { name: string | undefined; type: number }[]
}

function add(to: Members, lookup: MetadataLookup, pallet: Pallet, { name, index, fields }: VariantDef): void {
  const member = {
    pallet: pallet.name,
    name,
    at: [pallet.index, index] as [number, number],
    fields: fields.map((field) => ({ name: field.name ?? null, type: lookup(field.type) })),
  }
  to.byName.set(`${pallet.name}.${name}`, member)
  to.byIndex.set(pallet.index * 256 + index, member)
}

/** How extrinsics are signed in this runtime. */
export interface Signing {
  address: LookupEntry
  signature: LookupEntry
  /** Types of what the extensions add to an extrinsic, by version of the extensions. */
  extensions: (version: number) => LookupEntry[] | null
}

/** Null when metadata 14 does not name the parameters of its extrinsic type. */
export function signingOf(lookup: MetadataLookup): Signing | null {
  const { extrinsic, lookup: types } = lookup.metadata
  const param = (name: string): number | undefined =>
    'type' in extrinsic ? types[extrinsic.type]?.params.find((each) => each.name === name)?.type : undefined
  const address = 'address' in extrinsic ? extrinsic.address : param('Address')
  const signature = 'signature' in extrinsic ? extrinsic.signature : param('Signature')
  if (address === undefined || signature === undefined) return null
  return {
    address: lookup(address),
    signature: lookup(signature),
    extensions: (version) => extrinsic.signedExtensions[version]?.map(({ type }) => lookup(type)) ?? null,
  }
}
