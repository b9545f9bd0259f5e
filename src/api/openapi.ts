/** The OpenAPI 3.1 document, generated from the contract and from the registries of kinds and views. */

import * as z from 'zod'
import { type JsonSchema, jsonSchemaOf } from '../records/json-schema.ts'
import { isKindName, kindNames } from '../records/registry.ts'
import { viewNames, viewOf } from '../views/registry.ts'
import { type Answer, at, type Operation, problem, type Route, routes, shapes, type ViewList } from './contract.ts'
import { problemCodes, titleOf } from './status.ts'

type Json = Record<string, unknown>

/** JSON Schema of what a kind says, as it stands on the wire; null when there is no such kind. */
export function kindSchema(name: string): JsonSchema | null {
  return isKindName(name) ? jsonSchemaOf(name) : null
}

/** The views with the JSON Schema of their parameters. */
export function viewList(): ViewList {
  const list = viewNames.map((key) => {
    const { name, version, title, summary, params } = viewOf(key)
    return { name, version, title, summary, parameters: schemaOf(params) }
  })
  return { views: list }
}

/** The document as a value. */
export function openapi(): object {
  const paths: Record<string, Json> = {}
  for (const [operation, route] of Object.entries(routes) as [Operation, Route][]) {
    for (const [path, item] of operation === 'view'
      ? viewPaths(route)
      : ([[route.path, operationItem(operation, route)]] as const))
      paths[path] = { ...paths[path], [route.method]: item }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sensus',
      version: '1',
      description:
        'Signed records in an append-only log that anybody can check, and views that follow from it. ' +
        'Reading is public; writing needs a signature and nothing else. Formats: docs/formats.md.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      responses: Object.fromEntries(problemStatuses().map((status) => [`Problem${status}`, problemAnswer(status)])),
      schemas: {
        ...schemasOf(shapes),
        Problem: { ...schemaOf(problem), properties: { ...propertiesOf(schemaOf(problem)), code: codeSchema() } },
        ...Object.fromEntries(kindNames.map((name) => [`kind.${name}`, kindSchema(name)])),
      },
    },
  }
}

let text: string | null = null

/** The document as it stands in the repository: two spaces, final newline. */
export function openapiText(): string {
  text ??= `${JSON.stringify(openapi(), null, 2)}\n`
  return text
}

/** Views differ in their parameters, so each has a path of its own. */
function viewPaths(route: Route): [string, Json][] {
  return viewNames.map((key) => {
    const { name, title, summary, params } = viewOf(key)
    const query = { ...schemaOf(params) }
    const own = parametersOf('query', propertiesOf(query), requiredOf(query))
    const size = parametersOf('query', { at: schemaOf(at) }, [])
    const { params: _, ...rest } = route
    const item = operationItem(`view-${name}`, { ...rest, summary: title, description: summary })
    return [route.path.replace('{name}', name), { ...item, parameters: [...own, ...size] }]
  })
}

function operationItem(operationId: string, route: Route): Json {
  const query = route.query ? schemaOf(route.query) : {}
  const parameters = [
    ...parametersOf('path', schemasOf(route.params), Object.keys(route.params ?? {})),
    ...parametersOf('query', propertiesOf(query), requiredOf(query)),
    ...parametersOf('header', schemasOf(route.headers), []),
  ]
  const problems = route.problems.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }])
  return {
    operationId,
    summary: route.summary,
    ...(route.description && { description: route.description }),
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && {
      requestBody: {
        required: true,
        description: route.body.words,
        content: { [route.body.type]: { schema: { type: 'string' } } },
      },
    }),
    responses: { [route.status]: answerItem(route.answer), ...Object.fromEntries(problems) },
  }
}

function answerItem({ words, type, schema }: Answer): Json {
  return { description: words, content: { [type.split(';')[0] ?? type]: { schema: answerSchema(type, schema) } } }
}

function answerSchema(type: string, schema: z.ZodType | undefined): Json {
  if (!schema) return type === 'application/octet-stream' ? {} : { type: 'string' }
  const named = Object.entries(shapes).find(([, shape]) => shape === schema)
  return named ? { $ref: `#/components/schemas/${named[0]}` } : schemaOf(schema)
}

function problemStatuses(): number[] {
  const used = Object.values<Route>(routes).flatMap(({ problems }) => problems)
  return [...new Set(used)].sort((a, b) => a - b)
}

function problemAnswer(status: number): Json {
  const codes = problemCodes().filter((each) => each.status === status)
  const lines = codes.map(({ code, words }) => `- \`${code}\`: ${words}`)
  return {
    description: [titleOf(status), ...lines].join('\n'),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}

function parametersOf(place: string, schemas: Record<string, Json>, required: string[]): Json[] {
  return Object.entries(schemas).map(([name, { description, ...schema }]) => ({
    name,
    in: place,
    ...(required.includes(name) && { required: true }),
    ...(description !== undefined && { description }),
    schema,
  }))
}

function codeSchema(): Json {
  return { type: 'string', enum: problemCodes().map(({ code }) => code), description: 'The code of the refusal.' }
}

function schemaOf(schema: z.ZodType): Json {
  const {
    $schema: _,
    '~standard': __,
    ...rest
  } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json
  return rest
}

const schemasOf = (schemas: Record<string, z.ZodType> = {}): Record<string, Json> =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, schemaOf(schema)]))
const propertiesOf = (schema: Json): Record<string, Json> => (schema.properties ?? {}) as Record<string, Json>
const requiredOf = (schema: Json): string[] => (schema.required ?? []) as string[]
