import { orError, reached, siteOf } from '$lib/outside/api.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ fetch, params, depends }) => {
  depends('sensus:checkpoint')
  return reached(async () => ({
    referendum: orError(await siteOf(fetch).view('referendum', { referendum: params.n })),
  }))
}
