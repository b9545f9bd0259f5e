import { error } from '@sveltejs/kit'
import { orError, reached, siteOf } from '$lib/outside/api.ts'
import { titleOfRecord } from '../../../../records/about-record.ts'
import { parseRecord } from '../../../../records/record.ts'
import { isRefusal } from '../../../../records/refusals.ts'
import { isKindName, type KindName, kindOf } from '../../../../records/registry.ts'
import { titleOf } from '../../../../records/title.ts'
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
  const asked = Object.fromEntries([...url.searchParams].filter(([name]) => name !== 'then'))
  const explained = 'movement' in fields ? await explainedBy(fetch, asked.movement) : null
  const repeated = explained ? null : await repeatedFor(fetch, kind, asked)
  const given = { ...asked, ...(repeated && { [repeated.field]: repeated.title }) }
  // What only a program could fill in is not asked for when it is given.
  const fixed = Object.keys(given).filter(
    (name) => name === repeated?.field || ['id', 'hash', 'subject'].includes(fields[name]?.input ?? ''),
  )
  const then = url.searchParams.get('then') ?? ''
  const back = /^\/[^/\\]/.test(then) ? then : null
  return { kind, title, summary, given, fixed, back, explained, repeated }
}

/** The words of the record that it is about, where it is to repeat them: they are never asked for, nor taken from a link. */
async function repeatedFor(
  fetch: typeof globalThis.fetch,
  kind: KindName,
  given: Readonly<Record<string, string>>,
): Promise<{ field: string; title: string; of: string } | null> {
  const { fields, repeats } = kindOf(kind)
  for (const [field, mark] of Object.entries(repeats ?? {})) {
    const of = given[mark?.of ?? ''] ?? ''
    if (!/^[0-9a-f]{64}$/.test(of)) continue
    const stored = await reached(() => siteOf(fetch).record(of))
    const record = isRefusal(stored) || stored.note === null ? null : parseRecord(stored.note)
    const words = record === null || isRefusal(record) ? null : titleOfRecord(record)
    if (words !== null) return { field, title: titleOf(words, fields[field]?.maxLength), of }
  }
  return null
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
