import { error } from '@sveltejs/kit'
import { orError, reached, siteOf } from '$lib/outside/api.ts'
import { isKindName, kindOf } from '../../../../records/registry.ts'
import type { Movement } from '../../../../views/chain/values.ts'
import type { PageLoad } from './$types'

/** How many movements are offered while none is chosen. */
const offered = '20'

/** The form for a kind that anybody may sign, filled in from the query. */
export const load: PageLoad = async ({ params, url, fetch }) => {
  const { kind } = params
  if (!isKindName(kind) || kindOf(kind).signer !== 'anyone')
    error(404, { message: `There is no record of the kind ${kind} that could be written here.` })
  const { title, summary, fields } = kindOf(kind)
  const given = Object.fromEntries([...url.searchParams].filter(([name]) => name !== 'then'))
  // What only a program could fill in is not asked for when it is given.
  const fixed = Object.keys(given).filter((name) => ['id', 'hash', 'subject'].includes(fields[name]?.input ?? ''))
  const then = url.searchParams.get('then') ?? ''
  const back = /^\/[^/\\]/.test(then) ? then : null
  const explained = 'movement' in fields ? await explainedBy(fetch, given.movement) : null
  return { kind, title, summary, given, fixed, back, explained }
}

/** The movement that is to be explained, or the latest to choose from. */
async function explainedBy(
  fetch: typeof globalThis.fetch,
  id: string | undefined,
): Promise<{ movement: Movement | null; latest: Movement[] }> {
  const params = id === undefined ? { limit: offered } : { movement: id }
  const { movements } = await reached(async () => orError(await siteOf(fetch).view('movements', params)))
  const recorded = movements.filter((each) => each.id !== null)
  if (id === undefined) return { movement: null, latest: recorded }
  const [movement] = recorded
  if (movement === undefined) error(404, { message: 'There is no movement here that this record points at.' })
  return { movement, latest: [] }
}
