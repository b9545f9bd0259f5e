/** What is known of a statement before it is sent, said to whoever sends it; it goes on either way. */

import { parseRecord } from '../records/record.ts'
import { isRefusal } from '../records/refusals.ts'
import type { LogSource } from './log-source.ts'
import type { Output } from './output.ts'

/** Says who said nearly the same, and what looks like personal data. Of other kinds, and where a site cannot tell, nothing. */
export async function sayHints(place: LogSource, note: string, talk: Output): Promise<void> {
  const record = parseRecord(note)
  if (isRefusal(record) || !record.known || record.kind !== 'statement') return
  // An earlier release has no hints, and a site that is busy none now: that keeps nobody from speaking.
  const found = await place.hints(record.fields.conversation, record.fields.body).catch(() => null)
  if (found === null || isRefusal(found)) return
  const { say } = talk.language
  if (found.near.length > 0) talk.say(say('writing.near'))
  for (const { id, body } of found.near) talk.say(say('writing.near.line', { id, words: body }))
  if (found.personal.length > 0) talk.say(`${say('writing.personal')} ${say('writing.personal.means')}`)
  for (const { sort, words } of found.personal)
    talk.say(say('writing.personal.line', { sort: say(`personal.${sort}`), words }))
}
