/** Something that its author may say anew: each version in parts, and what changed from one to the next. */

import type { ActiveRecord } from '../../folds/fold.ts'
import type { PeopleKind } from '../../folds/people/records.ts'
import { encodeFields } from '../../records/headers.ts'
import { headerOf } from '../../records/kind.ts'
import { isRefusal, refusalLine } from '../../records/refusals.ts'
import { type FieldsOf, type KindName, kindOf } from '../../records/registry.ts'
import { readSections } from '../../records/sections.ts'
import { refOf, type Speaking } from './refs.ts'
import type { FieldChange, Version } from './values.ts'

type Part = Version['parts'][number]

/** The headers and the parts of the body of a record by their names in code, each as it stands on the wire. */
export function partsOf<K extends KindName>(name: K, fields: FieldsOf<K>): Part[] {
  const kind = kindOf(name)
  const encoded = encodeFields(name, fields)
  if (isRefusal(encoded)) throw new Error(`a ${name} of the log does not encode: ${refusalLine(encoded)}`)
  const names = new Map(Object.keys(kind.fields).map((name) => [headerOf(name), name]))
  const headers = encoded.headers.map(([header, text]): Part => ({ field: names.get(header) ?? header, text }))
  return [...headers, ...bodyParts(name, encoded.body)]
}

function bodyParts(name: KindName, body: string | undefined): Part[] {
  const { sections } = kindOf(name)
  if (body === undefined) return []
  const texts = sections ? readSections(sections, body) : null
  if (!sections || texts === null || isRefusal(texts)) return [{ field: 'body', text: body }]
  return Object.keys(sections).flatMap((field) => {
    const text = texts[field]
    return text === undefined ? [] : [{ field, text }]
  })
}

/** What became of each part. */
export function changesBetween(before: readonly Part[], after: readonly Part[]): FieldChange[] {
  const byField = (parts: readonly Part[]) => new Map(parts.map(({ field, text }) => [field, text]))
  const [was, is] = [byField(before), byField(after)]
  const fields = new Set([...is.keys(), ...was.keys()])
  return [...fields].flatMap((field) => {
    const change = { field, before: was.get(field) ?? null, after: is.get(field) ?? null }
    return change.before === change.after ? [] : [change]
  })
}

/** The versions of a kind, latest first, each with what changed since the one before it. */
export function versionsOf<K extends PeopleKind>(
  context: Speaking,
  kind: K,
  said: readonly ActiveRecord<K>[],
): (Version & { of: ActiveRecord<K> })[] {
  let before: Part[] | null = null
  const versions = said.map((each) => {
    const parts = partsOf(kind, each.fields)
    const changes = before === null ? [] : changesBetween(before, parts)
    before = parts
    return { ...refOf(context, each), parts, changes, of: each }
  })
  return versions.reverse()
}
