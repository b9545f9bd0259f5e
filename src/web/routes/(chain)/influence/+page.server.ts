import { orError, reached, siteOf } from '$lib/outside/api.ts'
import { holdingRoles } from '../../../../records/chain/known-accounts.ts'
import type { PageServerLoad } from './$types'

/** Rows of the table, and tiles of the picture with a name. */
const rows = '50'

export const load: PageServerLoad = ({ fetch, url, depends }) => {
  depends('sensus:checkpoint')
  const level = url.searchParams.get('level') === 'account' ? 'account' : 'entity'
  const without = url.searchParams.has('without') ? holdingRoles.join(',') : ''
  return reached(async () => {
    const site = siteOf(fetch)
    const [influence, concentration, power] = await Promise.all([
      site.view('influence', { level, limit: rows, ...(without && { without }) }),
      site.view('concentration'),
      site.view('power'),
    ])
    return { influence: orError(influence), concentration: orError(concentration), power: orError(power) }
  })
}
