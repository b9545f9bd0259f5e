import { isRefusal } from '../../records/refusals.ts'
import type { FieldsOf } from '../../records/registry.ts'
import { titleOf } from '../../records/title.ts'
import { english } from '../../words/en.ts'
import { sentenceOf } from '../../words/refusal.ts'
import type { ObservedLog } from '../observed-log.ts'
import { viewValue } from '../view-value.ts'

type Due = FieldsOf<'conversation'>

/** Conversations about what is pending that the operator has not begun, taken back ones counted as begun. */
export async function conversationsDue(log: Pick<ObservedLog, 'view'>): Promise<Due[]> {
  return [...(await aboutCalls(log)), ...(await aboutReferenda(log))]
}

/** About open referenda; a review is on the call of another one, and talked about there. */
async function aboutReferenda(log: Pick<ObservedLog, 'view'>): Promise<Due[]> {
  const told = await viewValue(log, 'referenda', { limit: '200' })
  if (isRefusal(told)) throw new Error(`The log does not tell its referenda: ${sentenceOf(english, told)}`)
  return told.rows
    .filter(({ state, opened }) => state === 'open' && !opened)
    .reverse()
    .map(({ id, referendum, calls: [first], moreCalls, begun }) => {
      const what = { referendum, call: first ? `${first.pallet}.${first.name}` : 'none', more: moreCalls }
      return {
        title: titleOf(english.say('referendum.talk.title', what)),
        about: id,
        add: 'anyone',
        totals: 'always',
        body: english.say('referendum.talk.description', { ...what, block: begun.block }),
      }
    })
}

async function aboutCalls(log: Pick<ObservedLog, 'view'>): Promise<Due[]> {
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
