/**
 * What changed between two runtimes, by their metadata: pallets, calls, storage, constants, events, errors and runtime
 * calls. Types are the same when their bytes are laid out the same, under whatever number a build gives them.
 */

import type { MetadataLookup } from '@polkadot-api/metadata-builders'
import {
  type ChangedMember,
  type ChangedPart,
  longestName,
  type MemberKind,
  memberKinds,
  mostParts,
  mostRows,
  mostText,
} from '../evidence/runtime-change.ts'
import { unhex, utf8 } from '../log/bytes.ts'
import { atEnd, cursor } from './cursor.ts'
import { type Pallet, readMetadata } from './metadata.ts'
import { plainText } from './text.ts'
import { sameTypes } from './type-classes.ts'
import { cut, fieldParts, part, type Sides, typeParts, valueParts } from './type-difference.ts'
import { fieldsText, type TypedField, typeText, valueText } from './type-notation.ts'
import { type Shapes, shapesOf } from './type-shapes.ts'
import { readValue } from './values.ts'

/** Metadata as it was given, and the version of its runtime. */
export interface GivenMetadata {
  metadata: Uint8Array
  spec: number
}

/** The rows, by pallet, then by kind, then by name; `left` counts those that are too many. Throws for bad metadata. */
export function runtimeChange(before: GivenMetadata, after: GivenMetadata): { rows: ChangedMember[]; left: number } {
  const [old, now] = [sideOf(before), sideOf(after)]
  const sides: Sides = { before: old.shapes, after: now.shapes, same: sameTypes(old.shapes, now.shapes) }
  const rows = memberKinds.flatMap((what) => rowsOf(what, tables[what](old), tables[what](now), sides))
  return bounded(rows.sort(byPlace))
}

interface Side {
  lookup: MetadataLookup
  shapes: Shapes
  /** Metadata 14 does not tell runtime calls, so nothing can be said to have come or gone. */
  tellsApis: boolean
}

function sideOf({ metadata, spec }: GivenMetadata): Side {
  const lookup = readMetadata(metadata, spec)
  return { lookup, shapes: shapesOf(lookup), tellsApis: lookup.metadata.version > 14 }
}

/** A member of a runtime: its notation, and how it differs from what it was. */
interface Member {
  pallet: string
  name: string
  text: string
  /** Where this member differs from one of the older runtime. */
  since(older: Member, sides: Sides): ChangedPart[]
}

/** What a member is made of, for `since` of the same kind of member alone. */
type Made = Member & { own: unknown }

/** Null where a runtime does not tell such members. */
type Table = Map<string, Member> | null

const tables: Record<MemberKind, (side: Side) => Table> = {
  pallet: (side) => table(side.lookup.metadata.pallets.map((pallet) => palletMember(pallet))),
  call: (side) => table(variantMembers(side, 'calls')),
  event: (side) => table(variantMembers(side, 'events')),
  error: (side) => table(variantMembers(side, 'errors')),
  storage: (side) =>
    table(
      palletsOf(side).flatMap((pallet) => pallet.storage?.items.map((item) => storageMember(side, pallet, item)) ?? []),
    ),
  constant: (side) =>
    table(palletsOf(side).flatMap((pallet) => pallet.constants.map((each) => constantMember(side, pallet, each)))),
  api: (side) => (side.tellsApis ? table(apiMembers(side)) : null),
}

const palletsOf = ({ lookup }: Side): Pallet[] => lookup.metadata.pallets
const table = (members: readonly Member[]): Map<string, Member> =>
  new Map(members.map((member) => [`${member.pallet}.${member.name}`, member]))

/** A member whose differences are found between what it and the older one are made of. */
function member<T>(
  place: { pallet: string; name: string },
  text: string,
  own: T,
  differ: (before: T, after: T, sides: Sides) => ChangedPart[],
): Made {
  const since = (older: Member, sides: Sides): ChangedPart[] => differ((older as Made).own as T, own, sides)
  return { ...place, text, own, since }
}

const moved = (before: number, after: number): ChangedPart[] =>
  before === after ? [] : [part('#', `${before}`, `${after}`)]

function palletMember({ name, index }: Pallet): Member {
  return member({ pallet: name, name }, `${index}`, index, moved)
}

function variantMembers({ lookup, shapes }: Side, kind: 'calls' | 'events' | 'errors'): Member[] {
  return lookup.metadata.pallets.flatMap((pallet) => {
    const type = pallet[kind]?.type
    const def = type === undefined ? undefined : shapes.types[type]?.def
    if (def?.tag !== 'variant') return []
    return def.value.map(({ name, index, fields }) =>
      member(
        { pallet: pallet.name, name },
        `(${fieldsText(shapes, fields)})`,
        { index, fields: fields as TypedField[] },
        (a, b, sides) => [...moved(a.index, b.index), ...fieldParts(sides, '', a.fields, b.fields)],
      ),
    )
  })
}

