import { linksOf } from '$lib/ledger/record-links.ts'
import { orError, reached, siteOf } from '$lib/outside/api.ts'
import { parseRecord } from '../../../../records/record.ts'
import { isRefusal } from '../../../../records/refusals.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ fetch, params }) =>
  reached(async () => {
    const site = siteOf(fetch)
    const record = orError(await site.record(params.ref))
    const receipt = await site.receipt(record.index)
    return { record, receipt: isRefusal(receipt) ? null : receipt, ...partsOf(record.note) }
  })

/** The text and its signature line apart, and where a reader may want to go from here. */
function partsOf(note: string | null) {
  const record = note === null ? null : parseRecord(note)
  if (note === null || record === null || isRefusal(record)) return { text: null, signatureLine: null, links: [] }
  const signatureLine = note.slice(record.text.length + 1).trimEnd()
  return { text: record.text, signatureLine, links: linksOf(record) }
}
