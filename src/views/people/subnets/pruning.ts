import { observed } from '../../../folds/chain/observed.ts'
import { movingPriceInRao, type Pruning, pruningOf } from '../../../folds/chain/pruning.ts'
import { derived } from '../../../folds/derived.ts'
import type { SubnetPruning, SubnetsValue } from '../values/subnets.ts'

/** What the chain's rule of removal comes to after the latest snapshot. */
export interface PruningNow {
  rule: SubnetsValue['pruning']
  of: ReadonlyMap<number, SubnetPruning>
}

/** Which subnet would be removed next, and where each of the others stands. */
export const pruningNow = derived({
  name: 'pruning',
  from: { observed },
  compute: ({ observed }): PruningNow => {
    const pruning = observed && pruningOf(observed.holdings)
    if (!observed || !pruning) return { rule: null, of: new Map() }
    const { limit, count, immunityPeriod, order } = pruning
    const place = new Map(order.map((netuid, i) => [netuid, i + 1]))
    const subnets = observed.holdings.facts.subnets.filter(({ netuid }) => netuid !== 0)
    return {
      rule: { limit, count, immunityPeriod, removable: order.length, next: order[0] ?? null },
      of: new Map(
        subnets.map(({ netuid, movingPrice = '0' }) => [netuid, standingOf(pruning, place, netuid, movingPrice)]),
      ),
    }
  },
})

function standingOf(
  { immuneUntil }: Pruning,
  place: ReadonlyMap<number, number>,
  netuid: number,
  movingPrice: string,
): SubnetPruning {
  return {
    movingPrice: String(movingPriceInRao(movingPrice)),
    place: place.get(netuid) ?? null,
    immuneUntil: immuneUntil.get(netuid) ?? null,
  }
}
