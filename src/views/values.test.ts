import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { wordsIn } from '../../test/no-words.ts'
import { viewNames, viewOf } from './registry.ts'
import * as every from './views.ts'

interface Shape {
  properties?: Record<string, Shape>
  items?: Shape
  prefixItems?: Shape[]
  anyOf?: Shape[]
  oneOf?: Shape[]
  description?: string
  additionalProperties?: Shape | boolean
}

/** Paths of the properties that nothing describes, and how many properties there are. */
function undescribed(shape: Shape, path: string): { missing: string[]; all: number } {
  const own = Object.entries(shape.properties ?? {}).map(([name, each]) => ({ name: `${path}.${name}`, each }))
  const inner = [...(shape.anyOf ?? []), ...(shape.oneOf ?? []), ...(shape.prefixItems ?? [])]
  const deeper = [
    ...own.map(({ name, each }) => undescribed(each, name)),
    ...[...inner, ...(shape.items ? [shape.items] : [])].map((each) => undescribed(each, path)),
  ]
  return {
    missing: [
      ...own.flatMap(({ name, each }) => (each.description ? [] : [name])),
      ...deeper.flatMap(({ missing }) => missing),
    ],
    all: own.length + deeper.reduce((sum, { all }) => sum + all, 0),
  }
}

describe.each(viewNames)('the value of %s', (name) => {
  const schema = z.toJSONSchema(viewOf(name).value) as Shape

  test('has a JSON Schema that describes every property', () => {
    const { missing, all } = undescribed(schema, name)
    expect(missing).toEqual([])
    expect(all).toBeGreaterThan(0)
  })

  test('has no property beside those that it names', () => {
    const objects = JSON.stringify(schema).split('"properties":').length - 1
    expect(JSON.stringify(schema).split('"additionalProperties":false').length - 1).toBe(objects)
  })
})

test('no two views give themselves the same name', () => {
  expect(viewNames).toHaveLength(Object.keys(every).length)
})

describe('words in a value', () => {
  test('are told from codes, figures and what people wrote', () => {
    const value = {
      state: 'not-kept',
      rao: '50000000000',
      day: '2026-08-01',
      account: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY',
      field: 'furtherWallets',
      text: 'We keep it.',
      none: null,
    }
    expect(wordsIn(value, ['action: promise\n\nWe keep it.\n'])).toEqual([])
    expect(wordsIn(value, [])).toEqual([{ path: 'text', text: 'We keep it.' }])
    expect(wordsIn({ rules: [{ title: 'Senate: more than half' }, { state: 'not kept' }] }, [])).toEqual([
      { path: 'rules.0.title', text: 'Senate: more than half' },
      { path: 'rules.1.state', text: 'not kept' },
    ])
  })
})
