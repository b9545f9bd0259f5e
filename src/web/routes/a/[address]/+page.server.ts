import { error } from '@sveltejs/kit'
import { notGiven, orError, reached, siteOf } from '$lib/outside/api.ts'
import { Malformed } from '../../../../log/errors.ts'
import { address } from '../../../../log/ss58.ts'
import { isRefusal, type Refusal } from '../../../../records/refusals.ts'
import type { CoverageValue, InfluenceValue, MovementsValue } from '../../../../views/chain/values.ts'
import type { DisclosureValue } from '../../../../views/people/values.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ fetch, params, url, depends }) => {
  depends('sensus:checkpoint')
  const account = readAddress(params.address)
  const told = url.searchParams.get('said')
  return reached(async () => {
    const site = siteOf(fetch)
    const [signed, influence, moved, person, disclosure, positions, said, coverage, opinions, locks] =
      await Promise.all([
        site.view('account', { account }),
        site.view('influence', { account }),
        site.view('movements', { account, limit: '20' }),
        site.view('person', { account }),
        site.view('disclosure', { account }),
        site.view('positions', { account }),
        site.view('commitments', { account }),
        site.view('coverage', { account, limit: '20' }),
        site.view('opinions', { subject: account, limit: '20', ...(told && { after: told }) }),
        site.view('locks', { account }),
      ])
    const { first, guest, adopted, sessions, records } = orError(signed)
    return {
      account,
      first,
      guest,
      adopted,
      sessions,
      records,
      chain: chainOf(influence, moved),
      unexplained: unexplainedOf(orError(coverage)),
      pot: isRefusal(influence) && influence.params.reason === 'pot' ? notGiven(influence).refusal : null,
      person: orError(person),
      ladder: ladderOf(orError(disclosure)),
      positions: orError(positions).positions ?? [],
      said: orError(said).rows,
      opinions: orError(opinions),
      locks: orError(locks),
    }
  })
}

/** What is expected of the person, and the band that it follows from. */
function ladderOf({ rows, now, ladder, source }: DisclosureValue) {
  const row = rows[0]!
  const band = row.band === 0 ? null : ladder.bands[row.band - 1]!
  return { row, now, source: source?.index ?? null, from: band?.from ?? null }
}

/** Changes of its balance that no known event explains, the latest of them. */
const unexplainedOf = ({ unexplained, counts }: CoverageValue) => ({ changes: unexplained, total: counts.unexplained })

/** What the chain says of an account; null when the latest snapshot does not name it. */
function chainOf(influence: InfluenceValue | Refusal, moved: MovementsValue | Refusal) {
  if (isRefusal(influence)) return null
  const {
    source,
    relations,
    rows: [entity],
  } = influence
  if (source === null || entity === undefined) return null
  const { movements, total } = isRefusal(moved) ? { movements: [], total: 0 } : moved
  return { source, entity, relations: relations ?? [], movements, total }
}

function readAddress(text: string): string {
  try {
    return address(text)
  } catch (cause) {
    if (cause instanceof Malformed) error(404, { message: `This is not an address: ${cause.message}` })
    throw cause
  }
}
