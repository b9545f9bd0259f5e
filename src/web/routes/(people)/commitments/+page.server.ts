import { orError, reached, siteOf } from '$lib/outside/api.ts'
import type { PageServerLoad } from './$types'

const states = ['kept', 'not-kept', 'not-yet-testable', 'disputed']

export const load: PageServerLoad = ({ fetch, url, depends }) => {
  depends('sensus:checkpoint')
  const asked = url.searchParams.get('state')
  const state = asked !== null && states.includes(asked) ? asked : null
  return reached(async () => ({
    said: orError(await siteOf(fetch).view('commitments', state ? { state } : {})),
    state,
    states,
  }))
}
