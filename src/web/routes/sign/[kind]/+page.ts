import { error } from '@sveltejs/kit'
import { isKindName, kindOf } from '../../../../records/registry.ts'
import type { PageLoad } from './$types'

/** The form for a kind that anybody may sign, filled in from the query. */
export const load: PageLoad = ({ params, url }) => {
  const { kind } = params
  if (!isKindName(kind) || kindOf(kind).signer !== 'anyone')
    error(404, { message: `There is no record of the kind ${kind} that could be written here.` })
  const { title, summary, fields } = kindOf(kind)
  const given = Object.fromEntries([...url.searchParams].filter(([name]) => name !== 'then'))
  // What only a program could fill in is not asked for when it is given.
  const fixed = Object.keys(given).filter((name) => ['id', 'hash'].includes(fields[name]?.input ?? ''))
  const back = url.searchParams.get('then') ?? ''
  return { kind, title, summary, given, fixed, back: /^\/[^/\\]/.test(back) ? back : null }
}
