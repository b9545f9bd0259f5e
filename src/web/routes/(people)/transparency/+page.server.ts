import { orError, reached, siteOf } from '$lib/outside/api.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ fetch, url, depends }) => {
  depends('sensus:checkpoint')
  const band = url.searchParams.get('band')
  return reached(async () => {
    const params = { limit: '100', ...(band && { band }) }
    return { disclosure: orError(await siteOf(fetch).view('disclosure', params)), band }
  })
}
