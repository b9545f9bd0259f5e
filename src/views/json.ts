import { base64 } from '../log/bytes.ts'
import type { Checkpoint } from '../log/checkpoint.ts'

/**
 * The one JSON text of a value: keys sorted by code unit, no white space, numbers rounded to 1e-9, no negative zero,
 * arrays in their order, undefined properties left out. Throws for what JSON cannot hold (NaN, infinity, bigint,
 * functions, undefined in an array): a published result must never depend on how a gap is written.
 */
export function stableJson(value: unknown): string {
  switch (typeof value) {
    case 'number':
      return numberText(value)
    case 'string':
    case 'boolean':
      return JSON.stringify(value)
    case 'object':
      if (value === null) return 'null'
      return isList(value) ? listText(value) : objectText(value)
    default:
      throw new Error(`A result holds a ${typeof value}, which JSON cannot hold.`)
  }
}

/** Doubles from here on are about 1e-9 apart or further: what was rounded would not always stay what it is. */
const coarse = 2 ** 22

/** Rounds to 1e-9, and takes the sign off zero. Rounding again changes nothing. */
export function rounded(value: number): number {
  const exact = Number.isInteger(value) || Math.abs(value) >= coarse
  const result = exact ? value : Math.round(value * 1e9) / 1e9
  return result === 0 ? 0 : result
}

/** A published result: the value of a view and what it follows from. API, command line, cache and audit use these bytes. */
export interface Result {
  view: string
  version: number
  /** As the view's schema read them. */
  params: object
  checkpoint: Checkpoint
  /** May have `parameters` of its own, such as the constants of an algorithm; they stand beside the view's. */
  value: object
}

/** The JSON text of a result. Throws when the value would overwrite what the result says of itself. */
export function resultJson({ view, version, params, checkpoint, value }: Result): string {
  const { origin, size, root } = checkpoint
  const own = { view, version, checkpoint: { origin, size, root: base64(root) } }
  const taken = Object.keys(own).find((key) => Object.hasOwn(value, key))
  if (taken) throw new Error(`The value of ${view} has a "${taken}" of its own.`)
  const constants = 'parameters' in value ? value.parameters : {}
  return stableJson({ ...value, ...own, parameters: { ...(constants as object), ...params } })
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`A result holds ${value}, which JSON cannot hold.`)
  return String(rounded(value))
}

// Pieces are joined and not added one to the other: a text of many sums keeps all of them until it is read.
function objectText(value: object): string {
  const pieces: string[] = []
  for (const key of Object.keys(value).sort(byCodeUnit)) {
    const each: unknown = value[key as keyof typeof value]
    if (each !== undefined) pieces.push(`${JSON.stringify(key)}:${stableJson(each)}`)
  }
  return `{${pieces.join(',')}}`
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : 1)

function listText(list: ArrayLike<unknown>): string {
  const pieces: string[] = []
  for (let i = 0; i < list.length; i++) pieces.push(stableJson(list[i]))
  return `[${pieces.join(',')}]`
}

/** An array, or numbers in a typed one. */
function isList(value: object): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))
}