type Item = NonNullable<Pallet['storage']>['items'][number]

/** `Blake2128Concat u16, Identity AccountId32: u64`, with a `?` where absence is no default value. */
function storageMember(side: Side, { name: pallet }: Pallet, item: Item): Member {
  const { shapes } = side
  const { type, modifier, fallback } = item
  const map = type.tag === 'map' ? type.value : null
  const value = type.tag === 'map' ? type.value.value : type.value
  const hashers = (map?.hashers ?? []).map(({ tag }) => tag).join(', ')
  const text = `${map ? `[${typeText(shapes, map.key)}] ` : ''}${typeText(shapes, value)}${modifier === 1 ? '' : '?'}`
  const own = {
    key: map?.key ?? null,
    keyText: map ? typeText(shapes, map.key) : null,
    value,
    hashers,
    fallback: modifier === 1 ? decodedOf(side, value, fallback) : undefined,
    modifier,
  }
  return member({ pallet, name: item.name }, text, own, (a, b, sides) => [
    ...(a.key !== null && b.key !== null
      ? typeParts(sides, 'key', a.key, b.key)
      : a.key === b.key
        ? []
        : [part('key', a.keyText, b.keyText)]),
    ...(a.hashers === b.hashers ? [] : [part('hashers', a.hashers, b.hashers)]),
    ...typeParts(sides, 'value', a.value, b.value),
    ...(sides.same(a.value, b.value) ? valueParts('default', a.fallback, b.fallback) : []),
  ])
}

function constantMember(side: Side, { name: pallet }: Pallet, constant: Pallet['constants'][number]): Member {
  const own = { type: constant.type, value: decodedOf(side, constant.type, constant.value) }
  const text = `${typeText(side.shapes, constant.type)} = ${valueText(own.value)}`
  return member({ pallet, name: constant.name }, text, own, (a, b, sides) => [
    ...typeParts(sides, 'type', a.type, b.type),
    ...valueParts('value', a.value, b.value),
  ])
}

function apiMembers({ lookup, shapes }: Side): Member[] {
  return lookup.metadata.apis.flatMap(({ name: pallet, methods }) =>
    methods.map(({ name, inputs, output }) =>
      member(
        { pallet, name },
        `(${fieldsText(shapes, inputs)}) ${typeText(shapes, output)}`,
        { inputs, output },
        (a, b, sides) => [
          ...fieldParts(sides, '', a.inputs, b.inputs),
          ...typeParts(sides, 'output', a.output, b.output),
        ],
      ),
    ),
  )
}

/** A value of a type; its bytes where they do not read. */
function decodedOf({ lookup }: Side, type: number, text: string): unknown {
  const bytes = unhex(text.slice(2))
  try {
    const from = cursor(bytes)
    const value = readValue(lookup(type), from, { callType: null, call: () => ({ pallet: '', name: '', args: {} }) })
    atEnd(from, 'the value')
    return value
  } catch {
    return bytes
  }
}

function rowsOf(what: MemberKind, old: Table, now: Table, sides: Sides): ChangedMember[] {
  if (old === null || now === null) return []
  const rows: ChangedMember[] = []
  for (const [place, before] of old) {
    const after = now.get(place)
    if (after === undefined) rows.push(row(what, 'removed', before, before.text, null, []))
    else {
      const parts = after.since(before, sides)
      if (parts.length > 0)
        rows.push(row(what, isMove(parts) ? 'moved' : 'changed', after, before.text, after.text, parts))
    }
  }
  for (const [place, after] of now) if (!old.has(place)) rows.push(row(what, 'added', after, null, after.text, []))
  return rows
}

const isMove = (parts: readonly ChangedPart[]): boolean => parts.length === 1 && parts[0]?.at === '#'

const plainName = (name: string): string => plainText(utf8(name), longestName).slice(0, longestName)

function row(
  what: MemberKind,
  change: ChangedMember['change'],
  { pallet, name }: Member,
  before: string | null,
  after: string | null,
  parts: ChangedPart[],
): ChangedMember {
  const shown = (text: string | null): string | null => (text === null ? null : cut(text))
  return {
    pallet: plainName(pallet),
    what,
    name: plainName(name),
    change,
    before: shown(before),
    after: shown(after),
    parts: parts.slice(0, mostParts),
  }
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function byPlace(a: ChangedMember, b: ChangedMember): number {
  const kinds = memberKinds.indexOf(a.what) - memberKinds.indexOf(b.what)
  return order(a.pallet, b.pallet) || kinds || order(a.name, b.name) || order(a.change, b.change)
}

/** As many rows as a file holds. */
function bounded(rows: ChangedMember[]): { rows: ChangedMember[]; left: number } {
  const kept: ChangedMember[] = []
  let size = 0
  for (const row of rows) {
    size += JSON.stringify(row).length
    if (kept.length >= mostRows || size > mostText) break
    kept.push(row)
  }
  return { rows: kept, left: rows.length - kept.length }
}
