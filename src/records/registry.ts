import { knownAccounts } from './chain/known-accounts.ts'
import { link, unlink } from './chain/link.ts'
import { movement } from './chain/movement.ts'
import { observation } from './chain/observation.ts'
import { snapshot } from './chain/snapshot.ts'
import { conversation } from './conversation/conversation.ts'
import { importKind } from './conversation/import.ts'
import { statement } from './conversation/statement.ts'
import { vote } from './conversation/vote.ts'
import type { Field, InputKind } from './fields.ts'
import { type Fields, headerOf, type Kind, type ValuesOf } from './kind.ts'
import { policy } from './ledger/policy.ts'
import { remark } from './ledger/remark.ts'
import { removal } from './ledger/removal.ts'
import { revoke } from './ledger/revoke.ts'
import { session } from './ledger/session.ts'
import { announcement } from './people/announcement.ts'
import { answer } from './people/answer.ts'
import { attribution } from './people/attribution.ts'
import { decline } from './people/decline.ts'
import { explanation } from './people/explanation.ts'
import { inquiry } from './people/inquiry.ts'
import { interests } from './people/interests.ts'
import { introduction } from './people/introduction.ts'
import { ladder } from './people/ladder.ts'
import { position } from './people/position.ts'
import { profiles } from './people/profiles.ts'
import { promise } from './people/promise.ts'
import { question } from './people/question.ts'
import { rating } from './people/rating.ts'
import { useOfInfluence } from './people/use-of-influence.ts'
import { webCheck } from './people/web-check.ts'
import { webProof } from './people/web-proof.ts'
import type { Subject } from './subject.ts'

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
  'known-accounts': knownAccounts,
  introduction,
  inquiry,
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
