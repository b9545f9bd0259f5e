import { say } from '$lib/language.ts'
import { linksOf } from '$lib/ledger/record-links.ts'
import { noteTitle, recordSentence } from '$lib/ledger/record-title.ts'
import { orError, reached, siteOf } from '$lib/outside/api.ts'
import { middle } from '$lib/words.ts'
import type { Client } from '../../../../api/client.ts'
import { namedInLine, repeatedIn } from '../../../../records/about-record.ts'
import { parseRecord, type SignedRecord } from '../../../../records/record.ts'
import { isRefusal } from '../../../../records/refusals.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ fetch, params }) =>
  reached(async () => {
    const site = siteOf(fetch)
    const record = orError(await site.record(params.ref))
    const receipt = await site.receipt(record.index)
    return { record, receipt: isRefusal(receipt) ? null : receipt, ...(await partsOf(site, record.note)) }
  })

/** What was said, the text and its signature line apart, and where a reader may want to go from here. */
async function partsOf(site: Client, note: string | null) {
  const record = note === null ? null : parseRecord(note)
  if (note === null || record === null || isRefusal(record))
    return { sentence: null, text: null, signatureLine: null, links: [] }
  const signatureLine = note.slice(record.text.length + 1).trimEnd()
  return { sentence: await sentenceOf(site, record), text: record.text, signatureLine, links: linksOf(record) }
}

/** What the signer did, with the words of the record that it names where it does not repeat them itself. */
async function sentenceOf(site: Client, record: SignedRecord): Promise<string> {
  const { operator } = await site.about()
  const who = record.account === operator ? say('record-page.operator') : middle(record.account)
  const named = record.known ? namedInLine(record) : null
  const isRepeated = record.known && repeatedIn(record).some(({ of }) => of === named)
  const pointed = named === null || isRepeated ? null : await site.record(named)
  const note = pointed === null || isRefusal(pointed) ? null : pointed.note
  const words = note === null ? null : noteTitle(note).title || null
  return recordSentence(record, who, () => words)
}
