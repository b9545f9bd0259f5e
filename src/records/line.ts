/** A record in one line: what its kind makes of its fields. */

import type { RecordId } from './ids.ts'
import type { Params } from './refusals.ts'
import { firstLine } from './sections.ts'
import { oneLine } from './title.ts'

/**
 * The author's own words on one line; or what the message of the kind's line is said with; or the record whose words it
 * repeats, with parameters of its own beside them.
 */
export type Line = { text: string } | { params: Params } | { of: RecordId; params: Params }

/** Longest line, in code points: a whole statement fits. */
const longestLine = 280

/** Somebody's own words on one line, cut with an ellipsis. Never empty. */
export function saidIn(text: string): Line {
  const points = [...oneLine(text)]
  const line = points.length > longestLine ? `${points.slice(0, longestLine - 1).join('')}…` : points.join('')
  return { text: line || '…' }
}

/** The first words of a body in parts, without its headings. */
export function beginningOf(body: string): Line {
  return saidIn(firstLine(body))
}

/** The day of a time in Unix milliseconds, as it stands on the wire. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
