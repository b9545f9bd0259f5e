import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, expectTypeOf, test } from 'vitest'
import * as z from 'zod'
import type { RecordId } from './ids.ts'
import { jsonSchemaOf, wireExample } from './json-schema.ts'
import type { SignedRecord } from './record.ts'
import { describeKind, isKindName, kindNames, kindOf } from './registry.ts'
import { subjects } from './subject.ts'

const folder = new URL('.', import.meta.url).pathname

/** The names of the kinds that the files of a subject define. */
function kindsIn(subject: string): string[] {
  return readdirSync(`${folder}${subject}`).flatMap((file) => {
    const code = file.endsWith('.test.ts') ? '' : readFileSync(`${folder}${subject}/${file}`, 'utf8')
    return [...code.matchAll(/defineKind\(\{\s*name: '([^']+)'/g)].map(([, name]) => name!)
  })
}

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

  test('says what a record does and reveals, in one line each', () => {
    expect(kind.does).toMatch(/^[A-Z][^.]+$/)
    expect(kind.reveals).toMatch(/^(that|the|how|who|what|where|which) .*\.$/)
  })

  test('has a one-line form that is not empty, and a message where it is made of parameters', () => {
    const line = kind.line(kind.example)
    if ('text' in line) return expect(line.text).not.toBe('')
    const asked = [...(kind.lineWords ?? '').matchAll(/\{([a-z]+)[,}]/g)].map(([, name]) => name)
    const given = Object.keys(line.params)
    return expect(asked.sort()).toEqual(('of' in line ? [...given, 'words'] : given).sort())
  })

  test('is shown somewhere: a page alone, or one of what a field names', () => {
    const { shownAt, fields } = kind
    if (!('of' in shownAt))
      return expect(['movements', 'influence', 'transparency', 'referenda']).toContain(shownAt.page)
    const input = fields[shownAt.of]?.input
    if (shownAt.page === 'account') return expect(shownAt.of === 'account' ? 'account' : input).toBe('account')
    if (shownAt.page === 'subject') return expect(input).toBe('subject')
    return expect(shownAt.of === 'id' ? 'id' : input).toBe('id')
  })

  test('points with each field that holds an id at kinds that there are', () => {
    const ids = Object.entries(kind.fields).filter(([, { input }]) => input === 'id' || input === 'subject')
    expect(Object.keys(kind.points ?? {}).sort()).toEqual(ids.map(([field]) => field).sort())
    for (const pointer of Object.values(kind.points ?? {}))
      if (pointer?.kinds !== 'any') expect(pointer?.kinds.filter((name) => !isKindName(name))).toEqual([])
  })

  test('names files by the fields that hold hashes, and repeats what a field points at', () => {
    for (const field of Object.keys(kind.evidence ?? {})) {
      const own = kind.fields[field]
      expect((own?.item ?? own)?.input).toBe('hash')
    }
    for (const [field, repeated] of Object.entries(kind.repeats ?? {})) {
      expect(kind.fields[field]?.input).toBe('text')
      expect(kind.points?.[repeated?.of ?? '']).toBeDefined()
    }
  })

  test('stands in the folder of its subject', () => {
    expect(subjects.filter((subject) => kindsIn(subject).includes(name))).toEqual([kind.subject])
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
