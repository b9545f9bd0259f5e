import { orError, reached, siteOf } from '$lib/outside/api.ts'
import type { PageServerLoad } from './$types'

/** Calls on a page, and acts of the timeline. */
const [calls, acts] = ['30', '30']

const place = (text: string | null): string | null => (text !== null && /^[0-9]{1,9}$/.test(text) ? text : null)

export const load: PageServerLoad = ({ fetch, url, depends }) => {
  depends('sensus:checkpoint')
  const [after, earlier] = [place(url.searchParams.get('after')), place(url.searchParams.get('acts'))]
  return reached(async () => {
    const site = siteOf(fetch)
    const [register, timeline] = await Promise.all([
      site.view('proposals', { limit: calls, ...(after && { after }) }),
      site.view('acts', { limit: acts, ...(earlier && { after: earlier }) }),
    ])
    const value = orError(register)
    return { register: value, timeline: orError(timeline), after, earlier, size: value.checkpoint.size }
  })
}
