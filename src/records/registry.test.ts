import { describe, expect, expectTypeOf, test } from 'vitest'
import * as z from 'zod'
import type { RecordId } from './ids.ts'
import { jsonSchemaOf, wireExample } from './json-schema.ts'
import type { SignedRecord } from './record.ts'
import { describeKind, kindNames, kindOf } from './registry.ts'

describe.each(kindNames)('%s', (name) => {
  const kind = kindOf(name)

  test('says what it is, field by field', () => {
    expect(kind.name).toBe(name)
    for (const words of [kind.summary, kind.upgrade]) expect(words).toMatch(/\.$/)
    const fields = describeKind(name)
    expect(fields.every(({ label, hint }) => label.length > 2 && hint.endsWith('.'))).toBe(true)
    expect(fields.filter(({ kind, options }) => kind === 'choice' && !options)).toEqual([])
    expect(
      fields.filter(({ header }) => ['action', 'account', 'session', 'time', 'nonce'].includes(header ?? '')),
    ).toEqual([])
  })

  test('has a JSON Schema that its example fits', () => {
    const schema = z.fromJSONSchema(jsonSchemaOf(name) as Parameters<typeof z.fromJSONSchema>[0])
    expect(schema.safeParse(wireExample(kind)).error).toBe(undefined)
    expect(schema.safeParse({ ...wireExample(kind), colour: 'red' }).success).toBe(false)
    expect(jsonSchemaOf(name)).toMatchObject({
      required: describeKind(name)
        .filter((field) => field.required)
        .map(({ header }) => header ?? 'body'),
    })
  })
})

test('the kind of a record narrows its fields', () => {
  const about = (record: SignedRecord): RecordId | undefined => {
    if (record.kind !== 'vote') return undefined
    expectTypeOf(record.fields.choice).toEqualTypeOf<'agree' | 'disagree' | 'pass'>()
    expectTypeOf(record.fields.importance).toEqualTypeOf<1 | 2 | 3 | undefined>()
    return record.fields.about
  }
  expectTypeOf(about).returns.toEqualTypeOf<RecordId | undefined>()
  expect(about({ kind: 'vote', fields: { about: 'x' } } as SignedRecord)).toBe('x')
})
