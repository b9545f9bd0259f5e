import { error } from '@sveltejs/kit'
import { orError, reached, siteOf } from '$lib/outside/api.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ fetch, params, depends }) => {
  depends('sensus:checkpoint')
  if (!/^(0|[1-9][0-9]{0,8})$/.test(params.n)) error(404, { message: 'This is not the number of a referendum.' })
  return reached(async () => ({
    referendum: orError(await siteOf(fetch).view('referendum', { referendum: params.n })),
  }))
}
