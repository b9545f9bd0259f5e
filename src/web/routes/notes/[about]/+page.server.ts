import { error } from '@sveltejs/kit'
import { orError, reached, siteOf } from '$lib/outside/api.ts'
import type { PageServerLoad } from './$types'

const limit = '20'
const states = ['stands', 'open', 'disputed', 'does-not-stand'] as const

export const load: PageServerLoad = ({ fetch, params: { about }, url, depends }) => {
  depends('sensus:checkpoint')
  if (!/^[0-9a-f]{64}$/.test(about)) error(404, { message: 'This is not the id of a statement or an event.' })
  const [after, asked] = [url.searchParams.get('after'), url.searchParams.get('state')]
  const state = states.find((each) => each === asked) ?? null
  if (asked !== state) error(404, { message: 'There is no such state.' })
  return reached(async () => {
    const page = { limit, ...(state && { state }), ...(after && { after }) }
    const site = siteOf(fetch)
    const notes = orError(await site.view('context', { about, ...page }))
    const on = notes.on.find((each) => each.about === about)
    if (on === undefined) error(404, { message: 'Notes stand on statements and on events.' })
    const { conversation } = on
    const asked = conversation && (await site.view('statement-types', { conversation, statement: about }))
    const typed = (asked && orError(asked).rows[0]) ?? null
    return { notes, on, typed, states, state, after: Number(after ?? 0) }
  })
}
