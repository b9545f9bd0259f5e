import { english } from '../../words/en.ts'
import type { Language } from '../../words/language.ts'
import { sentenceOf, type Told } from '../../words/refusal.ts'

export type { Told } from '../../words/refusal.ts'

/** The language that the pages speak. */
export const language: Language = english

/** The sentence of a refusal. */
export const refusalInWords = (told: Told): string => sentenceOf(language, told)

/** The words of a code under ids such as `suite.sr25519-raw`; a code that has none stands for itself. */
export function codeInWords(group: string, code: string): string {
  const id = `${group}.${code}`
  return language.has(id) ? language.say(id) : code
}
