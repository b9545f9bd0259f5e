import { orError, reached, siteOf } from '$lib/outside/api.ts'
import type { PageServerLoad } from './$types'

/** Rows on one page. */
const limit = 50

export const load: PageServerLoad = ({ fetch, url, depends }) => {
  depends('sensus:checkpoint')
  const after = url.searchParams.get('after')
  return reached(async () => ({
    subnets: orError(await siteOf(fetch).view('subnets', { limit: String(limit), ...(after && { after }) })),
    after: Number(after ?? 0),
  }))
}
