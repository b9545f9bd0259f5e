/** The title that a vote or a statement names, for whoever reads the text in a wallet. */

import { parseRecord } from '../records/record.ts'
import { isRefusal, Refusal } from '../records/refusals.ts'
import { titleOf } from '../records/title.ts'
import { viewValue } from '../service/view-value.ts'
import { allConversations, oneConversation } from '../views/conversation/answers.ts'
import type { LogSource } from './log-source.ts'

/** Title of a statement, a conversation or a question by its id, signed or imported. */
export async function titleFor(place: LogSource, id: string): Promise<string | Refusal> {
  const stored = await place.record(id)
  const parsed = stored?.note ? parseRecord(stored.note) : null
  if (parsed && !isRefusal(parsed)) {
    if (parsed.kind === 'statement') return titleOf(parsed.fields.body)
    if (parsed.kind === 'conversation' || parsed.kind === 'import') return titleOf(parsed.fields.title)
    if (parsed.kind === 'question') return parsed.fields.title
  }
  const imported = await importedStatement(place, id)
  return imported === null
    ? new Refusal('target-unknown', `The log has no statement or conversation ${id}.`)
    : titleOf(imported)
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
