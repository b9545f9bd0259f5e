import { typesIn } from '$lib/conversation/types.ts'
import { subjectPage } from '$lib/ledger/record-links.ts'
import { given, notGiven, orError, reached, siteOf } from '$lib/outside/api.ts'
import { type Pictures, standFor } from '$lib/outside/drawn-once.ts'
import { phaseOf } from '$lib/values.ts'
import type { Client } from '../../../../api/client.ts'
import { isRefusal } from '../../../../records/refusals.ts'
import { oneConversation } from '../../../../views/conversation/answers.ts'
import type { PageServerLoad } from './$types'

/** How the map is made. */
type Mode = 'robust' | 'classic'

/** Statements whose notes are told on the page of their conversation. */
const noted = '100'
/** Frozen results that are shown there. */
const shownResults = '20'

export const load: PageServerLoad = ({ fetch, params, url, depends, isDataRequest, locals }) => {
  depends('sensus:checkpoint')
  const mode: Mode = url.searchParams.get('mode') === 'classic' ? 'classic' : 'robust'
  const show = url.searchParams.get('show') || null
  return reached(async () => {
    const site = siteOf(fetch)
    const { conversation, statements, checkpoint } = oneConversation(
      orError(await site.view('conversations', { conversation: params.id })),
    )
    const asked = { conversation: params.id, mode }
    const shown = show === null ? null : await onStatement(site, { ...asked, statement: show })
    const [next, map, notes, results, types, about] = await Promise.all([
      site.view('next-statement', { conversation: params.id }),
      opinionMap(site, asked, shown?.value?.statement.id ?? null, isDataRequest ? null : locals.pictures),
      site.view('context', { about: params.id, state: 'stands', limit: noted }),
      site.view('results', { conversation: params.id, limit: shownResults }),
      typesIn(site, params.id),
      conversation.about === null ? null : aboutOf(site, conversation.about),
    ])
    const phase = phaseOf(conversation, Date.now())
    const told = { next: orError(next), notes: orError(notes), results: orError(results) }
    return { conversation, statements, checkpoint, ...told, types, map, mode, shown, about, phase }
  })
}

/** The page of what a conversation is about, and the calls that it asks for where it is a privileged call. */
async function aboutOf(site: Client, subject: string): Promise<{ href: string; calls: readonly string[] | null }> {
  const told = /^[0-9a-f]{64}$/.test(subject) ? await site.view('proposal', { proposal: subject }) : null
  if (told === null || isRefusal(told)) return { href: subjectPage(subject), calls: null }
  return { href: `/proposal/${told.proposal.id}`, calls: told.proposal.calls }
}

/** What the people on the map say on the statement that the address names. */
async function onStatement(site: Client, asked: { conversation: string; statement: string; mode: Mode }) {
  const value = await site.view('statement-votes', asked)
  return isRefusal(value) ? notGiven(value) : given(value)
}

/**
 * What is told beneath the picture, and for a page that is rendered here the picture itself. The positions of single
 * people stay on the server and in the API.
 */
async function opinionMap(
  site: Client,
  asked: { conversation: string; mode: Mode },
  statement: string | null,
  pictures: Pictures | null,
) {
  const [value, svg] = await Promise.all([
    site.view('opinion-groups', asked),
    pictures === null
      ? null
      : statement === null
        ? site.picture('opinion-map', asked)
        : site.picture('statement-map', { ...asked, statement }),
  ])
  if (isRefusal(value)) return notGiven(value)
  if (isRefusal(svg)) return notGiven(svg)
  return given({ ...value, svg: pictures && svg ? standFor(pictures, svg) : null })
}
