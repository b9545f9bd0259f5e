import { orError, reached, siteOf } from '$lib/outside/api.ts'
import { subnetSubject } from '../../../../../records/opinion-subject.ts'
import { isRefusal } from '../../../../../records/refusals.ts'
import type { PageServerLoad } from './$types'

/** Rows of a table, opinions, movements, and privileged acts on the page. */
const [rows, opinions, movements, acts] = ['12', '20', '5', '5']

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
    const [on, moved, decided] = await Promise.all([
      site.view('opinions', { subject, limit: opinions, ...(said && { after: said }) }),
      site.view('movements', { netuid: n, limit: movements }),
      site.view('acts', { netuid: n, limit: acts }),
    ])
    return {
      netuid: Number(n),
      value,
      subject,
      opinions: orError(on),
      moved: orError(moved),
      acts: orError(decided),
      after: Number(after ?? 0),
    }
  })
}
