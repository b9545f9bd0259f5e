/** Shapes that stand in the answers of several views: each is a component of the OpenAPI document, said once. */

import type * as z from 'zod'
import { spread } from '../views/chain/values/concentration.ts'
import { governanceKey } from '../views/chain/values/influence.ts'
import { named, source } from '../views/chain/values/named.ts'
import { ruleTerms } from '../views/chain/values/power.ts'
import { change } from '../views/fields.ts'
import { answered, fieldChange, version } from '../views/people/values/said.ts'
import { result } from './contract.ts'
import { type Json, schemaOf } from './openapi-schemas.ts'

const shared: Readonly<Record<string, z.ZodType>> = {
  'part.answered': answered,
  'part.change': change,
  'part.checkpoint': result.shape.checkpoint,
  'part.field-change': fieldChange,
  'part.governance-key': governanceKey,
  'part.label': named.shape.label.unwrap(),
  'part.named': named,
  'part.rule-terms': ruleTerms,
  'part.source': source,
  'part.spread': spread,
  'part.version': version,
}

/** Puts a reference where one of the shared shapes stands in a schema. */
export type Refer = (schema: Json) => Json

/** The shared shapes as components, and what puts references to them into other schemas. */
export function sharedSchemas(): { schemas: Record<string, Json>; refer: Refer } {
  const made = Object.entries(shared).map(([name, schema]) => [name, schemaOf(schema, 'output')] as const)
  const names = new Map(made.map(([name, { description: _, ...schema }]) => [JSON.stringify(schema), name]))
  const each = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(each)
    return isJson(value) ? (reference(value) ?? inside(value)) : value
  }
  const reference = ({ description, ...schema }: Json): Json | null => {
    const name = names.get(JSON.stringify(schema))
    if (name === undefined) return null
    return { $ref: `#/components/schemas/${name}`, ...(description !== undefined && { description }) }
  }
  const inside: Refer = (schema) => Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, each(value)]))
  return { schemas: Object.fromEntries(made.map(([name, schema]) => [name, inside(schema)])), refer: inside }
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null
