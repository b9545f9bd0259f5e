import { error } from '@sveltejs/kit'
import { orError, reached, siteOf } from '$lib/outside/api.ts'
import type { PageServerLoad } from './$types'

/** Rows on one page. */
const limit = 200

export const load: PageServerLoad = ({ fetch, params, url, depends }) => {
  depends('sensus:checkpoint')
  if (!/^[0-9a-f]{64}$/.test(params.id)) error(404, { message: 'This is not the id of a record.' })
  const asked = url.searchParams.get('after')
  const after = asked !== null && /^[1-9][0-9]{0,8}$/.test(asked) ? asked : null
  return reached(async () => ({
    upgrade: orError(
      await siteOf(fetch).view('upgrade', { upgrade: params.id, limit: String(limit), ...(after && { after }) }),
    ),
    after: Number(after ?? 0),
  }))
}
