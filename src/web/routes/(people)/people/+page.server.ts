import { orError, reached, siteOf } from '$lib/outside/api.ts'
import type { PageServerLoad } from './$types'

const filters = ['role', 'band', 'open', 'name'] as const
const limit = '200'
/** Validators that are named among those that have not spoken. */
const rows = '12'

export const load: PageServerLoad = ({ fetch, url, depends }) => {
  depends('sensus:checkpoint')
  const asked = filters.flatMap((name) => {
    const value = url.searchParams.get(name)?.trim()
    return value ? [[name, value] as const] : []
  })
  const chosen: Partial<Record<(typeof filters)[number], string>> = Object.fromEntries(asked)
  return reached(async () => {
    const site = siteOf(fetch)
    const [people, unspoken] = await Promise.all([
      site.view('people', { ...chosen, limit }),
      // Who asks for some people is not looking for the others.
      asked.length === 0 ? site.view('unspoken', { limit: rows }) : null,
    ])
    return { people: orError(people), unspoken: unspoken && orError(unspoken), chosen }
  })
}
