/** From the card of a movement to the form that explains it, and back. */

import type { RecordId } from '../../../records/ids.ts'

/**
 * The form that explains a movement. After signing it leads back to the card on the page where it stands; a page that
 * shows movements by what has been said of them may then have lost it, so from there it leads to the card alone.
 */
export function explainPath(id: RecordId, { pathname, search, searchParams }: URL, anchor: string | undefined): string {
  const stays = anchor !== undefined && !searchParams.has('state')
  const then = stays ? `${pathname}${search}#${anchor}` : `/movements?movement=${id}`
  return `/sign/explanation?${new URLSearchParams({ movement: id, then })}`
}

/** The same form for one of several movements, with all that it was given. */
export function formFor(id: RecordId, given: Readonly<Record<string, string>>): string {
  return `/sign/explanation?${new URLSearchParams({ ...given, movement: id })}`
}
