import { stakeAt } from '../../evidence/holdings.ts'
import { rowAt } from '../../evidence/rows.ts'
import { type Observed, observed } from '../../folds/chain/observed.ts'
import { derived } from '../../folds/derived.ts'
import { subnetShares } from './subnet-weights.ts'

/** Who holds what of one subnet: rao of its alpha by the row of the entity, and what lies with pots. */
export interface SubnetHolders {
  amounts: ReadonlyMap<number, bigint>
  total: bigint
  inPots: bigint
}

/** Holders by subnet; a pot holds for nobody. */
export const subnetHolders = derived({
  name: 'subnet holders',
  from: { observed },
  compute: ({ observed }): ReadonlyMap<number, SubnetHolders> => (observed ? holdersOf(observed) : new Map()),
})

function holdersOf({ holdings, groups: { groupOf }, sheet }: Observed): Map<number, SubnetHolders> {
  const pots = new Set(sheet.pots)
  const found = new Map<number, { amounts: Map<number, bigint>; total: bigint; inPots: bigint }>()
  for (const { netuid } of holdings.facts.subnets) found.set(netuid, { amounts: new Map(), total: 0n, inPots: 0n })
  for (const row of holdings.stakeAmount.keys()) {
    const { coldkey, netuid, amount } = stakeAt(holdings, row)
    const own = found.get(netuid)
    // Stake of a subnet that was dissolved is of no subnet in force.
    if (own === undefined) continue
    if (pots.has(coldkey)) {
      own.inPots += amount
      continue
    }
    const group = rowAt(groupOf, coldkey)
    own.amounts.set(group, (own.amounts.get(group) ?? 0n) + amount)
    own.total += amount
  }
  return found
}

/** Validators by subnet: the row of each entity that has weight there, the largest share first. */
export const subnetValidators = derived({
  name: 'subnet validators',
  from: { subnetShares },
  compute: ({ subnetShares: shares }): ReadonlyMap<number, { group: number; share: number }[]> => {
    const found = new Map<number, { group: number; share: number }[]>()
    for (const [group, list] of shares)
      for (const { netuid, share } of list) {
        if (share === 0) continue
        const on = found.get(netuid)
        if (on) on.push({ group, share })
        else found.set(netuid, [{ group, share }])
      }
    for (const list of found.values()) list.sort((a, b) => b.share - a.share || a.group - b.group)
    return found
  },
})
