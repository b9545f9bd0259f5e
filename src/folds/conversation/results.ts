/** What conversations came to, as those who began them froze it. Whether a hash is that of the answer an audit finds out. */

import type { RecordId } from '../../records/ids.ts'
import { Refusal } from '../../records/refusals.ts'
import { type ActiveRecord, defineFold, type Known } from '../fold.ts'
import { timeOf } from '../ledger/judge.ts'
import { conversations } from './conversations.ts'

export type FrozenResult = ActiveRecord<'result'>

/** Results that stand, by their id, in the order of the log. */
export type Results = Map<RecordId, FrozenResult>

const needs = { conversations }

export const results = defineFold({
  name: 'results',
  needs,
  kinds: ['result'],
  start: (): Results => new Map(),
  judges: { kinds: ['result'], refuses: (_, record, known) => badResult(record, known) },
  take(state, record) {
    state.set(record.id, record)
    return undefined
  },
  takeBack: (state, { id }) => void state.delete(id),
})

/**
 * Why a result would not count; null: it would. The conversation has closed at a size when every entry from there on was
 * admitted after its close; sealed votes are open for their openings until then.
 */
function badResult(
  { index, ms, account, fields }: FrozenResult,
  { conversations: { all }, ledger: { times } }: Known<typeof needs>,
): Refusal | null {
  const { conversation: id, size } = fields
  const conversation = all.get(id)
  if (!conversation) return new Refusal('conversation-unknown', { id })
  const { title, author, revoked, closes, sealed } = conversation
  if (author !== account) return new Refusal('not-yours', { reason: 'result', title, account: author })
  if (revoked !== null) return new Refusal('revoked', { reason: 'conversation', title, by: revoked })
  if (closes === null) return new Refusal('result-not-now', { reason: 'never', title })
  if (size > index) return new Refusal('result-not-now', { reason: 'beyond', size, last: index })
  const ends = sealed?.ends ?? closes
  const next = times[size] ?? ms
  return next >= ends ? null : new Refusal('result-not-now', { reason: 'open', title, size, closes: timeOf(ends) })
}
