/** Metadata 14 with the numbers of its types mixed: another build of the same runtime. */

import { metadata, type V14 } from '@polkadot-api/substrate-bindings'

/** `order[i]` is the number that type i gets. */
export function renumbered(bytes: Uint8Array, order: readonly number[] | 'reversed'): Uint8Array {
  return edited(bytes, (whole) => {
    const to = (id: number): number => (order === 'reversed' ? whole.lookup.length - 1 - id : order[id]!)
    const lookup = whole.lookup
      .map(({ id, path, params, def, docs }) => ({
        id: to(id),
        path,
        params: params.map((param) => ({ ...param, type: param.type === undefined ? undefined : to(param.type) })),
        def: definition(def, to),
        docs,
      }))
      .sort((a, b) => a.id - b.id)
    const maybe = (id: number | undefined): number | undefined => (id === undefined ? undefined : to(id))
    const pallets = whole.pallets.map((pallet) => ({
      ...pallet,
      calls: maybe(pallet.calls),
      events: maybe(pallet.events),
      errors: maybe(pallet.errors),
      constants: pallet.constants.map((constant) => ({ ...constant, type: to(constant.type) })),
      storage: pallet.storage && {
        prefix: pallet.storage.prefix,
        items: pallet.storage.items.map((item) => ({ ...item, type: storageType(item.type, to) })),
      },
    }))
    const signedExtensions = whole.extrinsic.signedExtensions.map(({ identifier, type, additionalSigned }) => ({
      identifier,
      type: to(type),
      additionalSigned: to(additionalSigned),
    }))
    const extrinsic = { ...whole.extrinsic, type: to(whole.extrinsic.type), signedExtensions }
    return { ...whole, lookup, pallets, extrinsic, type: to(whole.type) }
  })
}

/** Metadata 14 after a change of what it says. */
export function edited(bytes: Uint8Array, edit: (whole: V14) => V14): Uint8Array {
  const { magicNumber, metadata: given } = metadata.dec(bytes.slice())
  if (given.tag !== 'v14') throw new Error(`The metadata to edit are ${given.tag}, not v14`)
  return metadata.enc({ magicNumber, metadata: { tag: 'v14', value: edit(given.value) } })
}

type Item = NonNullable<V14['pallets'][number]['storage']>['items'][number]['type']
type Def = V14['lookup'][number]['def']
type To = (id: number) => number

function storageType(type: Item, to: To): Item {
  if (type.tag === 'plain') return { tag: 'plain', value: to(type.value) }
  const { hashers, key, value } = type.value
  return { tag: 'map', value: { hashers, key: to(key), value: to(value) } }
}

function definition(def: Def, to: To): Def {
  const field = <T extends { type: number }>(each: T): T => ({ ...each, type: to(each.type) })
  switch (def.tag) {
    case 'composite':
      return { tag: def.tag, value: def.value.map(field) }
    case 'variant':
      return { tag: def.tag, value: def.value.map((each) => ({ ...each, fields: each.fields.map(field) })) }
    case 'tuple':
      return { tag: def.tag, value: def.value.map(to) }
    case 'array':
      return { tag: def.tag, value: field(def.value) }
    case 'bitSequence':
      return {
        tag: def.tag,
        value: { bitStoreType: to(def.value.bitStoreType), bitOrderType: to(def.value.bitOrderType) },
      }
    case 'primitive':
      return def
    default:
      return { tag: def.tag, value: to(def.value) }
  }
}
