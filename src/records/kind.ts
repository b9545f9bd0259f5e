import type { Address } from '../log/ss58.ts'
import type { Field } from './fields.ts'
import type { RecordId } from './ids.ts'
import type { Line } from './line.ts'
import type { Fault } from './refusals.ts'
import type { Sections } from './sections.ts'
import type { Subject } from './subject.ts'

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

type FieldName<F extends Fields> = keyof F & string

/** What the record that a field names has to be. */
export interface Pointer {
  /** Names of kinds; `any` for a record of whatever kind. */
  kinds: readonly string[] | 'any'
  /** Only a record of one's own may be named, or only one of others. */
  whose?: 'own' | 'others'
  /** The fold that judges it by rules of its own; without one, the record named has to be there and to stand. */
  judgedBy?: 'ledger' | 'conversation'
}

/** A file that a field names by its SHA-256. */
export interface EvidenceField {
  /** How its bytes are laid out; docs/formats.md has the formats of Sensus. */
  format: string
  /** Does a fold read it when it comes to the record? Then the record counts only while the file is at hand. */
  read: boolean
}

/** Where a record is shown: a page, and whose: that of the account, of the record itself, or of what a field names. */
export type Place<F extends Fields> =
  | {
      page: 'account' | 'conversation' | 'events' | 'notes' | 'question' | 'record' | 'subject' | 'proposal'
      of: 'account' | 'id' | FieldName<F>
    }
  | { page: 'movements' | 'influence' | 'transparency' | 'referenda' }

/** Everything about one kind of record; text form, JSON Schema, API, forms, command line and docs follow from it. */
export interface Kind<Name extends string, F extends Fields, B extends Field | null, S extends Subject = Subject> {
  /** The word after `action:`. */
  name: Name
  /** Words by which earlier versions called it; texts signed under them keep their meaning, and new ones are not written. */
  formerly?: readonly string[]
  /** The folder of its file. */
  subject: S
  title: string
  summary: string
  /** What a record of it does, in the past tense, such as `Voted`; and what becomes public with it, after "copy for good:". */
  does: string
  reveals: string
  /** Who may sign it: any account, only the operator, or only a guest's own key; and whether a session key may. */
  signer: 'anyone' | 'operator' | 'guest'
  session: boolean
  /** Headers in the order of the wire. The header of `notAfter` is `not-after`. */
  fields: F
  body: B
  /** The parts of the body, for a kind whose body is in parts. */
  sections?: Sections
  /** May its author take it back, and the operator remove it? */
  revocable: boolean
  removable: boolean
  /**
   * Does it end what an earlier record began? Then no new removal may name it: without it, what it ended would begin
   * again. A removal of one that a log has already counts.
   */
  ends?: true
  /** What each field that holds the id of a record may name. */
  points?: { readonly [K in FieldName<F>]?: Pointer }
  /** Which fields name files, and how those are read. */
  evidence?: { readonly [K in FieldName<F>]?: EvidenceField }
  /** Which field repeats the words of the record that another field names, for whoever reads the text in a wallet. */
  repeats?: { readonly [K in FieldName<F>]?: { of: FieldName<F> } }
  /** Which field lists, by their index, the entries that a record takes out of what is served. */
  removes?: FieldName<F>
  /** A rule about several fields at once: null, or what breaks it. */
  rule?(values: ValuesOf<F, B>, signing: Signing): Fault | null
  /** A record in one line. */
  line(values: ValuesOf<F, B>): Line
  /** How other records repeat it, for a kind whose line is not words of its author's own. */
  words?(values: ValuesOf<F, B>): string
  /** The message of a line that is not words of its author's own, in ICU MessageFormat; `{words}` are those repeated. */
  lineWords?: string
  shownAt: Place<F>
  /** How a reader treats later versions. New versions add fields, and never change what an old one means. */
  upgrade: string
  example: ValuesOf<F, B>
}

/** Checks a kind against the type of its own fields; returns it as it is. */
export function defineKind<Name extends string, F extends Fields, B extends Field | null, S extends Subject>(
  kind: Kind<Name, F, B, S>,
): Kind<Name, F, B, S> {
  return kind
}

/** The header of a field: `notAfter` -> `not-after`. */
export function headerOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
