import { error } from '@sveltejs/kit'
import { typesIn } from '$lib/conversation/types.ts'
import { given, notGiven, orError, reached, siteOf } from '$lib/outside/api.ts'
import { standFor } from '$lib/outside/drawn-once.ts'
import { phaseOf } from '$lib/values.ts'
import type { Client } from '../../../../../api/client.ts'
import { isRefusal } from '../../../../../records/refusals.ts'
import { oneConversation } from '../../../../../views/conversation/answers.ts'
import { heldStates } from '../../../../../views/conversation/opinion-map/held.ts'
import { statementOrders } from '../../../../../views/conversation/opinion-statements.ts'
import type { PageServerLoad } from './$types'

/** Statements in the summary that join, and that divide. */
const told = '3'
const rowsAtOnce = '100'

export const load: PageServerLoad = ({ fetch, params: { id }, url, depends, locals, isDataRequest }) => {
  depends('sensus:checkpoint')
  const asked = tableAsked(url.searchParams)
  return reached(async () => {
    const site = siteOf(fetch)
    const { conversation, statements, checkpoint } = oneConversation(
      orError(await site.view('conversations', { conversation: id })),
    )
    const [found, svg, results, types] = await Promise.all([
      findings(site, id, asked),
      isDataRequest ? null : site.picture('opinion-map', { conversation: id, mode: 'robust' }),
      site.view('results', { conversation: id, limit: rowsAtOnce }),
      typesIn(site, id),
    ])
    const picture = svg !== null && !isRefusal(svg) ? standFor(locals.pictures, svg) : null
    const phase = phaseOf(conversation, Date.now())
    return { conversation, statements, checkpoint, found, picture, asked, results: orError(results), types, phase }
  })
}

/** What the report tells of the votes, or why it tells nothing yet. */
async function findings(site: Client, conversation: string, asked: Asked) {
  const held = (more: Record<string, string>) => site.view('opinion-statements', { conversation, ...more })
  const [map, joins, divides, table, readings, stable] = await Promise.all([
    site.view('opinion-groups', { conversation, mode: 'robust' }),
    held({ state: 'joins', order: 'votes', limit: told }),
    held({ state: 'divides', order: 'apart', limit: told }),
    held({ ...asked, limit: rowsAtOnce }),
    site.view('readings', { conversation, limit: '1' }),
    site.view('opinion-stability', { conversation }),
  ])
  // All of them are refused for the same reasons, so that the first one speaks for all.
  if (isRefusal(map)) return notGiven(map)
  return given({
    map: map.mode === 'robust' ? map : null,
    joins: orError(joins).rows,
    divides: orError(divides).rows,
    table: orError(table),
    readings: orError(readings).persons > 0 ? orError(readings).states : null,
    stability: orError(stable).stability,
  })
}

type Asked = Partial<Record<'state' | 'order' | 'least' | 'after', string>>

/** What the form of the table asks for; words that it does not have are an unknown page, not another table. */
function tableAsked(given: URLSearchParams): Asked {
  const [state, order] = [given.get('state') ?? '', given.get('order') ?? '']
  const isKnown = (words: readonly string[], word: string): boolean => word === '' || words.includes(word)
  if (!isKnown(heldStates, state) || !isKnown(statementOrders, order))
    error(404, { message: 'There is no such table.' })
  const [least, after] = [given.get('least') ?? '', given.get('after') ?? '']
  return { ...(state && { state }), ...(order && { order }), ...(least && { least }), ...(after && { after }) }
}
