import { error } from '@sveltejs/kit'
import { orError, reached, siteOf } from '$lib/outside/api.ts'
import type { PageServerLoad } from './$types'

const opinions = '20'

export const load: PageServerLoad = ({ fetch, params: { id }, url, depends }) => {
  depends('sensus:checkpoint')
  if (!/^[0-9a-f]{64}$/.test(id)) error(404, { message: 'This is not the id of an event.' })
  const said = url.searchParams.get('said')
  return reached(async () => {
    const site = siteOf(fetch)
    const [found, on] = await Promise.all([
      site.view('events', { event: id }),
      site.view('opinions', { subject: id, limit: opinions, ...(said && { after: said }) }),
    ])
    return { event: orError(found).rows[0]!, opinions: orError(on) }
  })
}
