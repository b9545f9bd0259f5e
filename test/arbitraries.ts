import fc from 'fast-check'
import { addressOf } from '../src/log/ss58.ts'
import { isLonger, longestBody, longestValue } from '../src/records/envelope.ts'
import type { Field, FieldType } from '../src/records/fields.ts'
import { subnetSubject } from '../src/records/opinion-subject.ts'
import type { Predicate } from '../src/records/people/predicate.ts'
import type { FieldsOf, KindName } from '../src/records/registry.ts'
import { kindOf } from '../src/records/registry.ts'
import { tidyBody } from '../src/records/title.ts'

const anyAccount = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(addressOf)

const hexDigits = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 })

/** Text of all scripts that a header or a body of this shape may hold. */
function textOf(shape: FieldType<unknown>): fc.Arbitrary<string> {
  const isBody = shape.input === 'multiline'
  const bytes = isBody ? (shape.maxBytes ?? longestBody) : longestValue
  const unit = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 1 }),
    fc.constantFrom('\n', ' ', '— ', ': ', 'ü', '時', '🗳️'),
  )
  return fc
    .array(unit, { minLength: 1, maxLength: Math.min(shape.maxLength ?? 40, 200) })
    .map((units) => tidyBody(isBody ? units.join('') : units.join('').replace(/\s+/g, ' ')))
    .filter((text) => !isLonger(text, bytes) && shape.schema.safeParse(text).success)
}

/** Values of a shape, made from what the shape says of itself. */
export function anyOf(shape: FieldType<unknown>): fc.Arbitrary<unknown> {
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
    case 'day':
      return fc
        .integer({ min: -30_609_792, max: 32_503_680 })
        .map((seconds) => new Date(seconds * 1000).toISOString().slice(0, 10))
    case 'id':
    case 'hash':
    case 'key':
      return hexDigits
    case 'amount':
      return fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
    case 'account':
      return anyAccount
    case 'subject':
      return fc.oneof(anyAccount, hexDigits, fc.integer({ min: 0, max: 65_535 }).map(subnetSubject))
    case 'text':
    case 'multiline':
      return textOf(shape)
  }
}

/** What chance hardly ever gives, by name of the field: times within a window, and texts in a form of their own. */
function unlikely(name: KindName, time: number): Record<string, fc.Arbitrary<unknown>> {
  const { body } = kindOf(name).example as { body?: string }
  const told = fc.constant(body)
  const soon = fc.integer({ min: 1, max: 86_400 }).map((seconds) => time + seconds * 1000)
  switch (name) {
    case 'session':
      return { notAfter: soon }
    case 'known-accounts':
    case 'ladder':
      return { body: told }
    case 'introduction':
      return {
        stakeAs: fc.constant('withheld'),
        stake: fc.constant(undefined),
        stakeBelow: fc.constant(undefined),
        since: anyDate,
        body: told,
      }
    case 'event':
      return { date: anyDate, body: told }
    case 'use-of-influence':
      return { from: fc.constant('1971-01-01'), to: fc.constant('1971-03-31'), body: told }
    case 'question':
      return { touches: fc.option(anyCalls, { nil: undefined }), body: told }
    case 'web-proof':
      return { method: fc.constant('dns'), place: fc.constantFrom('heron.example.org', 'a-b.example') }
    case 'announcement':
      return { until: soon }
    case 'explanation':
      return { announcement: hexDigits, secret: hexDigits.map((digits) => digits.slice(32)) }
    case 'promise':
      return { predicate: anyPredicate, until: soon }
    case 'position':
      return { predicate: anyPredicate, until: soon, body: told }
    case 'attribution':
    case 'opinion':
      return { until: soon, body: told }
    default:
      return kindOf(name).sections ? { body: told } : {}
  }
}

const anyDate = fc.constantFrom('2020', '2020-06', '2020-02-29')

const anyCalls = fc.subarray(['AdminUtils', 'System.set_code'], { minLength: 1 })

const anyPredicate: fc.Arbitrary<Predicate> = fc.oneof(
  fc.record({
    what: fc.constantFrom('take' as const, 'influence' as const),
    account: anyAccount,
    most: fc.integer({ min: 0, max: 10_000 }),
  }),
  fc.record({
    what: fc.constant('stake' as const),
    account: anyAccount,
    least: fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }),
  }),
  fc.record({ what: fc.constant('owner' as const), account: anyAccount, netuid: fc.integer({ min: 0, max: 65_534 }) }),
)

/** Fields of a kind that its own rule allows at a signing time. */
export function fieldsOf<K extends KindName>(name: K, time: number): fc.Arbitrary<FieldsOf<K>> {
  const kind = kindOf(name)
  const fields: [string, Field][] = [
    ...Object.entries(kind.fields),
    ...(kind.body ? ([['body', kind.body]] as const) : []),
  ].map(([key, field]) => [key, field])
  const own = unlikely(name, time)
  const model = Object.fromEntries(fields.map(([key, field]) => [key, own[key] ?? anyOf(field)]))
  return (
    fc
      .record(model, {
        requiredKeys: fields.filter(([key, field]) => field.required || key in own).map(([key]) => key),
      })
      .filter((values) => !kind.rule?.(values, { account: '' as never, time }))
      // The model has exactly the fields of this kind.
      .map((values) => values as FieldsOf<K>)
  )
}
