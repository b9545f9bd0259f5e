/** The words that a record repeats for whoever reads it in a wallet: they have to be those of what it points at. */

import { conversations } from '../folds/conversation/conversations.ts'
import { type Folds, stateOf } from '../folds/ledger.ts'
import { repeatedWords } from '../folds/people/repeated.ts'
import { repeatedIn } from '../records/about-record.ts'
import type { RecordId } from '../records/ids.ts'
import { headerOf } from '../records/kind.ts'
import type { SignedRecord } from '../records/record.ts'
import { Refusal } from '../records/refusals.ts'
import { titleOf } from '../records/title.ts'

/**
 * null when every field of the record that repeats words begins as they do, cut as `titleOf` cuts them; how white space
 * stands does not matter. Asked at the door alone: what stands in a log from earlier counts as it did.
 */
export function wrongWords(folds: Folds, record: SignedRecord): Refusal | null {
  if (!record.known) return null
  for (const { field, of, words, most } of repeatedIn(record)) {
    const said = wordsOf(folds, of)
    if (said === null) return new Refusal('target-unknown', { reason: 'no-title', id: of })
    const expected = titleOf(said, most)
    if (titleOf(words, most) === expected) continue
    const { kind } = record
    return new Refusal('bad-field', { reason: 'other-words', header: headerOf(field), kind, value: words, expected })
  }
  return null
}

/** The words of a statement, signed or imported, of a conversation, or of another record; null: there are none. */
function wordsOf(folds: Folds, id: RecordId): string | null {
  const { statements, all } = stateOf(folds, conversations)
  return statements.get(id)?.body ?? all.get(id)?.title ?? stateOf(folds, repeatedWords).get(id) ?? null
}
