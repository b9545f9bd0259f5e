import { orError, reached, siteOf } from '$lib/outside/api.ts'
import { base64 } from '../../../log/bytes.ts'
import type { PageServerLoad } from './$types'
import { summaryOf } from './summary.ts'

/** How many records the page shows. */
const RECENT = 25

export const load: PageServerLoad = ({ fetch, url, depends }) => {
  depends('sensus:checkpoint')
  const before = Number(url.searchParams.get('before'))
  return reached(async () => {
    const site = siteOf(fetch)
    const { size, root, origin, note } = await site.checkpoint()
    const range = { limit: RECENT, ...(Number.isInteger(before) && before > 0 && { before }) }
    const records = orError(await site.records(range))
    return { checkpoint: { size, root: base64(root), origin, note }, records: records.map(summaryOf) }
  })
}
