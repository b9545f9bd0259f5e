import * as z from 'zod'
import { type Address, isAddress } from '../log/ss58.ts'
import { raoOf, taoText } from './amounts.ts'
import { isRecordId, type RecordId } from './ids.ts'
import type { Params } from './refusals.ts'
import { formatTime, parseTime } from './time.ts'

// Pages run under a policy without eval; zod would otherwise try to compile its object schemas.
z.config({ jitless: true })

/** How a form or a command line asks for a field. */
export type InputKind =
  | 'text'
  | 'multiline'
  | 'choice'
  | 'list'
  | 'id'
  | 'hash'
  | 'key'
  | 'time'
  | 'day'
  | 'number'
  | 'amount'
  | 'account'
  | 'subject'

/** What a field expects, as a code with parameters; `words/` says `expected.<code>`. */
export interface Expected {
  code: string
  params: Params
}

/** The form of a field: a schema from what stands on the wire to the value, and how to ask a person for it. */
export interface FieldType<T> {
  /** Decodes the wire string and encodes the value. Its messages are the codes of what was expected. */
  schema: z.ZodType<T, string>
  /** How earlier releases wrote the value: read for ever, and not written any more. */
  earlier?: z.ZodType<T, string>
  expects: Expected
  input: InputKind
  options?: readonly string[]
  /** In code points. */
  maxLength?: number
  /** In UTF-8 bytes, for bodies. */
  maxBytes?: number
  /** Bounds of a number. */
  min?: number
  max?: number
  /** Of a list: the shape of each item, and how many there may be. */
  item?: FieldType<unknown>
  maxItems?: number
}

/** What a form, the command line and the docs call a field. */
export interface Description {
  label: string
  hint: string
}

/** One header of a kind, or its body. */
export interface Field<T = unknown, Required extends boolean = boolean> extends FieldType<T>, Description {
  required: Required
}

/** A field that has to be there. */
export const required = <T>(shape: FieldType<T>, words: Description): Field<T, true> => ({
  ...shape,
  ...words,
  required: true,
})
/** A field that may be left out. */
export const optional = <T>(shape: FieldType<T>, words: Description): Field<T, false> => ({
  ...shape,
  ...words,
  required: false,
})

/** What was expected, as a code and its parameters. */
export const expecting = (code: string, params: Params = {}): Expected => ({ code, params })

const codePoints = (text: string): number => [...text].length

/** Text of `min` to `max` code points. The byte and character rules of the envelope come on top. */
export function textField(min: number, max: number, input: 'text' | 'multiline' = 'text'): FieldType<string> {
  const expects = expecting('text', { min, max })
  const schema = z
    .string()
    .refine((text) => codePoints(text) >= min && codePoints(text) <= max, expects.code)
    .meta({ minLength: min, maxLength: max })
  return { schema, expects, input, maxLength: max }
}

/** A body: text of `min` to `max` code points, and never more than `maxBytes` in UTF-8. */
export function bodyField(min: number, max: number, maxBytes: number = max * 4): FieldType<string> {
  return { ...textField(min, max, 'multiline'), maxBytes }
}

/** One word of a fixed set. */
export function enumField<const T extends string>(...options: [T, ...T[]]): FieldType<T> {
  const expects = expecting('choice', { options })
  return { schema: z.enum(options, { error: expects.code }), expects, input: 'choice', options }
}

/** A whole number from `min` to `max`, without leading zeros. */
export function numberField<T extends number = number>(min: number, max: number): FieldType<T> {
  const expects = expecting('number', { min, max })
  const wire = z.string().regex(/^(0|[1-9][0-9]{0,15})$/, expects.code)
  const value = z.custom<T>(
    (number) => Number.isInteger(number) && Number(number) >= min && Number(number) <= max,
    expects.code,
  )
  const schema = z.codec(wire, value, { decode: (text) => Number(text) as T, encode: String })
  return { schema, expects, input: 'number', min, max }
}

/** The id of a record. */
export function idField(): FieldType<RecordId> {
  const expects = expecting('id')
  const schema = z.codec(
    z.string().regex(/^[0-9a-f]{64}$/, expects.code),
    z.custom<RecordId>((id) => typeof id === 'string' && isRecordId(id), expects.code),
    {
      // The pattern has been looked for already.
      decode: (text) => text as RecordId,
      encode: (id) => id,
    },
  )
  return { schema, expects, input: 'id' }
}

