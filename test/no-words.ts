/** Finds sentences and labels of ours in a published value: it carries codes, ids, figures and what people wrote. */

/** Texts that are no words of a language: codes, figures, dates, ids, hashes, addresses, base64. */
const shapes: readonly RegExp[] = [
  /^$/,
  // Codes such as `very-large`, digits, hashes, ids and days such as 2026-08-01.
  /^[a-z0-9]+(-[a-z0-9]+)*$/,
  // Names in code of fields, such as `furtherWallets`.
  /^[a-z]+([A-Z][a-z]+)*$/,
  // Addresses of accounts.
  /^[1-9A-HJ-NP-Za-km-z]{46,48}$/,
  /^[A-Za-z0-9+/]{43}=$/,
  // Imported voices.
  /^import:\d+$/,
]

/** A place in a value and the text that stands there. */
export interface Wordy {
  path: string
  text: string
}

/**
 * Every text in a value that is neither a code, an address, a hash, an id, base64, digits or a date, nor stands in one of
 * the `allowed` texts, which people wrote.
 */
export function wordsIn(value: unknown, allowed: readonly string[], path = ''): Wordy[] {
  if (typeof value === 'string') return isOurs(value, allowed) ? [{ path, text: value }] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => wordsIn(each, allowed, path === '' ? key : `${path}.${key}`))
}

function isOurs(text: string, allowed: readonly string[]): boolean {
  return !shapes.some((shape) => shape.test(text)) && !allowed.some((each) => each.includes(text))
}
