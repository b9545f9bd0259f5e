/**
 * The shape of metadata 14, 15 and 16 themselves (crate frame-metadata), so that bytes are checked by our strict reader
 * before the library decodes them: the library makes room for as many items as a length claims.
 */

import type { LookupEntry } from '@polkadot-api/metadata-builders'

type Fields = { [name: string]: LookupEntry }

const type = (of: object): LookupEntry => ({ id: -1, ...of }) as LookupEntry
const nothing = type({ type: 'void' })
const u8 = type({ type: 'primitive', value: 'u8' })
const u32 = type({ type: 'primitive', value: 'u32' })
const str = type({ type: 'primitive', value: 'str' })
/** The number of a type. */
const id = type({ type: 'compact', isBig: false, size: 'u32' })
const list = (value: LookupEntry): LookupEntry => type({ type: 'sequence', value })
const option = (value: LookupEntry): LookupEntry => type({ type: 'option', value })
const struct = (value: Fields): LookupEntry => type({ type: 'struct', value, innerDocs: {} })
const tuple = (...value: LookupEntry[]): LookupEntry => type({ type: 'tuple', value, innerDocs: [] })
const bytes = list(u8)
const docs = list(str)

/** An enum whose variants are numbered from `first`. */
function variants(of: LookupEntry[], first = 0): LookupEntry {
  const value = of.map((each, i) => [`v${i}`, { type: 'lookupEntry', value: each, idx: first + i }])
  return type({ type: 'enum', value: Object.fromEntries(value), innerDocs: {} })
}

const typeFields = list(struct({ name: option(str), type: id, typeName: option(str), docs }))
const typeVariant = struct({ name: str, fields: typeFields, index: u8, docs })
const primitives = 15
const definition = variants([
  typeFields,
  list(typeVariant),
  id,
  struct({ len: u32, type: id }),
  list(id),
  variants(Array<LookupEntry>(primitives).fill(nothing)),
  id,
  struct({ store: id, order: id }),
])
const registered = struct({
  id,
  path: docs,
  params: list(struct({ name: str, type: option(id) })),
  def: definition,
  docs,
})

const hashers = 7
const map = struct({ hashers: list(variants(Array<LookupEntry>(hashers).fill(nothing))), key: id, value: id })
const note = struct({ note: str, since: option(str) })
const deprecated = { deprecation: variants([nothing, nothing, note]) }
const deprecatedVariants = list(struct({ index: u8, deprecation: variants([nothing, note], 1) }))

/** A pallet; `last` is what later versions add to its items, `reference` how it names its own types. */
function pallet(last: Fields, reference: LookupEntry, end: Fields): LookupEntry {
  const item = struct({ name: str, modifier: u8, type: variants([id, map]), fallback: bytes, docs, ...last })
  return struct({
    name: str,
    storage: option(struct({ prefix: str, items: list(item) })),
    calls: option(reference),
    events: option(reference),
    constants: list(struct({ name: str, type: id, value: bytes, docs, ...last })),
    errors: option(reference),
    ...end,
  })
}

const method = { name: str, inputs: list(struct({ name: str, type: id })), output: id, docs }
const viewFunctions = list(struct({ id: type({ type: 'array', value: u8, len: 32 }), ...method, ...deprecated }))
const associated = list(struct({ name: str, type: id, docs }))
const extensions = list(struct({ identifier: str, type: id, additionalSigned: id }))
const outer = { outerEnums: tuple(id, id, id), custom: list(tuple(str, struct({ type: id, value: bytes }))) }
const signed = { address: id, call: id, signature: id }

const shape14 = struct({
  lookup: list(registered),
  pallets: list(pallet({}, id, { index: u8 })),
  extrinsic: struct({ type: id, version: u8, extensions }),
  type: id,
})

const shape15 = struct({
  lookup: list(registered),
  pallets: list(pallet({}, id, { index: u8, docs })),
  extrinsic: struct({ version: u8, ...signed, extra: id, extensions }),
  type: id,
  apis: list(struct({ name: str, methods: list(struct(method)), docs })),
  ...outer,
})

const reference16 = struct({ type: id, deprecated: deprecatedVariants })
const shape16 = struct({
  lookup: list(registered),
  pallets: list(pallet(deprecated, reference16, { associated, viewFunctions, index: u8, docs, ...deprecated })),
  extrinsic: struct({ version: bytes, ...signed, byVersion: list(tuple(u8, list(id))), extensions }),
  apis: list(
    struct({ name: str, methods: list(struct({ ...method, ...deprecated })), docs, version: id, ...deprecated }),
  ),
  ...outer,
})

/** The shape of metadata of a version, without its magic number and version; null for a version that is not known. */
export function metadataShape(version: number): LookupEntry | null {
  return { 14: shape14, 15: shape15, 16: shape16 }[version] ?? null
}
