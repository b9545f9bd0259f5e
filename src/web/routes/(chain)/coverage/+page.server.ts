import { orError, reached, siteOf } from '$lib/outside/api.ts'
import type { PageServerLoad } from './$types'

/** Rows of each list on one page. */
const limit = 100

export const load: PageServerLoad = ({ fetch, url, depends }) => {
  depends('sensus:checkpoint')
  const asked = url.searchParams.get('after')
  const after = asked !== null && /^[1-9][0-9]{0,8}$/.test(asked) ? asked : null
  return reached(async () => ({
    coverage: orError(await siteOf(fetch).view('coverage', { limit: String(limit), ...(after && { after }) })),
    after: Number(after ?? 0),
  }))
}
