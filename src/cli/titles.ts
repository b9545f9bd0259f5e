/** The title that a vote or a statement names, for whoever reads the text in a wallet. */

import { titleOfRecord } from '../records/about-record.ts'
import { parseRecord } from '../records/record.ts'
import { isRefusal, Refusal } from '../records/refusals.ts'
import { type KindName, kindOf } from '../records/registry.ts'
import { titleOf } from '../records/title.ts'
import { viewValue } from '../service/view-value.ts'
import { allConversations, oneConversation } from '../views/conversation/answers.ts'
import type { LogSource } from './log-source.ts'

/** The field of a kind that repeats the words of a record, and the field that names that record. */
export function repeatingField(kind: KindName): { field: string; of: string; required: boolean } | null {
  const { fields, repeats } = kindOf(kind)
  const [found] = Object.entries(repeats ?? {})
  if (found?.[1] === undefined) return null
  return { field: found[0], of: found[1].of, required: fields[found[0]]?.required ?? false }
}

/** The words of a record, or of an imported statement, by its id, as a field of a kind repeats them. */
export async function titleFor(place: LogSource, kind: KindName, field: string, id: string): Promise<string | Refusal> {
  const most = kindOf(kind).fields[field]?.maxLength
  const words = (await recordTitle(place, id)) ?? (await importedStatement(place, id))
  return words === null ? new Refusal('target-unknown', { reason: 'no-title', id }) : titleOf(words, most)
}

async function recordTitle(place: LogSource, id: string): Promise<string | null> {
  const stored = await place.record(id)
  const parsed = stored?.note ? parseRecord(stored.note) : null
  return parsed === null || isRefusal(parsed) ? null : titleOfRecord(parsed)
}

/** Imported statements have no record of their own: look through the imports. */
async function importedStatement(place: LogSource, id: string): Promise<string | null> {
  const list = await viewValue(place, 'conversations', {})
  if (isRefusal(list)) return null
  const imports = allConversations(list).conversations.filter(({ kind }) => kind === 'import')
  for (const { id: conversation } of imports) {
    const opened = await viewValue(place, 'conversations', { conversation })
    if (isRefusal(opened)) continue
    const found = oneConversation(opened).statements.find((statement) => statement.id === id)
    if (found) return found.body
  }
  return null
}
