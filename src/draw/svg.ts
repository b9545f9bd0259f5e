/** An attribute: its name, and a value that is written escaped, numbers to a tenth. */
export type Attributes = Record<string, string | number | undefined>

/** Text as it stands between tags or in quotes: nothing in it can end either. Control characters are left out. */
export function escaped(text: string): string {
  if (harmless.test(text)) return text
  return Array.from(text, escapedOne).join('')
}

/** Nothing in it has to be escaped or left out: so it is with most keys and values of attributes. */
const harmless = /^[ !#-%(-;=?-~\u00a0-\ud7ff]*$/

const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escapedOne(character: string): string {
  const code = character.codePointAt(0)!
  // XML 1.0 has no way to write these, not even escaped.
  const forbidden =
    (code < 32 && code !== 9 && code !== 10) || (code >= 0xd800 && code <= 0xdfff) || code >> 1 === 0x7fff
  return forbidden ? '' : (named[character] ?? character)
}

/** An element with what it holds, which is already markup. */
export function element(name: string, attributes: Attributes, ...inside: string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? tenth(value) : escaped(String(value))}"`)
  const open = `<${name}${written.join('')}`
  return inside.length === 0 ? `${open}/>` : `${open}>${inside.join('')}</${name}>`
}

/** A coordinate, to a tenth of a unit, in as few characters as that takes. */
export function tenth(value: number): string {
  const tenths = Math.round(value * 10)
  const rest = tenths % 10
  if (rest === 0 || !Number.isSafeInteger(tenths)) return String(tenths === 0 ? 0 : tenths / 10)
  const whole = Math.trunc(tenths / 10)
  return `${tenths < 0 ? '-' : ''}${whole === 0 ? '' : Math.abs(whole)}.${Math.abs(rest)}`
}
