import { orError, reached, siteOf } from '$lib/outside/api.ts'
import { subnetSubject } from '../../../../../records/opinion-subject.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ fetch, params: { n } }) =>
  reached(async () => {
    const subject = subnetSubject(Number(n))
    return { subject, n, value: orError(await siteOf(fetch).view('subject', { subject })) }
  })
