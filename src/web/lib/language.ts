import type { Params } from '../../records/refusals.ts'
import { english } from '../../words/en.ts'
import type { Language } from '../../words/language.ts'
import { sentenceOf, type Told } from '../../words/refusal.ts'

export type { Told } from '../../words/refusal.ts'

/** The language that the pages speak. */
export const language: Language = english

/** A sentence of the catalogue with its parameters in their places. */
export const say = (id: string, params?: Params): string => language.say(id, params)
/** The sentence of a refusal. */
export const refusalInWords = (told: Told): string => sentenceOf(language, told)

/** The words of a code under ids such as `suite.sr25519-raw`; a code that has none stands for itself. */
export function codeInWords(group: string, code: string): string {
  const id = `${group}.${code}`
  return language.has(id) ? language.say(id) : code
}
