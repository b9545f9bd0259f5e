import { isRefusal } from '../../records/refusals.ts'
import type { FieldsOf } from '../../records/registry.ts'
import { titleOf } from '../../records/title.ts'
import { english } from '../../words/en.ts'
import { sentenceOf } from '../../words/refusal.ts'
import type { ObservedLog } from '../observed-log.ts'
import { viewValue } from '../view-value.ts'

/** Conversations about pending privileged calls that the operator has not begun, taken back ones counted as begun. */
export async function conversationsDue(log: Pick<ObservedLog, 'view'>): Promise<FieldsOf<'conversation'>[]> {
  const told = await viewValue(log, 'proposals', { state: 'pending', limit: '500' })
  if (isRefusal(told)) throw new Error(`The log does not tell its privileged calls: ${sentenceOf(english, told)}`)
  return told.rows
    .filter(({ opened }) => !opened)
    .reverse()
    .map(({ id, calls, moreCalls, begun, callHash }) => {
      const first = calls[0] ?? null
      const what = {
        call: first ?? 'none',
        more: Math.max(0, calls.length + moreCalls - 1),
        hash: callHash?.slice(0, 8) ?? '',
      }
      return {
        // A name on the chain may be long, and a title is not.
        title: titleOf(english.say('proposal.talk.title', what)),
        about: id,
        add: 'anyone',
        totals: 'always',
        body: english.say('proposal.talk.description', { ...what, block: begun?.block ?? 0 }),
      }
    })
}
