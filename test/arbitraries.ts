import fc from 'fast-check'
import { addressOf } from '../src/log/ss58.ts'
import { zeroWidth } from '../src/records/characters.ts'
import { isLonger, longestBody, longestValue } from '../src/records/envelope.ts'
import type { Field, Shape } from '../src/records/fields.ts'
import type { FieldsOf, KindName } from '../src/records/registry.ts'
import { kindOf, kinds } from '../src/records/registry.ts'
import { tidyBody } from '../src/records/title.ts'

const hexDigits = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 })

/** Text of all scripts that a header or a body of this shape may hold. */
function textOf(shape: Shape<unknown>): fc.Arbitrary<string> {
  const isBody = shape.input === 'multiline'
  const bytes = isBody ? (shape.maxBytes ?? longestBody) : longestValue
  const unit = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 1 }),
    fc.constantFrom('\n', ' ', '— ', ': ', 'ü', '時', '🗳️'),
  )
  return fc
    .array(unit, { minLength: 1, maxLength: Math.min(shape.maxLength ?? 40, 200) })
    .map((units) => tidyBody(isBody ? units.join('') : units.join('').replace(/\s+/g, ' ')))
    .filter((text) => isBody || !zeroWidth.test(text))
    .filter((text) => !isLonger(text, bytes) && shape.schema.safeParse(text).success)
}

/** Values of a shape, made from what the shape says of itself. */
export function anyOf(shape: Shape<unknown>): fc.Arbitrary<unknown> {
  switch (shape.input) {
    case 'choice':
      return fc.constantFrom(...shape.options!)
    case 'number':
      return fc.integer({ min: shape.min!, max: shape.max! })
    case 'list':
      return fc
        .uniqueArray(anyOf(shape.item!), { minLength: 1, maxLength: Math.min(shape.maxItems!, 12) })
        .map((items) => items.toSorted((a, b) => Number(a) - Number(b)))
    case 'time':
      return fc.integer({ min: -62_167_219_200, max: 253_402_300_799 }).map((seconds) => seconds * 1000)
    case 'id':
    case 'hash':
    case 'key':
      return hexDigits
    case 'amount':
      return fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
    case 'account':
      return anyAccount
    case 'text':
    case 'multiline':
      return textOf(shape)
  }
}

const anyAccount = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(addressOf)

/** What chance hardly ever gives: an end of a session within its 30 days, a list of known accounts. */
function unlikely(name: KindName, time: number): Record<string, unknown> {
  if (name === 'session') return { notAfter: time + 86_400_000 }
  return name === 'labels' ? { body: kinds.labels.example.body } : {}
}

/** Fields of a kind that its own rule allows at a signing time. */
export function fieldsOf<K extends KindName>(name: K, time: number): fc.Arbitrary<FieldsOf<K>> {
  const kind = kindOf(name)
  const fields: [string, Field][] = [
    ...Object.entries(kind.fields),
    ...(kind.body ? ([['body', kind.body]] as const) : []),
  ].map(([key, field]) => [key, field])
  const model = Object.fromEntries(fields.map(([key, field]) => [key, anyOf(field)]))
  return (
    fc
      .record(model, { requiredKeys: fields.filter(([, field]) => field.required).map(([key]) => key) })
      .map((values) => ({ ...values, ...unlikely(name, time) }))
      .filter((values) => !kind.rule?.(values, { account: '' as never, time }))
      // The model has exactly the fields of this kind.
      .map((values) => values as FieldsOf<K>)
  )
}
