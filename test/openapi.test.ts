import { describe, expect, test } from 'vitest'
import { openapi } from '../src/api/openapi.ts'
import { viewNames, viewOf } from '../src/views/registry.ts'

interface Schema {
  $ref?: string
  type?: string
  pattern?: string
  minimum?: number
  properties?: Record<string, Schema>
  anyOf?: Schema[]
  oneOf?: Schema[]
  enum?: unknown[]
}

interface Parameter {
  name: string
  in: string
  required?: boolean
  schema: Schema
}

interface Answer {
  $ref?: string
  content?: Record<string, { schema: Schema }>
}

interface Item {
  operationId: string
  summary: string
  security?: unknown
  parameters?: Parameter[]
  responses: Record<string, Answer>
}

interface Document {
  paths: Record<string, Record<string, Item>>
  components: { responses: Record<string, Answer>; schemas: Record<string, Schema> }
}

const document: Document = JSON.parse(JSON.stringify(openapi()))
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, name: `${method} ${path}`, ...operation })),
)

/** Names of the operations of which something does not hold. */
const without = (holds: (operation: (typeof operations)[number]) => boolean): string[] =>
  operations.filter((each) => !holds(each)).map(({ name }) => name)

/** Parameters that are whole numbers wherever they stand. */
const numbers = ['limit', 'at', 'after', 'before', 'width', 'window', 'band', 'share']

describe('every operation of the document', () => {
  test('says that it needs no key, and what it is called', () => {
    expect(operations.length).toBeGreaterThan(viewNames.length + 10)
    expect(without(({ security }) => Array.isArray(security) && security.length === 0)).toEqual([])
    expect(without(({ summary, operationId }) => summary !== '' && operationId !== '')).toEqual([])
  })

  test('types each parameter: numbers as numbers with a least value, and those of its path as needed', () => {
    const typed = ({ type, anyOf, oneOf, enum: words, $ref }: Schema) =>
      Boolean(type ?? anyOf ?? oneOf ?? words ?? $ref)
    expect(without(({ parameters = [] }) => parameters.every(({ schema }) => typed(schema)))).toEqual([])
    const counted = operations.flatMap(({ name, parameters = [] }) =>
      parameters
        .filter((each) => numbers.includes(each.name))
        .map(({ name: parameter, schema: { type, minimum, pattern } }) => ({
          name,
          parameter,
          type,
          minimum,
          pattern,
        })),
    )
    expect(counted.length).toBeGreaterThan(60)
    expect(
      counted.filter(
        ({ type, minimum, pattern }) => type !== 'integer' || minimum === undefined || pattern !== undefined,
      ),
    ).toEqual([])
    const inPath = ({ path, parameters = [] }: (typeof operations)[number]) =>
      parameters.flatMap((each) =>
        each.in === 'path' && each.required && path.includes(`{${each.name}}`) ? [each] : [],
      )
    expect(without((each) => inPath(each).length === Array.from(each.path.matchAll(/\{/g)).length)).toEqual([])
  })

  test('says what it answers, and every way in which it fails as a problem document', () => {
    const fine = ([status]: [string, Answer]) => status.startsWith('2')
    const failing = ({ responses }: Item) => Object.entries(responses).filter((each) => !fine(each))
    expect(without(({ responses }) => Object.entries(responses).filter(fine).length === 1)).toEqual([])
    expect(without((each) => failing(each).some(([status]) => status === '500'))).toEqual([])
    expect(
      without((each) =>
        failing(each).every(([status, { $ref }]) => $ref === `#/components/responses/Problem${status}`),
      ),
    ).toEqual([])
    for (const { content } of Object.values(document.components.responses))
      expect(content).toEqual({ 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } })
    expect(document.components.schemas.Problem?.properties?.code?.enum?.length).toBeGreaterThan(20)
  })

  test('answers JSON of a shape that is said', () => {
    const json = ({ responses }: Item) =>
      Object.values(responses).flatMap(({ content = {} }) => content['application/json']?.schema ?? [])
    expect(without((each) => json(each).every(({ $ref, type }) => $ref !== undefined || type === 'object'))).toEqual([])
  })
})

describe('every view', () => {
  const resolve = ({ $ref }: Schema): Schema => document.components.schemas[$ref?.split('/').at(-1) ?? ''] ?? {}
  const answerOf = (name: string): Schema =>
    document.paths[`/api/views/${name}`]?.get?.responses['200']?.content?.['application/json']?.schema ?? {}

  test('has an answer of its own, with more in it than the frame of every result', () => {
    const references = viewNames.map((name) => answerOf(viewOf(name).name).$ref)
    expect(new Set(references).size).toBe(viewNames.length)
    const frame = Object.keys(document.components.schemas.Result?.properties ?? {})
    expect(frame).toContain('checkpoint')
    for (const name of viewNames) {
      const schema = resolve(answerOf(viewOf(name).name))
      for (const form of schema.anyOf ?? schema.oneOf ?? [schema]) {
        const properties = Object.keys((form.$ref ? resolve(form) : form).properties ?? {})
        expect(properties, name).toEqual(expect.arrayContaining(['view', 'version', 'parameters', 'checkpoint']))
        expect(properties.filter((each) => !frame.includes(each)).length, name).toBeGreaterThan(0)
      }
    }
  })
})
