/** Types and values of a runtime in the notation of its language: `Vec<(u64, AccountId32)>`, `{ free: 5, reserved: 0 }`. */

import { hex } from '../log/bytes.ts'
import type { Shapes } from './type-shapes.ts'

/** Types inside of types beyond this are left out. */
const deepest = 6
/** Items of a value that are written. */
const mostItems = 32

const left = '…'

/** A type in one line: by its name where it has one, by its parts where it has none. */
export function typeText(shapes: Shapes, id: number, depth = 0): string {
  if (depth > deepest) return left
  const at = shapes.bare(id)
  const name = shapes.whole(at)
  if (name !== undefined) return name
  const { def, path } = shapes.types[at]!
  const next = (inner: number): string => typeText(shapes, inner, depth + 1)
  switch (def.tag) {
    case 'primitive':
      return def.value.tag
    case 'compact':
      return `Compact<${next(def.value)}>`
    case 'sequence':
      return `Vec<${next(def.value)}>`
    case 'array':
      return `[${next(def.value.type)}; ${def.value.len}]`
    case 'tuple':
      return `(${def.value.slice(0, mostItems).map(next).join(', ')})`
    case 'bitSequence':
      return 'BitVec'
    case 'composite':
      return path.at(-1) ?? `{ ${fieldsText(shapes, def.value, depth + 1)} }`
    case 'variant':
      return optionText(def.value, path, next) ?? path.at(-1) ?? 'enum'
  }
}

type Variants = readonly { name: string; fields: readonly { type: number }[] }[]

function optionText(variants: Variants, path: readonly string[], next: (id: number) => string): string | undefined {
  const inner = (name: string): string => {
    const field = variants.find((each) => each.name === name)?.fields[0]
    return field === undefined ? '()' : next(field.type)
  }
  const name = path.length === 1 ? path[0] : undefined
  if (name === 'Option') return `Option<${inner('Some')}>`
  return name === 'Result' ? `Result<${inner('Ok')}, ${inner('Err')}>` : undefined
}

/** Fields or arguments: `netuid: u16, hotkey: AccountId32`, those without a name by their type alone. */
export function fieldsText(shapes: Shapes, fields: readonly TypedField[], depth = 0): string {
  return fields
    .slice(0, mostItems)
    .map(({ name, type }) => `${name === undefined ? '' : `${name}: `}${typeText(shapes, type, depth)}`)
    .join(', ')
}

export interface TypedField {
  name: string | undefined
  type: number
}

/** A decoded value in one line; bytes are 0x-hex. */
export function valueText(value: unknown, depth = 0): string {
  if (depth > deepest) return left
  if (value === undefined) return 'None'
  if (value instanceof Uint8Array) return `0x${hex(value)}`
  if (Array.isArray(value))
    return `[${value
      .slice(0, mostItems)
      .map((item) => valueText(item, depth + 1))
      .join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const entries = Object.entries(value).slice(0, mostItems)
  if (isVariant(value))
    return value.value === undefined ? value.type : `${value.type}(${valueText(value.value, depth + 1)})`
  return `{ ${entries.map(([key, each]) => `${key}: ${valueText(each, depth + 1)}`).join(', ')} }`
}

/** Whether a decoded value is that of an enum. */
export function isVariant(value: object): value is { type: string; value: unknown } {
  return Object.keys(value).length === 2 && 'type' in value && 'value' in value && typeof value.type === 'string'
}
