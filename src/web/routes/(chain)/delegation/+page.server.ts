import { orError, reached, siteOf } from '$lib/outside/api.ts'
import type { PageServerLoad } from './$types'

/** Days to look back. */
const windows = ['7', '30', '90', '365']

export const load: PageServerLoad = ({ fetch, url, depends }) => {
  depends('sensus:checkpoint')
  const asked = url.searchParams.get('window')
  const window = asked !== null && windows.includes(asked) ? asked : '30'
  const validator = url.searchParams.get('validator')
  return reached(async () => {
    const params = { window, limit: '50', ...(validator && { validator }) }
    const delegation = orError(await siteOf(fetch).view('delegation', params))
    return { delegation, window, windows, validator }
  })
}
