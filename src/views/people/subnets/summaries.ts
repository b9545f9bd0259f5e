import type { Subnet } from '../../../evidence/holdings.ts'
import { named, naming, persons } from '../../../folds/chain/names.ts'
import { observed } from '../../../folds/chain/observed.ts'
import { type Spread, spreadOfAmounts } from '../../../folds/chain/spreads.ts'
import { derived } from '../../../folds/derived.ts'
import { subnetSubject } from '../../../records/opinion-subject.ts'
import { subnetHolders, subnetValidators } from '../../chain/subnet-holders.ts'
import { registeredMs } from '../opinions/roles.ts'
import { saidOpinions } from '../opinions/rows.ts'
import type { SubnetSummary } from '../values/subnets.ts'

/** How unequally the alpha of each subnet is held, by netuid. */
export const subnetSpreads = derived({
  name: 'subnet spreads',
  from: { subnetHolders },
  compute: ({ subnetHolders: holders }): ReadonlyMap<number, Spread> =>
    new Map(
      [...holders].map(([netuid, { amounts }]) => [netuid, spreadOfAmounts(BigUint64Array.from(amounts.values()))]),
    ),
})

/** Every subnet in force by its number, the one with the most TAO in its pool first. */
export const subnetSummaries = derived({
  name: 'subnet summaries',
  from: { observed, naming, persons, subnetSpreads, subnetValidators, saidOpinions },
  compute: (given): ReadonlyMap<number, SubnetSummary> => {
    const { observed } = given
    if (observed === null) return new Map()
    const summary = (subnet: Subnet): SubnetSummary => {
      const { netuid, name, symbol, owner, price, taoIn, registeredAt } = subnet
      const spread = given.subnetSpreads.get(netuid)
      const said = given.saidOpinions.on(subnetSubject(netuid))
      return {
        netuid,
        name,
        symbol,
        owner: owner && named(given.naming, given.persons(owner)),
        price,
        pool: taoIn,
        registered: { block: registeredAt, at: registeredMs(observed, subnet) },
        holders: spread?.holders ?? 0,
        top10: spread?.top10 ?? 0,
        validators: given.subnetValidators.get(netuid)?.length ?? 0,
        opinions: said.filter(({ state }) => state === 'in-force').length,
      }
    }
    const rows = observed.holdings.facts.subnets.toSorted(byPool).map(summary)
    return new Map(rows.map((each) => [each.netuid, each]))
  },
})

function byPool(a: Subnet, b: Subnet): number {
  const more = BigInt(b.taoIn) - BigInt(a.taoIn)
  return more === 0n ? a.netuid - b.netuid : more < 0n ? -1 : 1
}
