import type { Holdings } from '../../evidence/holdings.ts'
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

function alphaOf({ stakeHotkey, stakeNetuid, stakeAmount }: Holdings): Amounts {
  const amounts: Amounts = new Map()
  for (let i = 0; i < stakeAmount.length; i++) {
    const on = amounts.get(stakeNetuid[i]!) ?? new Map<number, number>()
    amounts.set(stakeNetuid[i]!, on)
    on.set(stakeHotkey[i]!, (on.get(stakeHotkey[i]!) ?? 0) + Number(stakeAmount[i]))
  }
  return amounts
}

interface Child {
  parent: number
  child: number
  share: number
}

function childrenOf({ childParent, childHotkey, childNetuid, childShare }: Holdings): Map<number, Child[]> {
  const found = new Map<number, Child[]>()
  for (let i = 0; i < childShare.length; i++) {
    const list = found.get(childNetuid[i]!) ?? []
    list.push({ parent: childParent[i]!, child: childHotkey[i]!, share: Number(childShare[i]) / whole })
    found.set(childNetuid[i]!, list)
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
    const given = own(parent) * share
    if (weights.has(parent)) weights.set(parent, weights.get(parent)! - given)
    weights.set(child, (weights.get(child) ?? own(child)) + given)
  }
  return weights
}

function byGroup(weights: ReadonlyMap<number, number>, groupOf: Uint32Array): Map<number, number> {
  let total = 0
  const sums = new Map<number, number>()
  for (const [hotkey, weight] of weights) {
    total += weight
    sums.set(groupOf[hotkey]!, (sums.get(groupOf[hotkey]!) ?? 0) + weight)
  }
  for (const [group, sum] of sums) sums.set(group, total === 0 ? 0 : sum / total)
  return sums
}
