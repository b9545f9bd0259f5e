import type { Params } from '../records/refusals.ts'
import type { Language } from './language.ts'
import { sentenceOf, type Told } from './refusal.ts'

/** Something odd in the files of a conversation, by its code. */
export interface ToldOdd {
  code: string
  params: Params
  /** What is wrong with the first of several rows. */
  first: Told | null
}

/** The sentence of something odd in files that somebody is about to bring in. */
export function oddInWords(language: Language, { code, params, first }: ToldOdd): string {
  return language.say(`import.odd.${code}`, { ...params, ...(first && { first: sentenceOf(language, first) }) })
}
