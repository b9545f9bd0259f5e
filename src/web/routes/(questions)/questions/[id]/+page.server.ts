import { error } from '@sveltejs/kit'
import { orError, reached, siteOf } from '$lib/outside/api.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ fetch, params, depends }) => {
  depends('sensus:checkpoint')
  if (!/^[0-9a-f]{64}$/.test(params.id)) error(404, { message: 'This is not the id of a question.' })
  return reached(async () => {
    const site = siteOf(fetch)
    const [found, told] = await Promise.all([
      site.view('positions', { question: params.id, limit: '300' }),
      site.view('events', { question: params.id, limit: '5' }),
    ])
    const value = orError(found)
    return { value, question: value.questions[0]!, events: orError(told) }
  })
}
