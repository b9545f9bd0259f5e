import * as z from 'zod'
import { type Envelope, isLonger, longestBody, shorten } from './envelope.ts'
import type { Expected, Field } from './fields.ts'
import { headerOf } from './kind.ts'
import { type Params, Refusal } from './refusals.ts'
import { type AnyKind, type FieldsOf, type KindName, kindOf } from './registry.ts'
import { faultOf, readSections, writeSections } from './sections.ts'

/** The fields of a kind from the headers and the body of an envelope, in the order and the form that the kind asks for. */
export function readFields<K extends KindName>(name: K, envelope: Envelope): FieldsOf<K> | Refusal {
  const kind = kindOf(name)
  const refused =
    refusedSession(kind, envelope) ?? refusedHeaders(kind, envelope.headers) ?? refusedBody(kind, envelope.body)
  if (refused) return refused
  const values = decodeHeaders(kind, new Map(envelope.headers))
  if (values instanceof Refusal) return values
  if (envelope.body !== undefined) values.body = envelope.body
  const broken = wrongSections(kind, envelope.body) ?? kind.rule?.(values, envelope) ?? null
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
    if (!wire.success) return badField(name, headerOf(key), field, String(given[key]), wire.error)
    headers.push([headerOf(key), wire.data])
  }
  return typeof given.body === 'string' ? { headers, body: given.body } : { headers }
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
    const [own, field] = Object.entries(fields).find(([each]) => each === key || headerOf(each) === key) ?? []
    const value =
      own && field ? decode(name, headerOf(own), field, wire) : key === 'body' && body ? wire : unknownField(name, key)
    if (value instanceof Refusal) return value
    values[own ?? 'body'] = value
  }
  if (Object.keys(parts).length > 0) {
    const written = writeSections(sections, parts)
    if (written instanceof Refusal) return written
    values.body = written
  }
  // Each value was decoded by the schema of its own field.
  return values as FieldsOf<K>
}

function unknownField(kind: KindName, key: string): Refusal {
  const { fields, body, sections = {} } = kindOf(kind)
  const names = [...Object.keys(fields).map(headerOf), ...Object.keys(sections), ...(body ? ['body'] : [])]
  return new Refusal('header-unknown', { reason: 'field', kind, field: shorten(key), fields: names })
}

function refusedSession(kind: AnyKind, { session }: Envelope): Refusal | null {
  return session === undefined || kind.session
    ? null
    : new Refusal('session-scope', { reason: 'kind', kind: kind.name })
}

function refusedHeaders(kind: AnyKind, headers: [string, string][]): Refusal | null {
  const known = Object.keys(kind.fields).map(headerOf)
  const given = headers.map(([key]) => key)
  const unknown = given.find((key) => !known.includes(key))
  if (unknown) return new Refusal('header-unknown', { reason: 'header', kind: kind.name, header: unknown })
  const missing = Object.entries(kind.fields).find(([key, field]) => field.required && !given.includes(headerOf(key)))
  if (missing) return new Refusal('header-missing', { reason: 'kind', kind: kind.name, header: headerOf(missing[0]) })
  const order = known.filter((key) => given.includes(key))
  if (given.every((key, i) => key === order[i])) return null
  return new Refusal('header-order', { reason: 'kind', kind: kind.name, order })
}

function refusedBody(kind: AnyKind, body: string | undefined): Refusal | null {
  if (body === undefined) return kind.body?.required ? new Refusal('body-missing', { kind: kind.name }) : null
  if (!kind.body) return new Refusal('body-not-allowed', { kind: kind.name })
  const { maxBytes = longestBody, maxLength = longestBody } = kind.body
  if (!isLonger(body, maxBytes) && kind.body.schema.safeParse(body).success) return null
  const length = [...body].length
  return new Refusal('body-too-long', { reason: 'kind', kind: kind.name, length, most: maxLength, mostBytes: maxBytes })
}

function wrongSections({ sections }: AnyKind, body: string | undefined): Params | null {
  return sections && body !== undefined ? faultOf(readSections(sections, body)) : null
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
  if (!value.success) {
    const earlier = field.earlier ? z.safeDecode(field.earlier, wire) : value
    return earlier.success ? earlier.data : badField(kind, header, field, wire, value.error)
  }
  const again = z.safeEncode(field.schema, value.data)
  if (again.success && again.data === wire) return value.data
  return new Refusal('not-canonical', { reason: 'header', header, value: shorten(wire) })
}

function badField(kind: KindName, header: string, field: Field, wire: string, error: z.ZodError): Refusal {
  const { code, params } = expectedOf(field, error)
  return new Refusal('bad-field', { ...params, reason: 'value', kind, header, value: shorten(wire), expected: code })
}

/** What was expected: of a list as a whole, or of the item that is wrong. */
function expectedOf({ expects, item }: Field, { issues }: z.ZodError): Expected {
  return item && issues[0]?.message === item.expects.code ? item.expects : expects
}
