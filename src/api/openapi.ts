/** The OpenAPI 3.1 document, generated from the contract and from the registries of kinds and views. */

import type * as z from 'zod'
import { type PictureName, pictureNames, pictureOf, picturesOf } from '../draw/registry.ts'
import { type JsonSchema, jsonSchemaOf } from '../records/json-schema.ts'
import { isKindName, kindNames } from '../records/registry.ts'
import { type ViewName, viewNames, viewOf } from '../views/registry.ts'
import {
  type Answer,
  at,
  drawing,
  type Operation,
  problem,
  type Route,
  routes,
  shapes,
  type ViewList,
} from './contract.ts'
import {
  type Json,
  parametersOf,
  propertiesOf,
  queryOf,
  resultName,
  resultSchemas,
  schemaOf,
  schemasOf,
} from './openapi-schemas.ts'
import { sharedSchemas } from './openapi-shared.ts'
import { problemCodes, titleOf } from './status.ts'

/** JSON Schema of what a kind says, as it stands on the wire; null when there is no such kind. */
export function kindSchema(name: string): JsonSchema | null {
  return isKindName(name) ? jsonSchemaOf(name) : null
}

/** The views with the JSON Schema of their parameters, and their pictures. */
export function viewList(): ViewList {
  const list = viewNames.map((key) => {
    const { name, version, title, summary, params } = viewOf(key)
    return { name, version, title, summary, parameters: schemaOf(params), pictures: picturesOf(key) }
  })
  return { views: list }
}

/** The document as a value. */
export function openapi(): object {
  const { schemas, refer } = sharedSchemas()
  const paths: Record<string, Json> = {}
  for (const [operation, route] of Object.entries(routes) as [Operation, Route][])
    for (const [path, item] of itemsOf(operation, route)) paths[path] = { ...paths[path], [route.method]: item }
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
        Subject: subjectSchema(),
        ...refer(resultSchemas()),
        ...schemas,
        Problem: { ...schemaOf(problem), properties: { ...propertiesOf(schemaOf(problem)), code: codeSchema() } },
        ...Object.fromEntries(kindNames.map((name) => [`kind.${name}`, kindSchema(name)])),
      },
    },
  }
}

let text: string | null = null

/** The document as it stands in the repository: one space for each level, since it is deep, and a final newline. */
export function openapiText(): string {
  text ??= `${JSON.stringify(openapi(), null, 1)}\n`
  return text
}

/** The operations of a route by their paths: views and pictures differ in their parameters, so each has its own. */
function itemsOf(operation: Operation, route: Route): [string, Json][] {
  if (operation === 'view') return viewNames.map((name) => viewItem(name, route))
  if (operation === 'picture') return pictureNames.map((name) => pictureItem(name, route))
  return [[route.path, operationItem(operation, route)]]
}

function viewItem(key: ViewName, { params: _, ...route }: Route): [string, Json] {
  const { name, title, summary, params } = viewOf(key)
  const item = operationItem(`view-${name}`, { ...route, summary: title, description: summary })
  const parameters = [...queryOf(params), ...sizeParameter()]
  return [route.path.replace('{name}', name), { ...item, parameters, responses: viewResponses(key, route) }]
}

function viewResponses(name: ViewName, route: Route): Json {
  const schema = { $ref: `#/components/schemas/${resultName(name)}` }
  const answer = { description: route.answer.words, content: { 'application/json': { schema } } }
  return { ...responsesOf(route), [route.status]: answer }
}

function pictureItem(key: PictureName, { params: _, query: __, ...route }: Route): [string, Json] {
  const { name, title, view, needs = [], options } = pictureOf(key)
  const of = `The value of the view \`${view}\` as a picture.`
  const item = operationItem(`picture-${name}`, { ...route, summary: title, description: of })
  const asked = queryOf(viewOf(view).params).map((each) => (needs.includes(String(each.name)) ? needed(each) : each))
  const taken = [...options, 'v', 'at'] as const
  const drawn = queryOf(drawing).filter(({ name: option }) => taken.some((each) => each === option))
  return [route.path.replace('{name}', name), { ...item, parameters: [...asked, ...drawn] }]
}

const needed = ({ name, in: place, ...rest }: Json): Json => ({ name, in: place, required: true, ...rest })
const sizeParameter = (): Json[] => parametersOf('query', { at: schemaOf(at) }, [])

function operationItem(operationId: string, route: Route): Json {
  const parameters = [
    ...parametersOf('path', schemasOf(route.params), Object.keys(route.params ?? {})),
    ...(route.query ? queryOf(route.query) : []),
    ...parametersOf('header', schemasOf(route.headers), []),
  ]
  return {
    operationId,
    summary: route.summary,
    ...(route.description && { description: route.description }),
    // Reading is public, and a record carries its own signature.
    security: [],
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && { requestBody: bodyItem(route.body) }),
    responses: responsesOf(route),
  }
}

function bodyItem({ type, words, parts }: NonNullable<Route['body']>): Json {
  const schema = parts === undefined ? { type: 'string' } : formSchema(parts)
  return { required: true, description: words, content: { [type]: { schema } } }
}

function formSchema(parts: Readonly<Record<string, string>>): Json {
  const properties = Object.entries(parts).map(([name, description]) => [name, { type: 'string', description }])
  return { type: 'object', required: ['record'], properties: Object.fromEntries(properties) }
}

function responsesOf({ status, answer, problems }: Route): Json {
  const refs = [...problems, anyProblem].map((each) => [each, { $ref: `#/components/responses/Problem${each}` }])
  return { [status]: answerItem(answer), ...Object.fromEntries(refs) }
}

/** A promise of the software may be broken behind every operation. */
const anyProblem = 500

function answerItem({ words, type, schema }: Answer): Json {
  return { description: words, content: { [type.split(';')[0] ?? type]: { schema: answerSchema(type, schema) } } }
}

/** The answer on a subject holds the result of a view. */
function subjectSchema(): Json {
  const { properties, ...schema } = schemaOf(shapes.Subject)
  const result = { $ref: `#/components/schemas/${resultName('subject')}` }
  return { ...schema, properties: { ...(properties as Json), result } }
}

function answerSchema(type: string, schema: z.ZodType | undefined): Json {
  if (!schema) return type === 'application/octet-stream' ? {} : { type: 'string' }
  const named = Object.entries(shapes).find(([, shape]) => shape === schema)
  return named ? { $ref: `#/components/schemas/${named[0]}` } : schemaOf(schema)
}

function problemStatuses(): number[] {
  const used = Object.values<Route>(routes).flatMap(({ problems }) => problems)
  return [...new Set([...used, anyProblem])].sort((a, b) => a - b)
}

function problemAnswer(status: number): Json {
  const codes = problemCodes().filter((each) => each.status === status)
  const lines = codes.map(({ code, words }) => `- \`${code}\`: ${words}`)
  return {
    description: [titleOf(status), ...lines].join('\n'),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}

function codeSchema(): Json {
  return { type: 'string', enum: problemCodes().map(({ code }) => code), description: 'The code of the refusal.' }
}
