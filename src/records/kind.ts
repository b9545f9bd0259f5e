import type { Address } from '../log/ss58.ts'
import type { Field } from './fields.ts'
import type { RecordId } from './ids.ts'
import type { Sections } from './sections.ts'

export type Fields = Record<string, Field>

/** The values of a kind's headers and of its body, as TypeScript sees them. */
export type ValuesOf<F extends Fields, B extends Field | null> = Simplify<
  { [K in keyof F as F[K]['required'] extends true ? K : never]: Decoded<F[K]> } & {
    [K in keyof F as F[K]['required'] extends true ? never : K]?: Decoded<F[K]> | undefined
  } & BodyOf<B>
>

type Decoded<F extends Field> = F extends Field<infer T> ? T : never
type BodyOf<B> =
  B extends Field<unknown, true> ? { body: string } : B extends Field ? { body?: string | undefined } : unknown
type Simplify<T> = { [K in keyof T]: T[K] }

/** Whose record it is and when it was signed: what a kind's own rule may look at beside its fields. */
export interface Signing {
  account: Address
  session?: RecordId
  /** Unix milliseconds. */
  time: number
}

/** Everything about one kind of record; text form, JSON Schema, API, forms, command line and docs follow from it. */
export interface Kind<Name extends string, F extends Fields, B extends Field | null> {
  /** The word after `action:`. */
  name: Name
  /** Words by which earlier versions called it; texts signed under them keep their meaning, and new ones are not written. */
  formerly?: readonly string[]
  title: string
  summary: string
  /** Who may sign it: any account, or only the operator; and whether a session key may. */
  signer: 'anyone' | 'operator'
  session: boolean
  /** Headers in the order of the wire. The header of `notAfter` is `not-after`. */
  fields: F
  body: B
  /** The parts of the body, for a kind whose body is in parts. */
  sections?: Sections
  /** A rule about several fields at once: null, or a sentence that says what to change. */
  rule?(values: ValuesOf<F, B>, signing: Signing): string | null
  /** How a reader treats later versions. New versions add fields, and never change what an old one means. */
  upgrade: string
  example: ValuesOf<F, B>
}

/** Checks a kind against the type of its own fields; returns it as it is. */
export function defineKind<Name extends string, F extends Fields, B extends Field | null>(
  kind: Kind<Name, F, B>,
): Kind<Name, F, B> {
  return kind
}

/** The header of a field: `notAfter` -> `not-after`. */
export function headerOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
