import { given, notGiven, orError, reached, siteOf } from '$lib/outside/api.ts'
import { isRefusal } from '../../../../records/refusals.ts'
import type { PageServerLoad } from './$types'

const names = ['from', 'to', 'share', 'leave'] as const

export const load: PageServerLoad = ({ fetch, url, depends }) => {
  depends('sensus:checkpoint')
  const asked = Object.fromEntries(
    names.flatMap((name) => {
      const value = url.searchParams.get(name)?.trim()
      return value ? [[name, value] as const] : []
    }),
  )
  return reached(async () => {
    const site = siteOf(fetch)
    const { validators, source } = orError(await site.view('delegation', { limit: '50' }))
    const isAsked = asked['leave'] !== undefined || asked['from'] !== undefined || asked['to'] !== undefined
    const answer = isAsked ? await site.view('what-if', asked) : null
    const result = answer === null ? null : isRefusal(answer) ? notGiven(answer) : given(answer)
    return {
      validators: validators.map(({ key, hotkey, introduced, name, label, taken }) => ({
        key,
        hotkey,
        introduced,
        name,
        label,
        taken,
      })),
      source,
      asked,
      result,
    }
  })
}
