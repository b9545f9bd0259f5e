/** Where two types, lists of fields or values differ, from the outside inward. */

import { type ChangedPart, longestText, mostParts } from '../evidence/runtime-change.ts'
import { isVariant, type TypedField, typeText, valueText } from './type-notation.ts'
import type { Shapes, TypeEntry } from './type-shapes.ts'

/** Two runtimes, and which of their types are the same. */
export interface Sides {
  before: Shapes
  after: Shapes
  same(before: number, after: number): boolean
}

/** What has been found so far, and the pairs of types that were looked into. */
interface Search extends Sides {
  found: ChangedPart[]
  seen: Set<string>
}

const cut = (text: string): string => (text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text)

/** A part, its texts cut to what the format holds. */
export const part = (at: string, before: string | null, after: string | null): ChangedPart => ({
  at: cut(at),
  before: before === null ? null : cut(before),
  after: after === null ? null : cut(after),
})

export { cut }

/** Where two types differ, at most `mostParts` places; none for types that are the same. */
export function typeParts(sides: Sides, at: string, before: number, after: number): ChangedPart[] {
  const search = { ...sides, found: [], seen: new Set<string>() }
  types(search, at, before, after)
  return search.found
}

/** Where two lists of fields differ: by their names where all have one, by their places otherwise. */
export function fieldParts(
  sides: Sides,
  at: string,
  before: readonly TypedField[],
  after: readonly TypedField[],
): ChangedPart[] {
  const search = { ...sides, found: [], seen: new Set<string>() }
  fields(search, at, before, after)
  return search.found
}

function add({ found }: Search, at: string, before: string | null, after: string | null): void {
  if (found.length < mostParts) found.push(part(at, before, after))
}

const inside = (at: string, name: string | number): string => (at === '' ? `${name}` : `${at}.${name}`)

function types(search: Search, at: string, a: number, b: number): void {
  const { before, after, same, seen, found } = search
  if (found.length >= mostParts || same(a, b)) return
  const [one, other] = [before.bare(a), after.bare(b)]
  const pair = `${one} ${other}`
  if (seen.has(pair)) return
  seen.add(pair)
  const told = found.length
  const wholes = before.whole(one) !== undefined || after.whole(other) !== undefined
  if (!wholes) definitions(search, at, before.types[one]!.def, after.types[other]!.def)
  if (found.length === told) add(search, at, typeText(before, one), typeText(after, other))
}

type Def = TypeEntry['def']

function definitions(search: Search, at: string, a: Def, b: Def): void {
  if (a.tag === 'composite' && b.tag === 'composite') fields(search, at, a.value, b.value)
  if (a.tag === 'variant' && b.tag === 'variant') variants(search, at, a.value, b.value)
  if (a.tag === 'sequence' && b.tag === 'sequence') types(search, `${at}[]`, a.value, b.value)
  if (a.tag === 'array' && b.tag === 'array' && a.value.len === b.value.len)
    types(search, `${at}[]`, a.value.type, b.value.type)
  if (a.tag === 'tuple' && b.tag === 'tuple') fields(search, at, placed(a.value), placed(b.value))
}

const placed = (types: readonly number[]): TypedField[] => types.map((type) => ({ name: undefined, type }))

function fields(search: Search, at: string, before: readonly TypedField[], after: readonly TypedField[]): void {
  const isNamed = [...before, ...after].every(({ name }) => name !== undefined)
  const keyed = (list: readonly TypedField[]) =>
    new Map(list.map(({ name, type }, i) => [isNamed ? name! : `${i}`, type]))
  const [old, now] = [keyed(before), keyed(after)]
  for (const [name, type] of old) {
    const next = now.get(name)
    if (next === undefined) add(search, inside(at, name), typeText(search.before, type), null)
    else types(search, inside(at, name), type, next)
  }
  for (const [name, type] of now) if (!old.has(name)) add(search, inside(at, name), null, typeText(search.after, type))
  const order = (own: Map<string, number>, other: Map<string, number>) =>
    [...own.keys()].filter((name) => other.has(name))
  const [was, is] = [order(old, now).join(', '), order(now, old).join(', ')]
  if (was !== is) add(search, at, was, is)
}

type Variants = Extract<Def, { tag: 'variant' }>['value']

function variants(search: Search, at: string, before: Variants, after: Variants): void {
  const old = new Map(before.map((each) => [each.name, each]))
  const now = new Map(after.map((each) => [each.name, each]))
  for (const [name, { index, fields: own }] of old) {
    const next = now.get(name)
    if (next === undefined) add(search, inside(at, name), `${index}`, null)
    else if (next.index !== index) add(search, inside(at, name), `${index}`, `${next.index}`)
    if (next !== undefined) fields(search, inside(at, name), own, next.fields)
  }
  for (const [name, { index }] of now) if (!old.has(name)) add(search, inside(at, name), null, `${index}`)
}

/** Where two decoded values differ, at most `mostParts` places. */
export function valueParts(at: string, before: unknown, after: unknown): ChangedPart[] {
  const found: ChangedPart[] = []
  values(found, at, before, after)
  return found
}

function values(found: ChangedPart[], at: string, before: unknown, after: unknown): void {
  if (found.length >= mostParts || deeply(before) === deeply(after)) return
  const [old, now] = [membersOf(before), membersOf(after)]
  if (old === null || now === null) {
    found.push(part(at, before === undefined ? null : valueText(before), after === undefined ? null : valueText(after)))
    return
  }
  for (const name of new Set([...old.keys(), ...now.keys()]))
    values(found, inside(at, name), old.get(name), now.get(name))
}

/** A value as one text that is another wherever the value is. */
const deeply = (value: unknown): string =>
  JSON.stringify(value, (_, each) =>
    typeof each === 'bigint' ? `${each}n` : each instanceof Uint8Array ? [...each] : each,
  ) ?? ''

function membersOf(value: unknown): Map<string, unknown> | null {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array || Array.isArray(value)) return null
  return isVariant(value) ? null : new Map(Object.entries(value))
}
