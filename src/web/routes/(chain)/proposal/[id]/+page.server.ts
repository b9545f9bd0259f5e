import { error, redirect } from '@sveltejs/kit'
import { orError, reached, siteOf } from '$lib/outside/api.ts'
import { isRefusal } from '../../../../../records/refusals.ts'
import type { PageServerLoad } from './$types'

/** Opinions on the page. */
const opinions = '20'

export const load: PageServerLoad = ({ fetch, params: { id }, url, depends }) => {
  depends('sensus:checkpoint')
  if (!/^[0-9a-f]{64}$/.test(id)) error(404, { message: 'This is not the id of a record.' })
  const said = url.searchParams.get('said')
  return reached(async () => {
    const site = siteOf(fetch)
    const told = await site.view('proposal', { proposal: id })
    // An act that is no step of a call has a page of its own or its place in the timeline.
    const act = isRefusal(told) && told.code === 'not-found' ? await actOf(site, id) : undefined
    if (act) redirect(307, act.what === 'upgraded' ? `/upgrade/${id}` : '/proposals#acts')
    const value = orError(told)
    const subject = value.proposal.id
    const on = await site.view('opinions', { subject, limit: opinions, ...(said && { after: said }) })
    return { value, subject, opinions: orError(on), size: value.checkpoint.size }
  })
}

async function actOf(site: ReturnType<typeof siteOf>, id: string) {
  const found = await site.view('acts', { act: id })
  return isRefusal(found) ? undefined : found.acts[0]
}
