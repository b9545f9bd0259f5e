/** Free text from the chain: anybody writes any bytes there. */

const decoder = new TextDecoder()
/** Controls, separators, and what hides or reorders other characters. */
const unfit = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u2028\u2029\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]+/gu

/** The text of bytes, on one line, without what cannot be shown, and at most `longest` code points; '' for none. */
export function plainText(bytes: unknown, longest: number): string {
  if (!(bytes instanceof Uint8Array)) return ''
  // A code point has at most four bytes, so whatever lies beyond cannot be among those that are kept.
  const decoded = decoder.decode(bytes.subarray(0, longest * 8)).normalize('NFC')
  const clean = decoded
    .replace(unfit, ' ')
    .replace(/\uFFFD+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return [...clean].slice(0, longest).join('').trim()
}
