import { given, notGiven, orError, reached, siteOf } from '$lib/outside/api.ts'
import { phaseOf } from '$lib/values.ts'
import { isRefusal } from '../../../../../records/refusals.ts'
import { oneConversation } from '../../../../../views/conversation/answers.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ fetch, params: { id } }) =>
  reached(async () => {
    const site = siteOf(fetch)
    const told = orError(await site.view('conversations', { conversation: id, limit: '1' }))
    const [next, joins] = await Promise.all([
      site.view('next-statement', { conversation: id }),
      site.view('opinion-statements', { conversation: id, state: 'joins', order: 'votes', limit: '3' }),
    ])
    const { conversation } = oneConversation(told)
    return {
      conversation,
      phase: phaseOf(conversation, Date.now()),
      statement: orError(next).statement,
      joins: isRefusal(joins) ? notGiven(joins) : given({ rows: joins.rows, parts: joins.parts }),
    }
  })
