import { orError, reached, siteOf } from '$lib/outside/api.ts'
import type { MovementsValue } from '../../../../views/chain/values.ts'
import type { PageServerLoad } from './$types'

const severities = ['notable', 'large', 'very-large']
/** What is shown unless somebody asks: most of what is notable is of interest to its own account alone. */
const usual = 'large'
const states = ['unexplained', 'announced', 'explanation-open', 'explained', 'disputed', 'not-attributable']
/** Cards on one page. */
const limit = 30
/** Of what was seen, how many of the latest are looked at. */
const seenLimit = 100

export const load: PageServerLoad = ({ fetch, url, depends }) => {
  depends('sensus:checkpoint')
  const asked = url.searchParams.get('severity')
  const severity = asked !== null && severities.includes(asked) ? asked : usual
  const wanted = url.searchParams.get('state')
  const state = wanted !== null && states.includes(wanted) ? wanted : null
  const to = url.searchParams.get('to')
  const movement = url.searchParams.get('movement')
  return reached(async () => {
    const chosen = { severity, ...(state && { state }), ...(to && { to }) }
    const params = { limit: String(limit), ...(movement ? { movement } : chosen) }
    const site = siteOf(fetch)
    const [told, seen] = await Promise.all([site.view('movements', params), site.alarms({ limit: seenLimit })])
    const movements = orError(told)
    const { alarms, changes } = orError(seen)
    const waiting = alarms.filter((each) => each.state === 'seen')
    return {
      movements,
      waiting,
      changes,
      severity,
      usual,
      severities,
      state,
      states,
      to,
      movement,
      earlier: earlierThan(movements, to),
    }
  })
}

/** The last block of the page after this one, which begins with the block that this one may have cut; null at the end. */
function earlierThan({ movements, total }: MovementsValue, to: string | null): number | null {
  const last = movements.at(-1)
  if (last === undefined || total <= movements.length) return null
  return String(last.block) === to ? last.block - 1 : last.block
}
