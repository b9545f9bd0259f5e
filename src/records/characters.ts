import { Refusal } from './refusals.ts'

/** What a text may not contain, in the order in which it is looked for. */
const forbidden = [
  { code: 'bad-encoding', pattern: /[\p{Surrogate}\uFEFF]/u },
  { code: 'control-character', pattern: /(?!\n)[\p{Cc}\u2028\u2029]/u },
  { code: 'bidi-override', pattern: /[\u202A-\u202E\u2066-\u2069]/ },
] as const

/**
 * Characters without a width, which make two different header values look the same. Variation selectors are not among
 * them: they belong to ordinary emoji.
 */
export const zeroWidth =
  /[\u00AD\u061C\u115F\u1160]|\u034F|[\u17B4\u17B5]|[\u180B-\u180F]|[\u200B-\u200F\u2060-\u2065\u206A-\u206F\u3164\uFEFF\uFFA0]|[\u{E0000}-\u{E0FFF}]/u

/** Whether any of the forbidden characters, or a text that is not in NFC, stands in a text; null when none does. */
export function refusedCharacters(text: string): Refusal | null {
  for (const { code, pattern } of forbidden) {
    const match = pattern.exec(text)
    if (match) return new Refusal(code, { character: nameOf(match[0]), line: lineOf(text, match.index) })
  }
  const normal = text.normalize('NFC')
  return normal === text ? null : new Refusal('not-nfc', { line: lineOf(text, firstDifference(text, normal)) })
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