/** SHA-256 of a file, in hex. */
export function hashField(): FieldType<string> {
  const expects = expecting('hash')
  return { schema: z.string().regex(/^[0-9a-f]{64}$/, expects.code), expects, input: 'hash' }
}

/**
 * An amount: TAO with at most nine decimals on the wire, such as `50.5 TAO`, and rao below 2^64 as the value. Earlier
 * releases wrote the rao alone.
 */
export function amountField(): FieldType<bigint> {
  const expects = expecting('amount')
  const tao = z.string().regex(/^(0|[1-9][0-9]{0,10})(\.[0-9]{0,8}[1-9])? TAO$/, expects.code)
  const rao = z.string().regex(/^(0|[1-9][0-9]{0,19})$/, expects.code)
  const value = z.custom<bigint>((rao) => typeof rao === 'bigint' && rao >= 0n && rao < 2n ** 64n, expects.code)
  const schema = z.codec(tao, value, { decode: (text) => raoOf(text) ?? -1n, encode: taoText })
  return { schema, earlier: z.codec(rao, value, { decode: BigInt, encode: String }), expects, input: 'amount' }
}

/** An account: its SS58 address with prefix 42. */
export function accountField(): FieldType<Address> {
  const expects = expecting('account')
  const schema = z.codec(
    z.string().refine(isAddress, expects.code),
    z.custom<Address>((text) => typeof text === 'string' && isAddress(text), expects.code),
    { decode: (text) => text as Address, encode: (text) => text },
  )
  return { schema, expects, input: 'account', maxLength: 48 }
}

/** An Ed25519 public key: `ed25519:<64 hex>` on the wire, the 64 hexadecimal digits as the value. */
export function sessionKeyField(): FieldType<string> {
  const expects = expecting('session-key')
  const wire = z.string().regex(/^ed25519:[0-9a-f]{64}$/, expects.code)
  const value = z.string().regex(/^[0-9a-f]{64}$/, expects.code)
  const schema = z.codec(wire, value, { decode: (text) => text.slice(8), encode: (key) => `ed25519:${key}` })
  return { schema, expects, input: 'key' }
}

/** A time: `2026-11-22T15:00:00Z` on the wire, Unix milliseconds as the value. */
export function timeField(): FieldType<number> {
  const expects = expecting('time')
  const wire = z
    .string()
    .refine((text) => parseTime(text) !== null, expects.code)
    .meta({ format: 'date-time' })
  const value = z.custom<number>((ms) => typeof ms === 'number' && formatTime(ms) !== null, expects.code)
  const codec = z.codec(wire, value, {
    decode: (text) => parseTime(text) ?? Number.NaN,
    encode: (ms) => formatTime(ms) ?? '',
  })
  return { schema: codec, expects, input: 'time' }
}

/** One to `max` different items of one shape, joined by commas. */
export function listField<T>(item: FieldType<T>, max: number, order?: (a: T, b: T) => number): FieldType<T[]> {
  const expects = expecting(order ? 'rising-list' : 'list', { max })
  const isList = (items: T[]): boolean =>
    items.length >= 1 && items.length <= max && items.every((each, i) => i === 0 || isAfter(items, i, each, order))
  const value = z
    .array(z.custom<T>((each) => z.safeEncode(item.schema, each as T).success, expects.code))
    .refine(isList, expects.code)
  const schema = z.codec(z.string().regex(/^[^,]+(,[^,]+)*$/, expects.code), value, {
    decode: (text, context) => text.split(',').map((part) => decodeItem(item, part, context)),
    encode: (items) => items.map((each) => z.encode(item.schema, each)).join(','),
  })
  return { schema, expects, input: 'list', item, maxItems: max, ...(item.options ? { options: item.options } : {}) }
}

function isAfter<T>(items: T[], i: number, each: T, order?: (a: T, b: T) => number): boolean {
  const before = items[i - 1]
  return order && before !== undefined ? order(before, each) < 0 : items.indexOf(each) === i
}

function decodeItem<T>(item: FieldType<T>, part: string, context: z.core.ParsePayload): T {
  const result = z.safeDecode(item.schema, part)
  if (result.success) return result.data
  context.issues.push({ code: 'custom', message: item.expects.code, input: part })
  return z.NEVER
}
