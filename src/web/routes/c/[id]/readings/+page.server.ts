import { error } from '@sveltejs/kit'
import { orError, reached, siteOf } from '$lib/outside/api.ts'
import { oneConversation } from '../../../../../views/conversation/answers.ts'
import { readingStates } from '../../../../../views/people/readings/compare.ts'
import type { PageServerLoad } from './$types'

const limit = '20'

export const load: PageServerLoad = ({ fetch, params: { id }, url, depends }) => {
  depends('sensus:checkpoint')
  const [after, state] = [url.searchParams.get('after'), url.searchParams.get('state')]
  if (state !== null && !readingStates.some((each) => each === state))
    error(404, { message: 'There is no such state.' })
  return reached(async () => {
    const site = siteOf(fetch)
    const [told, read] = await Promise.all([
      site.view('conversations', { conversation: id }),
      site.view('readings', { conversation: id, limit, ...(state && { state }), ...(after && { after }) }),
    ])
    const { conversation, statements, checkpoint } = oneConversation(orError(told))
    return { conversation, statements, size: checkpoint.size, read: orError(read), state, after: Number(after ?? 0) }
  })
}
