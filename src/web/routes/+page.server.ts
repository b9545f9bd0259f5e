import { orError, reached, siteOf } from '$lib/outside/api.ts'
import { isRefusal, type Refusal } from '../../records/refusals.ts'
import type { ConcentrationValue } from '../../views/chain/values.ts'
import { allConversations } from '../../views/conversation/answers.ts'
import type { PageServerLoad } from './$types'

/** Validators that are named among those that have not spoken. */
const named = '12'
/** Pending privileged calls that stand on the first page. */
const shown = '3'

export const load: PageServerLoad = ({ fetch, depends }) => {
  depends('sensus:checkpoint')
  return reached(async () => {
    const site = siteOf(fetch)
    const [listed, concentration, unspoken, pending] = await Promise.all([
      site.view('conversations'),
      site.view('concentration'),
      site.view('unspoken', { limit: named }),
      site.view('proposals', { state: 'pending', limit: shown }),
    ])
    const { conversations, checkpoint } = allConversations(orError(listed))
    return {
      conversations,
      checkpoint,
      weight: weightOf(concentration),
      genesis: isRefusal(concentration) ? null : concentration.genesis,
      unspoken: isRefusal(unspoken) ? null : unspoken,
      pending: isRefusal(pending) ? null : pending,
    }
  })
}

/** How few have more than half of the stake that votes; null before the first snapshot of the chain. */
function weightOf(value: ConcentrationValue | Refusal): { block: number; half: number; holders: number } | null {
  if (isRefusal(value) || value.source === null) return null
  const weight = value.spreads.find(({ level, measure }) => level === 'entity' && measure === 'weight')?.all
  return weight ? { block: value.source.block, half: weight.nakamoto.half, holders: weight.holders } : null
}
