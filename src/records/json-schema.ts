import * as z from 'zod'
import type { Field } from './fields.ts'
import { encodeFields } from './headers.ts'
import { headerOf } from './kind.ts'
import { Refusal, refusalLine } from './refusals.ts'
import { type AnyKind, type FieldsOf, type KindName, kindOf } from './registry.ts'

/** A JSON Schema (2020-12) as plain data. */
export type JsonSchema = z.core.JSONSchema.BaseSchema

/**
 * JSON Schema of the headers and the body of a kind as they stand on the wire: every property is a string, named like
 * its header. It says less than the parser where JSON Schema cannot say more (real dates, rules about two fields).
 */
export function jsonSchemaOf(name: KindName): JsonSchema {
  const kind = kindOf(name)
  const headers = Object.entries(kind.fields).map(([key, field]) => [headerOf(key), field] as const)
  const all = kind.body ? [...headers, ['body', kind.body] as const] : headers
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: kind.title,
    description: kind.summary,
    type: 'object',
    properties: Object.fromEntries(all.map(([key, field]) => [key, property(field)])),
    required: all.filter(([, field]) => field.required).map(([key]) => key),
    additionalProperties: false,
    examples: [wireExample(kind)],
  }
}

function property(field: Field): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(field.schema, { io: 'input' })
  return { title: field.label, description: field.hint, ...schema }
}

/** The example of a kind as strings under the names of its headers. */
export function wireExample(kind: AnyKind): Record<string, string> {
  const encoded = encodeFields(kind.name, kind.example as FieldsOf<KindName>)
  if (encoded instanceof Refusal) throw new Error(`The example of ${kind.name} is refused: ${refusalLine(encoded)}`)
  return { ...Object.fromEntries(encoded.headers), ...(encoded.body === undefined ? {} : { body: encoded.body }) }
}
