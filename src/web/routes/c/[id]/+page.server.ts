import { given, notGiven, orError, reached, siteOf } from '$lib/api.ts'
import type { ConversationValue, NextValue, OpinionMapValue } from '$lib/values.ts'
import type { Client } from '../../../../api/client.ts'
import { parseRecord } from '../../../../records/record.ts'
import { isRefusal } from '../../../../records/refusals.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ fetch, params, depends }) => {
  depends('sensus:checkpoint')
  return reached(async () => {
    const site = siteOf(fetch)
    const { conversation, statements, checkpoint } = orError(
      await site.view<ConversationValue>('conversations', { conversation: params.id }),
    )
    const [next, map, origin] = await Promise.all([
      site.view<NextValue>('next-statement', { conversation: params.id }),
      opinionMap(site, params.id),
      conversation.kind === 'import' ? source(site, params.id) : null,
    ])
    const closed = conversation.closes !== null && Date.now() >= conversation.closes
    return { conversation, statements, checkpoint, next: orError(next), map, source: origin, closed }
  })
}

/** The picture and what is told beneath it; the positions of single people stay on the server and in the API. */
async function opinionMap(site: Client, conversation: string) {
  const [value, svg] = await Promise.all([
    site.view<OpinionMapValue>('opinion-map', { conversation }),
    site.picture(conversation),
  ])
  if (isRefusal(value)) return notGiven(value)
  if (isRefusal(svg)) return notGiven(svg)
  const { participants, groups, consensus } = value
  return given({ svg, groups, consensus, people: participants.length, imported: participants.filter(isImported).length })
}

const isImported = ({ key }: { key: string }): boolean => key.startsWith('import:')

/** Where an imported conversation comes from: what its record says of licence and authors. */
async function source(site: Client, id: string) {
  const stored = await site.record(id)
  const record = isRefusal(stored) || stored.note === null ? null : parseRecord(stored.note)
  if (record === null || isRefusal(record) || record.kind !== 'import') return null
  const { licence, attribution, source: url } = record.fields
  return { licence, attribution, url: url ?? null, index: isRefusal(stored) ? null : stored.index }
}
