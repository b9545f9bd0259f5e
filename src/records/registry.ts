import { announcement } from './announcement.ts'
import { answer } from './answer.ts'
import { attribution } from './attribution.ts'
import { conversation } from './conversation.ts'
import { decline } from './decline.ts'
import { explanation } from './explanation.ts'
import type { Field, InputKind } from './fields.ts'
import { importKind } from './import.ts'
import { interests } from './interests.ts'
import { introduction } from './introduction.ts'
import { type Fields, headerOf, type Kind, type ValuesOf } from './kind.ts'
import { labels } from './labels.ts'
import { ladder } from './ladder.ts'
import { link, unlink } from './link.ts'
import { movement } from './movement.ts'
import { observation } from './observation.ts'
import { policy } from './policy.ts'
import { position } from './position.ts'
import { profiles } from './profiles.ts'
import { promise } from './promise.ts'
import { question } from './question.ts'
import { questionTo } from './question-to.ts'
import { rating } from './rating.ts'
import { remark } from './remark.ts'
import { removal } from './removal.ts'
import { revoke } from './revoke.ts'
import { session } from './session.ts'
import { snapshot } from './snapshot.ts'
import { statement } from './statement.ts'
import { useOfInfluence } from './use-of-influence.ts'
import { vote } from './vote.ts'
import { webCheck } from './web-check.ts'
import { webProof } from './web-proof.ts'

/** Every kind of record, by the word after `action:`. */
export const kinds = {
  session,
  revoke,
  conversation,
  statement,
  vote,
  import: importKind,
  removal,
  policy,
  snapshot,
  observation,
  movement,
  labels,
  introduction,
  'question-to': questionTo,
  answer,
  'web-proof': webProof,
  'web-check': webCheck,
  link,
  unlink,
  attribution,
  profiles,
  remark,
  ladder,
  interests,
  'use-of-influence': useOfInfluence,
  decline,
  announcement,
  explanation,
  rating,
  question,
  position,
  promise,
}

export type KindName = keyof typeof kinds

/** The values of the headers and the body of a kind. */
export type FieldsOf<K extends KindName> = ValuesOf<(typeof kinds)[K]['fields'], (typeof kinds)[K]['body']>

/** A kind when it does not matter which. */
export type AnyKind = Kind<KindName, Fields, Field | null>

export const kindNames = Object.keys(kinds) as KindName[]

/** Is there a kind of this name? */
export function isKindName(name: string): name is KindName {
  return Object.hasOwn(kinds, name)
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
