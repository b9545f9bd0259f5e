import { utf8 } from '../log/bytes.ts'
import { Refusal } from './refusals.ts'

/** Longest note, header value and body of any kind, in UTF-8 bytes. */
export const longestNote = 24 * 1024
export const longestValue = 256
export const longestBody = 16 * 1024
/** Most header lines of any record. */
export const mostHeaders = 32

/** Longer than that many UTF-8 bytes? Counts bytes only when the number of characters leaves it open. */
export function isLonger(text: string, bytes: number): boolean {
  return text.length > bytes || (text.length * 3 > bytes && utf8(text).length > bytes)
}

/** The refusal of a note or a text beyond `longestNote`. */
export function tooLarge(): Refusal {
  return new Refusal('too-large', { reason: 'note', kib: longestNote / 1024 })
}

/** The beginning of a text, for a sentence. */
export function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
