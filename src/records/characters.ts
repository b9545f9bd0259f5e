import { invisibleIn } from './invisible.ts'
import { Refusal } from './refusals.ts'

/** What a text may not contain, in the order in which it is looked for. */
const forbidden = [
  { code: 'bad-encoding', pattern: /[\p{Surrogate}\uFEFF]/u },
  { code: 'control-character', pattern: /(?!\n)[\p{Cc}\u2028\u2029]/u },
  { code: 'bidi-override', pattern: /[\u202A-\u202E\u2066-\u2069]/ },
] as const

/** Whether any of the forbidden characters, or a text that is not in NFC, stands in a text; null when none does. */
export function refusedCharacters(text: string): Refusal | null {
  for (const { code, pattern } of forbidden) {
    const match = pattern.exec(text)
    if (match) return new Refusal(code, { character: nameOf(match[0]), line: lineOf(text, match.index) })
  }
  const normal = text.normalize('NFC')
  return normal === text ? null : new Refusal('not-nfc', { line: lineOf(text, firstDifference(text, normal)) })
}

/** How much of the text before a character says where it is, in code points. */
const nearby = 24

/**
 * Whether a text that is newly signed has an invisible character that no script needs there; null when it has none. What
 * an earlier release let in stays as it is: this is asked of texts to sign and at the door, never of what the log holds.
 */
export function refusedInvisible(text: string): Refusal | null {
  const found = invisibleIn(text)
  if (found === null) return null
  const before = text.slice(text.lastIndexOf('\n', found.index) + 1, found.index)
  return new Refusal('zero-width', {
    reason: 'line',
    character: nameOf(found.character),
    line: lineOf(text, found.index),
    before: [...before].slice(-nearby).join('').trim(),
  })
}

/** `U+202E` for a character. */
export function nameOf(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
}

/** Line number, from 1, of a place in a text. */
function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}

function firstDifference(a: string, b: string): number {
  let i = 0
  while (a[i] === b[i]) i++
  return i
}

/** Does the text begin and end with something other than white space? The empty text does not. */
export function isTrimmed(text: string): boolean {
  return text !== '' && text.trim() === text
}
