import { type Child, childAt, type Holdings, stakeAt } from '../../evidence/holdings.ts'
import { rowAt } from '../../evidence/rows.ts'
import { type Observed, observed, observedAccounts } from '../../folds/chain/observed.ts'
import { derived } from '../../folds/derived.ts'

/** Of the validator weight on each subnet, what each group has: by group, the largest share first. */
export type SubnetShares = Map<number, { netuid: number; share: number }[]>

/**
 * A validator's weight on a subnet is the alpha on its hotkey there, and its root stake times the weight of TAO; a hotkey
 * that gives a part of both to children has that much less, and they the more (design: chain facts 1.2). Counted are
 * hotkeys that have alpha there, of their own or inherited: which of them is registered, a snapshot does not say.
 */
export const subnetShares = derived({
  name: 'subnet shares',
  from: { observed },
  compute: ({ observed }): SubnetShares => (observed ? sharesOf(observed) : new Map()),
})

/** The same with every account on its own. */
export const subnetSharesOfAccounts = derived({
  name: 'subnet shares of accounts',
  from: { observedAccounts },
  compute: ({ observedAccounts }): SubnetShares => (observedAccounts ? sharesOf(observedAccounts) : new Map()),
})

/** Alpha and root stake by subnet, then by the row of the hotkey. */
type Amounts = Map<number, Map<number, number>>

const whole = 2 ** 64

function sharesOf({ holdings, groups: { groupOf } }: Observed): SubnetShares {
  const alpha = alphaOf(holdings)
  const root = alpha.get(0) ?? new Map<number, number>()
  const taoWeight = Number(BigInt(holdings.facts.taoWeight)) / whole
  const children = childrenOf(holdings)
  const shares: SubnetShares = new Map()
  for (const { netuid } of holdings.facts.subnets) {
    const weights = weightsOn(netuid, alpha.get(netuid) ?? new Map(), root, taoWeight, children)
    for (const [group, share] of byGroup(weights, groupOf)) {
      const list = shares.get(group) ?? []
      list.push({ netuid, share })
      shares.set(group, list)
    }
  }
  for (const list of shares.values()) list.sort((a, b) => b.share - a.share || a.netuid - b.netuid)
  return shares
}

function alphaOf(holdings: Holdings): Amounts {
  const amounts: Amounts = new Map()
  for (const row of holdings.stakeAmount.keys()) {
    const { hotkey, netuid, amount } = stakeAt(holdings, row)
    const on = amounts.get(netuid) ?? new Map<number, number>()
    amounts.set(netuid, on)
    on.set(hotkey, (on.get(hotkey) ?? 0) + Number(amount))
  }
  return amounts
}

function childrenOf(holdings: Holdings): Map<number, Child[]> {
  const found = new Map<number, Child[]>()
  for (const row of holdings.childShare.keys()) {
    const child = childAt(holdings, row)
    const list = found.get(child.netuid) ?? []
    list.push(child)
    found.set(child.netuid, list)
  }
  return found
}

function weightsOn(
  netuid: number,
  alpha: ReadonlyMap<number, number>,
  root: ReadonlyMap<number, number>,
  taoWeight: number,
  children: ReadonlyMap<number, Child[]>,
): Map<number, number> {
  const own = (hotkey: number): number =>
    (alpha.get(hotkey) ?? 0) + (netuid === 0 ? 0 : taoWeight * (root.get(hotkey) ?? 0))
  const weights = new Map<number, number>()
  for (const hotkey of alpha.keys()) weights.set(hotkey, own(hotkey))
  for (const { parent, child, share } of children.get(netuid) ?? []) {
    const given = own(parent) * (Number(share) / whole)
    const left = weights.get(parent)
    if (left !== undefined) weights.set(parent, left - given)
    weights.set(child, (weights.get(child) ?? own(child)) + given)
  }
  return weights
}

function byGroup(weights: ReadonlyMap<number, number>, groupOf: Uint32Array): Map<number, number> {
  let total = 0
  const sums = new Map<number, number>()
  for (const [hotkey, weight] of weights) {
    total += weight
    const group = rowAt(groupOf, hotkey)
    sums.set(group, (sums.get(group) ?? 0) + weight)
  }
  for (const [group, sum] of sums) sums.set(group, total === 0 ? 0 : sum / total)
  return sums
}
