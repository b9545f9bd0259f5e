import { orError, reached, siteOf } from '$lib/outside/api.ts'
import type { PageServerLoad } from './$types'

const limit = '20'

export const load: PageServerLoad = ({ fetch, url, depends }) => {
  depends('sensus:checkpoint')
  const after = url.searchParams.get('after')
  return reached(async () => {
    const events = orError(await siteOf(fetch).view('events', { limit, ...(after && { after }) }))
    return { events, after: Number(after ?? 0) }
  })
}
