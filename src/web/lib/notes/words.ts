/** What pages say of notes beside their catalogue. */

import { beginningOf } from '../../../records/line.ts'
import { titleOf } from '../../../records/title.ts'

/** The first words of a note as a rating of it repeats them. */
export function beginningOfNote(text: string): string {
  const line = beginningOf(text)
  return titleOf('text' in line ? line.text : text)
}

/** The form for a note, its rating, a claim or the type of a statement, with what is known; it leads back to the page that it was asked for on. */
export function formPath(
  kind: 'context' | 'context-rating' | 'claim' | 'statement-type',
  known: { about: string } | { note: string } | { event: string },
  then: string,
): string {
  return `/sign/${kind}?${new URLSearchParams({ ...known, then })}`
}
