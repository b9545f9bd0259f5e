import { orError, reached, siteOf } from '$lib/outside/api.ts'
import { subnetSubject } from '../../../../../records/opinion-subject.ts'
import { isRefusal } from '../../../../../records/refusals.ts'
import type { PageServerLoad } from './$types'

/** Rows of a table, opinions, and movements on the page. */
const [rows, opinions, movements] = ['12', '20', '5']

export const load: PageServerLoad = ({ fetch, params: { n }, url, depends }) => {
  depends('sensus:checkpoint')
  const after = url.searchParams.get('after')
  const said = url.searchParams.get('said')
  return reached(async () => {
    const site = siteOf(fetch)
    const subnet = await site.view('subnet', { netuid: n, limit: rows, ...(after && { after }) })
    const isBefore = isRefusal(subnet) && subnet.params.reason === 'no-snapshot'
    const value = isBefore ? null : orError(subnet)
    const subject = subnetSubject(Number(n))
    const [on, moved] = await Promise.all([
      site.view('opinions', { subject, limit: opinions, ...(said && { after: said }) }),
      site.view('movements', { netuid: n, limit: movements }),
    ])
    return {
      netuid: Number(n),
      value,
      subject,
      opinions: orError(on),
      moved: orError(moved),
      after: Number(after ?? 0),
    }
  })
}
