/** From zod schemas to the JSON Schemas of the OpenAPI document. */

import * as z from 'zod'
import { valueSchemaOf, viewNames } from '../views/registry.ts'
import { result } from './contract.ts'

export type Json = Record<string, unknown>

/** How a value is sent (`input`), or how it comes (`output`). */
type Direction = 'input' | 'output'

/** The JSON Schema of a schema. Whole numbers that travel as text are said as numbers; our own marks are left out. */
export function schemaOf(schema: z.ZodType, io: Direction = 'input'): Json {
  const override = ({ jsonSchema }: { jsonSchema: Json }): void => {
    delete jsonSchema.own
    if (jsonSchema.type === 'integer') delete jsonSchema.pattern
  }
  const made: Json = { ...z.toJSONSchema(schema, { io, unrepresentable: 'any', override }) }
  delete made.$schema
  delete made['~standard']
  return made
}

export const schemasOf = (schemas: Record<string, z.ZodType> = {}): Record<string, Json> =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, schemaOf(schema)]))

// A JSON Schema of an object has an object of schemas there, and a list of names here.
export const propertiesOf = (schema: Json): Record<string, Json> => (schema.properties ?? {}) as Record<string, Json>
export const requiredOf = (schema: Json): string[] => (schema.required ?? []) as string[]

/** Parameters of an operation, from the schemas of their values. */
export function parametersOf(place: string, schemas: Record<string, Json>, required: string[]): Json[] {
  return Object.entries(schemas).map(([name, { description, ...schema }]) => ({
    name,
    in: place,
    ...(required.includes(name) && { required: true }),
    ...(description !== undefined && { description }),
    schema,
  }))
}

/** Parameters of a query, from the schema of all of them. */
export function queryOf(schema: z.ZodType): Json[] {
  const query = schemaOf(schema)
  return parametersOf('query', propertiesOf(query), requiredOf(query))
}

/** What each view answers with: what it says, in the frame of every result. */
export function resultSchemas(): Record<string, Json> {
  const made = viewNames.map((name) => [resultName(name), framed(schemaOf(valueSchemaOf(name), 'output'))])
  return Object.fromEntries(made)
}

/** Name of the schema of what a view answers with. */
export const resultName = (view: string): string => `view.${view}`

/** The schema of a value, or of each of its forms, with the frame of a result around it. */
export function framed(value: Json): Json {
  for (const forms of ['anyOf', 'oneOf'] as const) {
    const each = value[forms]
    if (Array.isArray(each)) return { ...value, [forms]: each.map(framed) }
  }
  const frame = schemaOf(result, 'output')
  return {
    ...value,
    properties: { ...propertiesOf(frame), ...propertiesOf(value) },
    required: [...requiredOf(frame), ...requiredOf(value)],
  }
}
