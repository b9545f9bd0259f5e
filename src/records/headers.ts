import * as z from 'zod'
import { type Envelope, isLonger, longestBody, shorten } from './envelope.ts'
import type { Field } from './fields.ts'
import { headerOf } from './kind.ts'
import { Refusal } from './refusals.ts'
import { type AnyKind, type FieldsOf, type KindName, kindOf } from './registry.ts'
import { readSections, writeSections } from './sections.ts'

/** The fields of a kind from the headers and the body of an envelope, in the order and the form that the kind asks for. */
export function readFields<K extends KindName>(name: K, envelope: Envelope): FieldsOf<K> | Refusal {
  const kind = kindOf(name)
  const refused =
    refusedSession(kind, envelope) ?? refusedHeaders(kind, envelope.headers) ?? refusedBody(kind, envelope.body)
  if (refused) return refused
  const values = decodeHeaders(kind, new Map(envelope.headers))
  if (values instanceof Refusal) return values
  if (envelope.body !== undefined) values.body = envelope.body
  const broken = wrongSections(kind, envelope.body) ?? kind.rule?.(values, envelope)
  if (broken) return new Refusal(kind.session && envelope.session ? 'session-scope' : 'bad-field', broken)
  // decodeHeaders gave each field the type of its own schema.
  return values as FieldsOf<K>
}

/** The headers and the body of a kind from its fields; a field that is undefined is left out. */
export function encodeFields<K extends KindName>(
  name: K,
  values: FieldsOf<K>,
): { headers: [string, string][]; body?: string } | Refusal {
  const kind = kindOf(name)
  const given = values as Record<string, unknown>
  const headers: [string, string][] = []
  for (const [key, field] of Object.entries(kind.fields)) {
    if (given[key] === undefined) continue
    const wire = z.safeEncode(field.schema, given[key])
    if (!wire.success) return badField(name, headerOf(key), String(given[key]), wire.error)
    headers.push([headerOf(key), wire.data])
  }
  return { headers, ...(typeof given.body === 'string' ? { body: given.body } : {}) }
}

/**
 * The fields of a kind from strings under their names in code or on the wire, as a form or a command line has them.
 * An empty string is a field that is left out. What is missing is for `writeText` to say.
 */
export function fieldsFromText<K extends KindName>(name: K, given: Record<string, string>): FieldsOf<K> | Refusal {
  const { fields, body, sections = {} } = kindOf(name)
  const values: Record<string, unknown> = {}
  const parts: Record<string, string> = {}
  for (const [key, wire] of Object.entries(given)) {
    if (wire === '') continue
    if (Object.hasOwn(sections, key)) {
      parts[key] = wire
      continue
    }
    const own = Object.keys(fields).find((each) => each === key || headerOf(each) === key)
    const value = own
      ? decode(name, headerOf(own), fields[own]!, wire)
      : key === 'body' && body
        ? wire
        : unknownField(name, key)
    if (value instanceof Refusal) return value
    values[own ?? 'body'] = value
  }
  if (Object.keys(parts).length > 0) {
    const written = writeSections(sections, parts)
    if (typeof written !== 'string') return new Refusal('bad-field', `In the ${name}, ${written.fault}.`)
    values.body = written
  }
  // Each value was decoded by the schema of its own field.
  return values as FieldsOf<K>
}

function unknownField(kind: KindName, key: string): Refusal {
  const { fields, body, sections = {} } = kindOf(kind)
  const names = [...Object.keys(fields).map(headerOf), ...Object.keys(sections), ...(body ? ['body'] : [])]
  return new Refusal(
    'header-unknown',
    `A record of the kind ${kind} has no field ${shorten(key)}: it has ${names.join(', ')}.`,
  )
}

function refusedSession(kind: AnyKind, { session }: Envelope): Refusal | null {
  if (session === undefined || kind.session) return null
  return new Refusal(
    'session-scope',
    `A session key may not sign a record of the kind ${kind.name}: sign it with the wallet.`,
  )
}

function refusedHeaders(kind: AnyKind, headers: [string, string][]): Refusal | null {
  const known = Object.keys(kind.fields).map(headerOf)
  const given = headers.map(([key]) => key)
  const unknown = given.find((key) => !known.includes(key))
  if (unknown)
    return new Refusal('header-unknown', `A record of the kind ${kind.name} has no header ${unknown}: take it out.`)
  const missing = Object.entries(kind.fields).find(([key, field]) => field.required && !given.includes(headerOf(key)))
  if (missing)
    return new Refusal(
      'header-missing',
      `The header ${headerOf(missing[0])} is missing: every record of the kind ${kind.name} has one.`,
    )
  const order = known.filter((key) => given.includes(key))
  if (given.every((key, i) => key === order[i])) return null
  return new Refusal(
    'header-order',
    `The headers of this ${kind.name} have to come in this order: ${order.join(', ')}.`,
  )
}

function refusedBody(kind: AnyKind, body: string | undefined): Refusal | null {
  if (body === undefined)
    return kind.body?.required
      ? new Refusal('body-missing', `A record of the kind ${kind.name} needs a body after a blank line: write one.`)
      : null
  if (!kind.body) return new Refusal('body-not-allowed', `A record of the kind ${kind.name} has no body: take it out.`)
  const { maxBytes = longestBody, maxLength = longestBody } = kind.body
  if (!isLonger(body, maxBytes) && kind.body.schema.safeParse(body).success) return null
  return new Refusal(
    'body-too-long',
    `The body has ${[...body].length} characters: a record of the kind ${kind.name} has at most ${maxLength}, and at most ${maxBytes} bytes.`,
  )
}

function wrongSections({ sections }: AnyKind, body: string | undefined): string | null {
  if (!sections || body === undefined) return null
  const read = readSections(sections, body)
  return typeof read === 'string' ? read : null
}

function decodeHeaders(kind: AnyKind, headers: Map<string, string>): Record<string, unknown> | Refusal {
  const values: Record<string, unknown> = {}
  for (const [key, field] of Object.entries(kind.fields)) {
    const wire = headers.get(headerOf(key))
    if (wire === undefined) continue
    const value = decode(kind.name, headerOf(key), field, wire)
    if (value instanceof Refusal) return value
    values[key] = value
  }
  return values
}

/** One value; a wire string that the schema would write in another way is refused. */
function decode(kind: KindName, header: string, field: Field, wire: string): unknown {
  const value = z.safeDecode(field.schema, wire)
  if (!value.success) return badField(kind, header, wire, value.error)
  const again = z.safeEncode(field.schema, value.data)
  if (again.success && again.data === wire) return value.data
  return new Refusal(
    'not-canonical',
    `The header ${header} is "${shorten(wire)}", which is written in another way: let Sensus write it again.`,
  )
}

function badField(kind: KindName, header: string, wire: string, error: z.ZodError): Refusal {
  const expected = error.issues[0]?.message ?? 'another value'
  return new Refusal('bad-field', `The header ${header} of this ${kind} is "${shorten(wire)}": expected ${expected}.`)
}
