import { orError, reached, siteOf } from '$lib/api.ts'
import type { MovementsValue } from '../../../../views/chain/values.ts'
import type { PageServerLoad } from './$types'

const severities = ['notable', 'large', 'very large']

export const load: PageServerLoad = ({ fetch, url, depends }) => {
  depends('sensus:checkpoint')
  const asked = url.searchParams.get('severity')
  const severity = asked !== null && severities.includes(asked) ? asked : null
  return reached(async () => {
    const params = { limit: '100', ...(severity && { severity }) }
    return { movements: orError(await siteOf(fetch).view<MovementsValue>('movements', params)), severity, severities }
  })
}
