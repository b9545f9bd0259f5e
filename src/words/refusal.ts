import type { Params } from '../records/refusals.ts'
import type { Language } from './language.ts'

/** A refusal, or what a problem document says of one. */
export interface Told {
  code: string
  /** `reason` tells apart what one code can mean; `sentence` is what another version said of it. */
  params: Params
}

/**
 * What happened, to what, and what to do: the sentence of a refusal. A sentence that it came with is said as it is, since
 * whoever told it knew more than this version; a code without a sentence of its own says what it means. A parameter
 * `expected` is a code itself, and is said as `expected.<code>` with the same parameters.
 */
export function sentenceOf(language: Language, told: Told): string {
  const { params } = told
  if (typeof params.sentence === 'string') return params.sentence
  const id = idsOf(told).find(language.has) ?? meaningId(told.code)
  if (typeof params.expected !== 'string') return language.say(id, params)
  return language.say(id, { ...params, expected: language.say(`expected.${params.expected}`, params) })
}

/** Does this language know exactly this code and reason? */
export function hasSentence(language: Language, told: Told): boolean {
  return idsOf(told).some(language.has)
}

/** What a code means, wherever it comes up. */
export function meaningOf(language: Language, code: string): string {
  return language.say(meaningId(code))
}

/** The ids under which the sentence of a code and a reason may stand. */
function idsOf({ code, params: { reason } }: Told): string[] {
  return typeof reason === 'string' ? [`refusal.${code}.${reason}`] : [`refusal.${code}`, meaningId(code)]
}

const meaningId = (code: string): string => `meaning.${code}`
