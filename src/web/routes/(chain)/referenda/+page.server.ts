import { orError, reached, siteOf } from '$lib/outside/api.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ fetch, url, depends }) => {
  depends('sensus:checkpoint')
  const asked = url.searchParams.get('after')
  const after = asked !== null && /^[1-9][0-9]{0,8}$/.test(asked) ? asked : null
  return reached(async () => ({
    referenda: orError(await siteOf(fetch).view('referenda', { limit: '50', ...(after && { after }) })),
    after: Number(after ?? 0),
  }))
}
