/** Numbers and names in words, the same everywhere. */

import { figure } from '../../draw/words.ts'
import { kindNamed } from '../../records/registry.ts'
import { english } from '../../words/en.ts'
import { codeInWords } from './language.ts'

export { figure, middle, nameOf, shorten } from '../../draw/words.ts'

/** `1 vote`, `2 votes`, `1,921 people`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${figure(n)} ${n === 1 ? one : many}`
}

/** `62 %`; a dash where there is nothing to divide. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`
}

/** The first paragraph of a text, and what follows it. */
export function firstParagraph(text: string): { first: string; rest: string } {
  const split = text.indexOf('\n\n')
  return split < 0 ? { first: text, rest: '' } : { first: text.slice(0, split), rest: text.slice(split).trim() }
}

/** What a record of a kind does, in words, by the word after `action:`; unknown kinds keep their name. */
export function kindInWords(action: string): string {
  const kind = kindNamed(action)
  return kind === null ? english.say('kind.unknown.does', { kind: action }) : english.say(`kind.${kind}.does`)
}

/** A signature suite in words. */
export const suiteInWords = (suite: string): string => codeInWords('suite', suite)
