/** What follows from the kind of a record about one record: its line, what it points at, repeats and names as evidence. */

import { isRecordId, type RecordId } from './ids.ts'
import type { EvidenceField, Pointer } from './kind.ts'
import type { Line } from './line.ts'
import type { AnyRecord, FoldRecord } from './record.ts'
import { Refusal } from './refusals.ts'
import { type AnyKind, kindOf } from './registry.ts'

/** A record in one line. */
export function lineOfRecord(record: AnyRecord): Line {
  return kindOf(record.kind).line(record.fields)
}

/** The record that the line of a record names, by its id; null where it names none. */
export function namedInLine(record: AnyRecord): RecordId | null {
  const line = lineOfRecord(record)
  return 'of' in line ? line.of : null
}

/** The words that name a record on one line, and that others repeat: its author's, or those of its kind; null: it has none. */
export function titleOfRecord(record: FoldRecord): string | null {
  if (!record.known) return null
  const line = lineOfRecord(record)
  return 'text' in line ? line.text : (kindOf(record.kind).words?.(record.fields) ?? null)
}

/** The records that a record points at, and what each has to be. A field that is left out points at nothing. */
export function pointersOf(record: AnyRecord): { field: string; id: RecordId; pointer: Pointer }[] {
  return marked(record, kindOf(record.kind).points).flatMap(({ field, mark: pointer }) => {
    const id = pointerIn(record, field)
    return id === null ? [] : [{ field, id, pointer }]
  })
}

/** The id of the record that a field points at, which its kind marks so; null where the field is left out. */
export function pointerIn(record: AnyRecord, field: string): RecordId | null {
  const value = fieldText(record, field)
  return value !== null && isRecordId(value) ? value : null
}

/** Words that a record repeats in a field, at most so many code points of them. */
export interface Repeated {
  field: string
  /** Id of the record or statement whose words they are. */
  of: RecordId
  words: string
  most: number | undefined
}

/** The words that a record repeats, and of what. */
export function repeatedIn(record: AnyRecord): Repeated[] {
  const { repeats, fields } = kindOf(record.kind)
  return marked(record, repeats).flatMap(({ field, value: words, mark }) => {
    const of = fieldText(record, mark.of)
    return of !== null && isRecordId(of) ? [{ field, of, words, most: fields[field]?.maxLength }] : []
  })
}

/** The files that a record names, by field and by their SHA-256. */
export function filesOf(record: FoldRecord): (EvidenceField & { field: string; hash: string })[] {
  if (!record.known) return []
  const { evidence } = kindOf(record.kind)
  return Object.entries(evidence ?? {}).flatMap(([field, mark]) =>
    mark === undefined ? [] : hashesIn(fieldOf(record, field)).map((hash) => ({ ...mark, field, hash })),
  )
}

/** The hashes in a field: one, or a list of them. */
function hashesIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

/** The indexes of the entries that a record removes, where it counts; empty for a record of any other kind. */
export function entriesRemovedBy(record: FoldRecord | null): readonly number[] {
  if (!record?.known) return []
  const { removes } = kindOf(record.kind)
  const value = removes === undefined ? undefined : fieldOf(record, removes)
  return Array.isArray(value) ? value.filter((each) => typeof each === 'number') : []
}

/** May the operator remove it? Kinds from the future may be removed like any other. */
export function isRemovable(kind: FoldRecord['kind']): boolean {
  return kind === 'unknown' || kindOf(kind).removable
}

/** Why no new removal may name the entry of this kind at an index; null: one may. Removals that a log has stay as they are. */
export function refusedRemoval(kind: FoldRecord['kind'], index: number): Refusal | null {
  if (!isRemovable(kind)) return new Refusal('bad-field', { reason: 'not-removable', index, kind })
  const ends = kind !== 'unknown' && kindOf(kind).ends === true
  return ends ? new Refusal('bad-field', { reason: 'ends-another', index, kind }) : null
}

/** The fields of a record that are there and that its kind marks, with their text and the mark. */
function marked<M>(
  record: AnyRecord,
  marks: { readonly [field: string]: M | undefined } | undefined,
): { field: string; value: string; mark: M }[] {
  const found: { field: string; value: string; mark: M }[] = []
  // Every entry of a log comes through here, and an object of marks is its own list of names.
  for (const field in marks) {
    const [mark, value] = [marks[field], fieldText(record, field)]
    if (mark !== undefined && value !== null) found.push({ field, value, mark })
  }
  return found
}

/** What a field holds; undefined where it is left out. */
const fieldOf = ({ fields }: AnyRecord, field: string): unknown =>
  (fields as { readonly [name: string]: unknown })[field]

/** The text of a field; null where it is left out or is no text. */
export function fieldText(record: AnyRecord, field: string): string | null {
  const value = fieldOf(record, field)
  return typeof value === 'string' ? value : null
}

/** Can a record of this kind name files, or files that a fold reads? */
export function namesFiles({ evidence }: Pick<AnyKind, 'evidence'>, onlyRead = false): boolean {
  return Object.values(evidence ?? {}).some((each) => each !== undefined && (each.read || !onlyRead))
}
