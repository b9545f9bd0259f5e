import { isLonger, longestValue } from './envelope.ts'
import { withoutInvisible } from './invisible.ts'

/** What no text may hold at all. */
const forbidden = /(?!\n)[\p{Cc}\p{Surrogate}\u202A-\u202E\u2066-\u2069\uFEFF]/gu

/**
 * How a statement or a conversation is named in the header of another record: its first `most` code points with runs of
 * white space as one space, cut to what fits a header (256 bytes), without the characters that no header may have.
 * Never empty: a text with nothing to show is called "…".
 */
export function titleOf(text: string, most = 120): string {
  const line = oneLine(text)
  let points = [...line].slice(0, most)
  while (isLonger(points.join(''), longestValue)) points = points.slice(0, -1)
  // A cut may leave a joiner with nothing to join.
  return withoutInvisible(points.join('')).trim() || '…'
}

/**
 * A text of others as one line that a header could hold, if it is short enough: NFC, single spaces, without what no text
 * may hold and without invisible characters that no script needs there.
 */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').replace(forbidden, '')
  return withoutInvisible(line).replace(/ +/g, ' ').trim()
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

/** A text of others as a body can hold it: NFC, LF, no tabs, trimmed, and without what `oneLine` leaves out. */
export function tidyBody(text: string): string {
  return withoutInvisible(withLineFeeds(text).replace(forbidden, '')).trim()
}

/**
 * What somebody typed into one line: NFC, trimmed, line breaks and runs of spaces as one space. No other character is
 * changed or left out: what cannot be signed is refused by its name.
 */
export function typedLine(text: string): string {
  return text
    .replace(/[ \t\r\n\u2028\u2029]+/g, ' ')
    .normalize('NFC')
    .trim()
}

/** What somebody typed into a body: NFC, trimmed, LF, a space for a tab, and no other character changed or left out. */
export function typedBody(text: string): string {
  return withLineFeeds(text).normalize('NFC').trim()
}

const withLineFeeds = (text: string): string => text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(/\t/g, ' ')
