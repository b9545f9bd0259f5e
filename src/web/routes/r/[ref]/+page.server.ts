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

function linksOf(record: Exclude<ReturnType<typeof parseRecord>, { code: unknown }>) {
  switch (record.kind) {
    case 'conversation':
    case 'import':
      return [{ href: `/c/${record.id}`, words: 'Open the conversation' }]
    case 'statement':
      return [{ href: `/c/${record.fields.conversation}`, words: 'Open its conversation' }]
    case 'vote':
      return [{ href: `/r/${record.fields.about}`, words: 'The statement it is about' }]
    case 'revoke':
      return [{ href: `/r/${record.fields.record}`, words: 'The record that it takes back' }]
    case 'removal':
      return record.fields.indexes.map((index) => ({ href: `/r/${index}`, words: `Entry ${index}, which it removes` }))
    case 'question':
      return [{ href: `/questions/${record.id}`, words: 'Open the question' }]
    case 'position':
      return [{ href: `/questions/${record.fields.question}`, words: 'Open its question' }]
    case 'explanation':
      return [{ href: `/r/${record.fields.movement}`, words: 'The movement that it explains' }]
    case 'movement':
      return [{ href: '/movements', words: 'Open the movements' }]
    case 'rating':
      return [{ href: `/r/${record.fields.explanation}`, words: 'The explanation that it rates' }]
    case 'answer':
      return [{ href: `/r/${record.fields.about}`, words: 'What it answers' }]
    case 'inquiry':
      return [{ href: `/a/${record.fields.to}`, words: 'Whom it asks' }]
    case 'attribution':
      return [{ href: `/a/${record.fields.subject}`, words: 'The account that it is about' }]
    case 'web-check':
      return [{ href: `/r/${record.fields.proof}`, words: 'The proof that was looked at' }]
    case 'remark':
      return [{ href: `/r/${record.fields.record}`, words: 'The record that it stands for' }]
    case 'ladder':
      return [{ href: '/transparency', words: 'Open the ladder' }]
    case 'introduction':
    case 'interests':
    case 'use-of-influence':
    case 'decline':
    case 'promise':
      return [{ href: `/a/${record.account}`, words: 'Open the page of its author' }]
    default:
      return []
  }
}
