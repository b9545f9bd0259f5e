import type { V14Lookup } from '@polkadot-api/substrate-bindings'

type Entry = V14Lookup[number]
type Definition = Entry['def']
type Field = Extract<Definition, { tag: 'composite' }>['value'][number]
type Variant = Extract<Definition, { tag: 'variant' }>['value'][number]
type Primitive = Extract<Definition, { tag: 'primitive' }>['value']['tag']

/** A registry of types under construction: `id` of a type expression, made when first asked for. */
export interface Types {
  entries: Entry[]
  /** `Vec<(u64, AccountId32)>`: primitives, tuples, arrays `[u8; 32]`, generics below, and declared names. */
  id(expression: string): number
  /**
   * `struct a::b::Name { x: u32 }`, `struct a::Name(u32)` or `enum a::Name = 0 A | 1 B(u32)`, used by its last name.
   * Parameters by which readers know a type's parts stand after the name: `struct a::Name<E = RuntimeEvent>(u32)`.
   */
  declare(line: string): void
  /** Registers a type that is not written but built (calls, events); `variants` may refer to the type itself. */
  build(name: string, path: string, variants: () => Variant[]): void
  fields(text: string): Field[]
  /** SCALE bytes of the default value: zeros, empty lists, the variant 0. */
  zero(expression: string): string
}

const primitives = 'bool str u8 u16 u32 u64 u128 i8 i16 i32 i64 i128'.split(' ')
const paths: Record<string, string> = {
  BoundedVec: 'bounded_collections::bounded_vec::BoundedVec',
  WeakBoundedVec: 'bounded_collections::weak_bounded_vec::WeakBoundedVec',
}

export function createTypes(): Types {
  const entries: Entry[] = []
  const ids = new Map<string, number>()
  const makers = new Map<string, () => Made>()

  function add(name: string, make: () => Made): number {
    const id = entries.length
    ids.set(name, id)
    const entry: Entry = { id, path: [], params: [], def: { tag: 'tuple', value: [] }, docs: [] }
    entries.push(entry)
    Object.assign(entry, make())
    return id
  }
  function id(expression: string): number {
    const text = expression.trim()
    return ids.get(text) ?? add(text, makers.get(text) ?? (() => definition(text, id)))
  }
  const types: Types = {
    entries,
    id,
    fields: (text) => fieldsOf(text, id),
    declare(line) {
      const { name, make } = declaration(line, id)
      makers.set(name, make)
    },
    build: (name, path, variants) =>
      void makers.set(name, () => ({ path: path.split('::'), def: { tag: 'variant', value: variants() } })),
    zero: (expression) => zeroOf(entries, id(expression)),
  }
  return types
}

type IdOf = (expression: string) => number
type Made = Partial<Entry> & { def: Definition }

/** What an expression without a declaration means. Throws when there is no such type. */
function definition(text: string, id: IdOf): Made {
  if (primitives.includes(text))
    return { def: { tag: 'primitive', value: { tag: text as Primitive, value: undefined } } }
  if (text.startsWith('(')) return { def: { tag: 'tuple', value: split(text.slice(1, -1)).map(id) } }
  if (text.startsWith('[')) {
    const at = text.lastIndexOf(';')
    return { def: { tag: 'array', value: { type: id(text.slice(1, at)), len: Number(text.slice(at + 1, -1)) } } }
  }
  const [, name, args] = /^(\w+)<(.*)>$/.exec(text) ?? []
  if (!name || args === undefined) throw new Error(`The runtime text names the type ${text}, which it does not declare`)
  return generic(name, split(args), id)
}

