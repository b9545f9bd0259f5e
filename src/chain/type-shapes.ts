/** Types of a runtime as their bytes are laid out: the names of wrappers and the numbers of types say nothing of that. */

import type { MetadataLookup } from '@polkadot-api/metadata-builders'

export type TypeEntry = MetadataLookup['metadata']['lookup'][number]

/** The types of one runtime. */
export interface Shapes {
  types: readonly TypeEntry[]
  /** The type without the wrappers around it, which add no bytes: `NetUid(u16)` is `u16`. */
  bare(id: number): number
  /** What a type is called that is taken as one thing, such as `RuntimeCall`; undefined for one that has parts. */
  whole(id: number): string | undefined
}

/** Types whose meaning is in their name: what they wrap has the bytes of many another, or is a list of all pallets. */
const telling = /^(AccountId32|Fixed[IU]\d+|OriginCaller)$/
/** Wrappers around wrappers beyond this are taken as they stand. */
const deepest = 64

/**
 * The call, event and error of a whole runtime are one thing each: every pallet that comes would otherwise change each
 * call that holds another.
 */
export function shapesOf(lookup: MetadataLookup): Shapes {
  const { lookup: types } = lookup.metadata
  const names = outerNames(lookup)
  for (const { id, path } of types) {
    const name = path.at(-1)
    if (name !== undefined && telling.test(name)) names.set(id, name)
  }
  const bare = types.map((_, id) => bareOf(types, names, id))
  return { types, bare: (id) => bare[id] ?? id, whole: (id) => names.get(id) }
}

function bareOf(types: readonly TypeEntry[], names: ReadonlyMap<number, string>, id: number): number {
  let at = id
  for (let depth = 0; depth < deepest && !names.has(at); depth++) {
    const def = types[at]!.def
    const only = def.tag === 'composite' && def.value.length === 1 ? def.value[0]?.type : undefined
    if (only === undefined) break
    at = only
  }
  return at
}

const kinds = ['calls', 'events', 'errors'] as const
const outerName = { calls: 'RuntimeCall', events: 'RuntimeEvent', errors: 'RuntimeError' }

/** The enums over all pallets: each of their variants holds the enum of one pallet. */
function outerNames({ metadata, call }: MetadataLookup): Map<number, string> {
  const names = new Map<number, string>()
  for (const kind of kinds) {
    const own = new Set(metadata.pallets.flatMap((pallet) => pallet[kind]?.type ?? []))
    for (const { id, def } of metadata.lookup)
      if (def.tag === 'variant' && def.value.length > 0 && def.value.every(({ fields }) => isOne(fields, own)))
        names.set(id, outerName[kind])
  }
  if (call !== null) names.set(call, outerName.calls)
  return names
}

const isOne = (fields: readonly { type: number }[], of: ReadonlySet<number>): boolean =>
  fields.length === 1 && of.has(fields[0]!.type)

/** The types that a definition names, in its order; variants by their number. */
export function partsOf(def: TypeEntry['def']): number[] {
  switch (def.tag) {
    case 'composite':
      return def.value.map(({ type }) => type)
    case 'variant':
      return byIndex(def.value).flatMap(({ fields }) => fields.map(({ type }) => type))
    case 'tuple':
      return def.value
    case 'array':
      return [def.value.type]
    case 'bitSequence':
      return [def.value.bitStoreType]
    case 'primitive':
      return []
    default:
      return [def.value]
  }
}

/** Variants by their number in the encoding. */
export const byIndex = <T extends { index: number }>(variants: readonly T[]): T[] =>
  [...variants].sort((a, b) => a.index - b.index)
