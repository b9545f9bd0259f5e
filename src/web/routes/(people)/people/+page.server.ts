import { orError, reached, siteOf } from '$lib/outside/api.ts'
import type { PageServerLoad } from './$types'

const filters = ['role', 'band', 'open', 'name'] as const
const limit = '200'

export const load: PageServerLoad = ({ fetch, url, depends }) => {
  depends('sensus:checkpoint')
  const asked = filters.flatMap((name) => {
    const value = url.searchParams.get(name)?.trim()
    return value ? [[name, value] as const] : []
  })
  const chosen: Partial<Record<(typeof filters)[number], string>> = Object.fromEntries(asked)
  return reached(async () => {
    const people = orError(await siteOf(fetch).view('people', { ...chosen, limit }))
    return { people, chosen }
  })
}
