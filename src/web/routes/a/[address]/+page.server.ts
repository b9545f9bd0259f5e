import { error } from '@sveltejs/kit'
import { orError, reached, siteOf } from '$lib/api.ts'
import type { AccountValue } from '$lib/values.ts'
import { Malformed } from '../../../../log/errors.ts'
import { address } from '../../../../log/ss58.ts'
import { isRefusal, type Refusal } from '../../../../records/refusals.ts'
import type { InfluenceValue, MovementsValue } from '../../../../views/chain/values.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ fetch, params, depends }) => {
  depends('sensus:checkpoint')
  const account = readAddress(params.address)
  return reached(async () => {
    const site = siteOf(fetch)
    const [signed, influence, moved] = await Promise.all([
      site.view<AccountValue>('account', { account }),
      site.view<InfluenceValue>('influence', { account }),
      site.view<MovementsValue>('movements', { account, limit: '20' }),
    ])
    const { first, sessions, records } = orError(signed)
    return { account, first, sessions, records, chain: chainOf(influence, moved) }
  })
}

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
