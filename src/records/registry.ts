import type { Field, InputKind } from './fields.ts'
import { type Fields, headerOf, type Kind, type ValuesOf } from './kind.ts'
import * as every from './kinds.ts'
import { type Subject, subjects } from './subject.ts'

type Every = typeof every

const inOrder: readonly AnyKind[] = Object.values(every as unknown as Record<string, AnyKind>).sort(
  (a, b) => subjects.indexOf(a.subject) - subjects.indexOf(b.subject) || (a.name < b.name ? -1 : 1),
)

/** Every kind of record, by the word after `action:`; by subject, then by name. */
export const kinds = Object.fromEntries(inOrder.map((kind) => [kind.name, kind])) as unknown as {
  readonly [K in keyof Every as Every[K]['name']]: Every[K]
}

export type KindName = keyof typeof kinds

/** The values of the headers and the body of a kind. */
export type FieldsOf<K extends KindName> = ValuesOf<(typeof kinds)[K]['fields'], (typeof kinds)[K]['body']>

/** The kinds of a subject. */
export type KindAbout<S extends Subject> = {
  [K in KindName]: (typeof kinds)[K] extends { subject: S } ? K : never
}[KindName]

/** A kind when it does not matter which. */
export type AnyKind = Kind<KindName, Fields, Field | null>

export const kindNames = Object.keys(kinds) as KindName[]

/** The kinds of a subject, in the order of the list above. */
export function kindsAbout<S extends Subject>(subject: S): KindAbout<S>[] {
  return kindNames.filter((name): name is KindAbout<S> => kindOf(name).subject === subject)
}

/** Is there a kind of this name? */
export function isKindName(name: string): name is KindName {
  return Object.hasOwn(kinds, name)
}

/** The kind that the word after `action:` stands for, by its present name or an earlier one; null when there is none. */
export function kindNamed(action: string): KindName | null {
  if (isKindName(action)) return action
  return kindNames.find((name) => kindOf(name).formerly?.includes(action)) ?? null
}

/** A kind by its name, when it does not matter which. */
export function kindOf(name: KindName): AnyKind {
  return kinds[name] as AnyKind
}

/** One field as a form, the command line and the docs need it. */
export interface FieldDescription {
  /** Name in code; `body` for the body. */
  key: string
  /** Name on the wire; null for the body. */
  header: string | null
  label: string
  hint: string
  required: boolean
  kind: InputKind
  options?: readonly string[]
  /** In code points. */
  maxLength?: number
  /** Bounds of a number. */
  min?: number
  max?: number
}

/** The headers of a kind in the order of the wire, then its body if it has one. */
export function describeKind(name: KindName): FieldDescription[] {
  const { fields, body } = kindOf(name)
  const headers = Object.entries(fields).map(([key, field]) => describe(key, headerOf(key), field))
  return body ? [...headers, describe('body', null, body)] : headers
}

function describe(key: string, header: string | null, field: Field): FieldDescription {
  const { label, hint, required, input, options, maxLength, min, max } = field
  return {
    key,
    header,
    label,
    hint,
    required,
    kind: input,
    ...(options ? { options } : {}),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  }
}