function generic(name: string, args: string[], id: IdOf): Made {
  const [first, second] = args.map(id) as [number, number?]
  const path = (paths[name] ?? name).split('::')
  const params = [{ name: 'T', type: first }, ...(second === undefined ? [] : [{ name: 'E', type: second }])]
  const one = (type: number): Field[] => [{ name: undefined, type, typeName: undefined, docs: [] }]
  const variant = (index: number, name: string, type?: number): Variant => ({
    name,
    index,
    docs: [],
    fields: type === undefined ? [] : one(type),
  })
  switch (name) {
    case 'Vec':
      return { def: { tag: 'sequence', value: first } }
    case 'Compact':
      return { def: { tag: 'compact', value: first } }
    case 'Option':
      return { path, params, def: { tag: 'variant', value: [variant(0, 'None'), variant(1, 'Some', first)] } }
    case 'Result':
      return { path, params, def: { tag: 'variant', value: [variant(0, 'Ok', first), variant(1, 'Err', second)] } }
    case 'Cow':
      return { path, params, def: { tag: 'composite', value: one(first) } }
    case 'BoundedVec':
    case 'WeakBoundedVec':
      return { path, params, def: { tag: 'composite', value: one(id(`Vec<${args[0]}>`)) } }
  }
  throw new Error(`The runtime text uses the generic type ${name}, which is not known`)
}

function declaration(line: string, id: IdOf): { name: string; make: () => Made } {
  const [, kind, fullName, given, rest] = /^(struct|enum) ([\w:]+)(?:<(.*?=.*?)>(?= =|[({]| \{))?(.*)$/.exec(line) ?? []
  if (!fullName || rest === undefined)
    throw new Error(`The runtime text has a declaration that cannot be read: ${line}`)
  const path = fullName.split('::')
  const params = split(given ?? '').map((part) => part.split(' = ') as [string, string])
  const define = (): Definition =>
    kind === 'struct'
      ? { tag: 'composite', value: fieldsOf(rest, id) }
      : {
          tag: 'variant',
          value: rest
            .replace(/^ = /, '')
            .split(' | ')
            .map((text) => variantOf(text, id)),
        }
  const make = (): Made => ({ path, params: params.map(([name, type]) => ({ name, type: id(type) })), def: define() })
  return { name: fullName.slice(fullName.lastIndexOf(':') + 1), make }
}

/** `2 StakeAdded(AccountId32, u64)`. */
function variantOf(text: string, id: IdOf): Variant {
  const [, index, name, rest] = /^(\d+) (\w+)(.*)$/.exec(text.trim()) ?? []
  if (!name || rest === undefined) throw new Error(`The runtime text has a variant that cannot be read: ${text}`)
  return { name, index: Number(index), fields: fieldsOf(rest, id), docs: [] }
}

/** `(who: AccountId32, u64)` or `{ nonce: u32 }`. */
function fieldsOf(text: string, id: IdOf): Field[] {
  return split(text.trim().slice(1, -1)).map((part) => {
    const [, name, type = part] = /^(\w+): (.*)$/.exec(part) ?? []
    return { name, type: id(type), typeName: type, docs: [] }
  })
}

/** Parts between commas that stand outside any bracket. */
export function split(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i)
    if ('<([{'.includes(character)) depth++
    else if ('>)]}'.includes(character)) depth--
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(from, i))
      from = i + 1
    }
  }
  return [...parts, text.slice(from)].map((part) => part.trim()).filter((part) => part !== '')
}

/** What stands before a separator, and after it. */
export function cut(text: string, separator: string): [before: string, after: string] {
  const at = text.indexOf(separator)
  if (at < 0) throw new Error(`The runtime text has a line without "${separator}": ${text}`)
  return [text.slice(0, at), text.slice(at + separator.length)]
}

const widths: Record<string, number> = { bool: 1, str: 1, u8: 1, u16: 2, u32: 4, u64: 8, u128: 16, i8: 1, i16: 2 }

function zeroOf(entries: Entry[], id: number): string {
  const { tag, value } = entries[id]!.def
  switch (tag) {
    case 'primitive':
      return '00'.repeat(widths[value.tag] ?? (value.tag === 'i128' ? 16 : value.tag === 'i64' ? 8 : 4))
    case 'array':
      return zeroOf(entries, value.type).repeat(value.len)
    case 'tuple':
      return value.map((of) => zeroOf(entries, of)).join('')
    case 'composite':
      return value.map(({ type }) => zeroOf(entries, type)).join('')
    case 'variant': {
      const first = value.find(({ index }) => index === 0)
      return `00${first?.fields.map(({ type }) => zeroOf(entries, type)).join('') ?? ''}`
    }
  }
  return '00'
}

export const readVariant = (text: string, types: Types): Variant => variantOf(text, types.id)
export type { Variant }
