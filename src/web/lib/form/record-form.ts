/** From what somebody filled into a form to the fields of a record. */

import { addressOf } from '../../../log/ss58.ts'
import { taoText } from '../../../records/amounts.ts'
import { fieldsFromText } from '../../../records/headers.ts'
import { headerOf } from '../../../records/kind.ts'
import { writeText } from '../../../records/record.ts'
import { isRefusal, type Refusal } from '../../../records/refusals.ts'
import { type KindName, kindOf } from '../../../records/registry.ts'
import { formatTime } from '../../../records/time.ts'
import { typedBody, typedLine } from '../../../records/title.ts'
import { say } from '../language.ts'
import { clock } from '../outside/clock.ts'
import type { Draft } from '../signing/signing.ts'

/** One thing that a form asks for. */
export interface Asked {
  /** Name in code of the header or of the part of the body; `body` for a body without parts. */
  name: string
  label: string
  /** Empty: the label says it all. */
  hint: string
  required: boolean
  input: string
  options: readonly string[]
  /** Options in words; one that is not named here speaks for itself. */
  words: Readonly<Record<string, string>>
  maxLength: number | null
}

/** What of a question a page says in its own words. */
export type Wording = Partial<Pick<Asked, 'label' | 'hint' | 'input' | 'options' | 'words'>>

/** A question in a form that is no record's, or not yet one. */
export function askedFor(name: string, label: string, rest: Partial<Asked> = {}): Asked {
  const plain = { hint: '', required: true, input: 'text', options: [], words: {}, maxLength: null }
  return { ...plain, ...rest, name, label }
}

/** What a form for a kind asks for, in the order of the wire. */
export function asksOf(kind: KindName): Asked[] {
  const { fields, body, sections } = kindOf(kind)
  const headers = Object.entries(fields).map(
    ([name, { label, hint, required, input, options = [], maxLength = null }]) =>
      askedFor(name, label, { hint, required, input, options, words: wordsFor(kind, name, options), maxLength }),
  )
  if (!body) return headers
  const input = 'multiline'
  if (sections)
    return [
      ...headers,
      ...Object.entries(sections).map(([name, { heading, hint, required, maxLength }]) =>
        askedFor(name, heading, { hint, required, input, maxLength }),
      ),
    ]
  const { label, hint, required, maxLength = null } = body
  return [...headers, askedFor('body', label, { hint, required, input, maxLength })]
}

const wordsFor = (kind: KindName, field: string, options: readonly string[]): Asked['words'] =>
  Object.fromEntries(options.map((option) => [option, say(`option.${kind}.${field}.${option}`)]))

/** Some of what a kind asks for, in the order of `wanted` and in its words. Throws for a name that the kind does not have. */
export function asksFor(kind: KindName, wanted: Readonly<Record<string, Wording>>): Asked[] {
  const all = new Map(asksOf(kind).map((each) => [each.name, each]))
  return Object.entries(wanted).map(([name, wording]) => {
    const found = all.get(name)
    if (!found) throw new Error(`The kind ${kind} does not ask for ${name}.`)
    return { ...found, ...wording, words: { ...found.words, ...wording.words } }
  })
}

/** How many characters an answer has, as the record will count them. */
export function lengthOf({ input }: Pick<Asked, 'input'>, typed: string): number {
  return [...(input === 'multiline' ? typedBody(typed) : typedLine(typed))].length
}

/** The draft that the answers make, by name; a list is joined by commas. A refusal says what is wrong. */
export function draftOf(
  kind: KindName,
  answers: Readonly<Record<string, string>>,
  now: number = clock.now(),
): Draft | Refusal {
  const wired = asksOf(kind).map(({ name, input }): [string, string] => {
    const key = kindOf(kind).fields[name] ? headerOf(name) : name
    return [key, wireOf(input, answers[name] ?? '')]
  })
  const fields = fieldsFromText(kind, Object.fromEntries(wired))
  if (isRefusal(fields)) return fields
  // Written once before anybody is asked to sign, so that what several fields break together is said here.
  const written = writeText(kind, fields, { ...somebody, time: Math.floor(now / 1000) * 1000 })
  return isRefusal(written) ? written : ({ kind, fields } as Draft)
}

/** Stands for whoever will sign. */
const somebody = { origin: 'example.org/log', account: addressOf(new Uint8Array(32)), nonce: '0'.repeat(32) }

/** What stands in a field of the form, as it stands on the wire. */
function wireOf(input: string, typed: string): string {
  switch (input) {
    case 'multiline':
      return typedBody(typed)
    case 'time':
      return typed === '' ? '' : (formatTime(Math.floor(new Date(typed).getTime() / 1000) * 1000) ?? typed)
    case 'amount':
      return amount(typedLine(typed))
    default:
      return typedLine(typed)
  }
}

/** TAO with up to nine decimals as a record writes it; anything else stays as it is, to be refused in words. */
function amount(typed: string): string {
  const [, whole, part = ''] = /^(\d{1,11})(?:\.(\d{1,9}))?(?: ?TAO)?$/.exec(typed.replaceAll(',', '')) ?? []
  return whole === undefined ? typed : taoText(BigInt(whole + part.padEnd(9, '0')))
}
