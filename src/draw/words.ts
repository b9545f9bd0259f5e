/** Numbers, names and addresses in few characters, the same everywhere. */

import type { Named } from '../views/chain/values.ts'

/** `1,921` with commas between thousands. */
export function figure(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** At most `limit` code points of a text on one line, cut after a word where one ends near, with an ellipsis. */
export function shorten(text: string, limit: number): string {
  const points = [...text.replace(/\s+/gu, ' ').trim()]
  if (points.length <= limit) return points.join('')
  const cut = points.slice(0, limit - 1).join('')
  const word = cut.lastIndexOf(' ')
  return `${word > cut.length * 0.7 ? cut.slice(0, word) : cut}…`
}

/** An address or hash shortened in the middle: `5GrwvaEF…GKutQY`. */
export function middle(text: string, head = 6, tail = 6): string {
  return text.length <= head + tail + 1 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`
}

/** What an account calls itself, in this log or else on the chain; null when it has said nothing. */
export const ownName = ({ introduced, name }: Pick<Named, 'introduced' | 'name'>): string | null => introduced ?? name

/**
 * How an account is called: by what the operator's list says, by its own name, or by its address in short. A name that
 * somebody else used before stands with the address.
 */
export function nameOf(who: Named): string {
  const name = who.label?.name ?? ownName(who)
  if (name === null) return middle(who.key)
  return who.taken !== null && who.label === null
    ? `${shorten(name, 28)} (${middle(who.key, 4, 4)}, not the first of this name)`
    : shorten(name, 40)
}

/** Width of a text in the units of its size, as sans-serif letters take it on average; wide scripts take a whole unit. */
export function textWidth(text: string, size: number): number {
  let units = 0
  for (const character of text) units += character >= '\u1100' ? 1 : character === ' ' ? 0.3 : 0.57
  return units * size
}

/** A text cut with one ellipsis to what fits a width; empty when that is next to nothing. */
export function fitted(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text
  const points = [...text]
  while (points.length > 0 && textWidth(`${points.join('')}…`, size) > width) points.pop()
  // An address is shortened in its middle already: an ellipsis at the cut is the one that stands there.
  return points.length < 3 ? '' : `${points.join('').replace(/[\s…]+$/u, '')}…`
}

/** A text in lines of a width, broken between words where it can be; at most so many lines, the last one cut. */
export function lines(text: string, width: number, size: number, most: number): string[] {
  const told = text.replace(/\s+/gu, ' ').trim()
  const found: string[] = []
  let rest = told
  while (rest !== '' && found.length < most - 1 && textWidth(rest, size) > width) {
    const points = [...rest]
    let end = points.length
    while (end > 1 && textWidth(points.slice(0, end).join(''), size) > width) end--
    const space = points.lastIndexOf(' ', end)
    const cut = space > 0 ? space : end
    found.push(points.slice(0, cut).join(''))
    rest = points.slice(cut).join('').trim()
  }
  return rest === '' ? found : [...found, fitted(rest, width, size)]
}
