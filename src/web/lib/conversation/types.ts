/** What pages say of the types of statements. */

import type { Client } from '../../../api/client.ts'
import { type StatementType, statementTypes } from '../../../records/conversation/statement-type.ts'
import type { TypedStatement } from '../../../views/conversation/statement-types.ts'
import { say } from '../language.ts'
import { orError } from '../outside/api.ts'

/** The types that somebody has said of the statements of a conversation, all pages at one size of the log. */
export async function typesIn(site: Client, conversation: string): Promise<TypedStatement[]> {
  const page = async (after: number, at?: number) =>
    orError(await site.view('statement-types', { conversation, limit: '500', after: String(after) }, at))
  let present = await page(0)
  const { size } = present.checkpoint
  const rows = [...present.rows]
  while (present.next !== null) {
    present = await page(present.next, size)
    rows.push(...present.rows)
  }
  return rows
}

/** How many say which type, in one sentence. */
export function typeCounts({ voices, types }: Pick<TypedStatement, 'voices' | 'types'>): string {
  const given = statementTypes.filter((type) => types[type] > 0)
  return say('types.counts', {
    voices,
    counts: given.map((type) => say('types.count', { n: types[type], type })).join(', '),
  })
}

/** The word for a type. */
export const typeWord = (type: StatementType): string => say(`types.word.${type}`)
