/** The sources of what somebody says: addresses of pages, each on a line of its own. */

import { shorten } from './limits.ts'
import { Refusal } from './refusals.ts'

/** Most sources of a note or a claim. */
export const mostSources = 5

/** Longest text of so many sources, in code points: each is an address of at most 509, and a line feed. */
export const longestSources = mostSources * 510

/** The part of a body that holds them. */
export const sourcesPart = {
  heading: 'Sources',
  hint: 'Addresses of pages where one can check it, one per line: one to five, each with https.',
  required: true,
  maxLength: longestSources,
} as const

/** The addresses of a part, or which line is wrong, or that one is there twice or one too many (`bad-field`). */
export function readSources(text: string): string[] | Refusal {
  const lines = text.split('\n')
  for (const [i, line] of lines.entries()) {
    if (!/^https:\/\/[^\s/]\S{0,499}$/u.test(line))
      return new Refusal('bad-field', { reason: 'source-address', line: i + 1, value: shorten(line) })
    if (lines.indexOf(line) < i)
      return new Refusal('bad-field', { reason: 'source-twice', line: i + 1, value: shorten(line) })
  }
  return lines.length <= mostSources
    ? lines
    : new Refusal('bad-field', { reason: 'too-many-sources', count: lines.length, most: mostSources })
}
