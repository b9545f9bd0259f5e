import { error } from '@sveltejs/kit'
import { orError, reached, siteOf } from '$lib/outside/api.ts'
import type { PageServerLoad } from './$types'

const opinions = '20'
const claims = '20'
const notes = '5'

export const load: PageServerLoad = ({ fetch, params: { id }, url, depends }) => {
  depends('sensus:checkpoint')
  if (!/^[0-9a-f]{64}$/.test(id)) error(404, { message: 'This is not the id of an event.' })
  const [said, claimed] = [url.searchParams.get('said'), url.searchParams.get('claimed')]
  return reached(async () => {
    const site = siteOf(fetch)
    const [found, beside, about, on] = await Promise.all([
      site.view('events', { event: id }),
      site.view('context', { about: id, limit: notes }),
      site.view('claims', { event: id, limit: claims, ...(claimed && { after: claimed }) }),
      site.view('opinions', { subject: id, limit: opinions, ...(said && { after: said }) }),
    ])
    return { event: orError(found).rows[0]!, notes: orError(beside), claims: orError(about), opinions: orError(on) }
  })
}
