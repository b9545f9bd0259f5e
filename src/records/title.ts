import { zeroWidth } from './characters.ts'
import { isLonger, longestValue } from './envelope.ts'

const unseen = new RegExp(`${zeroWidth.source}|[\\p{Surrogate}\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]`, 'gu')

/**
 * How a statement or a conversation is named in the header of another record: its first `most` code points with runs of
 * white space as one space, cut to what fits a header (256 bytes), without the characters that no header may have.
 * Never empty: a text with nothing to show is called "…".
 */
export function titleOf(text: string, most = 120): string {
  const line = oneLine(text)
  let points = [...line].slice(0, most)
  while (isLonger(points.join(''), longestValue)) points = points.slice(0, -1)
  return points.join('').trim() || '…'
}

/** A text as one line that a header could hold, if it is short enough: NFC, no invisible characters, single spaces. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(unseen, '').normalize('NFC').replace(/ +/g, ' ').trim()
}

/**
 * What two texts that say the same have in common: without differences of white space, of capital letters and of the full
 * stop at the end.
 */
export function likeWords(text: string): string {
  return oneLine(text)
    .toLowerCase()
    .replace(/[\s.…]+$/u, '')
}

/** What somebody typed, as a body can hold it: NFC, LF, no tabs, no control or overriding characters, trimmed. */
export function tidyBody(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)[\p{Cc}\p{Surrogate}\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '')
    .normalize('NFC')
    .trim()
}
