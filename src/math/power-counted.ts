/** How often each player turns the outcome. */
export interface Turns {
  /** Share of the coalitions of all others in which the player turns a loss into a win. */
  banzhaf: Float64Array
  /** Share of the orders in which the player is the one who turns the loss into a win. */
  shapley: Float64Array
}

/** Most players whose coalitions are counted one by one. */
export const mostCounted = 20

/** Coalitions of some players: the sum of each, rising, and how many are in it. */
interface Coalitions {
  sums: BigUint64Array
  sizes: Uint8Array
}

/**
 * Power of few players whose weights may be of any size, by counting all coalitions: those of either half of the others,
 * sorted by their sums, are paired (Horowitz and Sahni 1974). Time grows with players² × 2^(players / 2).
 */
export function countedPower(weights: readonly bigint[], quota: bigint): Turns {
  const n = weights.length
  const [banzhaf, shapley] = [new Float64Array(n), new Float64Array(n)]
  for (const [player, weight] of weights.entries()) {
    const others = weights.toSpliced(player, 1)
    const half = others.length >> 1
    const [some, more] = [coalitionsOf(others.slice(0, half)), coalitionsOf(others.slice(half))]
    const [losing, lost] = [losingBySize(some, more, quota, n), losingBySize(some, more, quota - weight, n)]
    let [swings, turns] = [0, 0]
    for (let size = 0, choose = 1; size < n; size++) {
      const found = losing[size]! - lost[size]!
      swings += found
      // size!(n - size - 1)! / n!: the chance that exactly these others come before the player.
      turns += found / (n * choose)
      choose = (choose * (n - 1 - size)) / (size + 1)
    }
    banzhaf[player] = swings / 2 ** (n - 1)
    shapley[player] = turns
  }
  return { banzhaf, shapley }
}

function coalitionsOf(weights: readonly bigint[]): Coalitions {
  let all: Coalitions = { sums: new BigUint64Array(1), sizes: new Uint8Array(1) }
  for (const weight of weights) all = withAndWithout(all, weight)
  return all
}

/** The coalitions without one more player, and with them, merged by their sums. */
function withAndWithout({ sums, sizes }: Coalitions, weight: bigint): Coalitions {
  const { length } = sums
  const merged = { sums: new BigUint64Array(2 * length), sizes: new Uint8Array(2 * length) }
  for (let place = 0, without = 0, joined = 0; place < 2 * length; place++) {
    const stays = without < length && sums[without]! <= sums[joined]! + weight
    merged.sums[place] = stays ? sums[without]! : sums[joined]! + weight
    merged.sizes[place] = stays ? sizes[without]! : sizes[joined]! + 1
    if (stays) without++
    else joined++
  }
  return merged
}

/** How many pairs of coalitions have less than the quota together, by how many are in both. */
function losingBySize(some: Coalitions, more: Coalitions, quota: bigint, players: number): Float64Array {
  const [counts, within] = [new Float64Array(players), new Float64Array(players)]
  for (const size of more.sizes) within[size]!++
  let end = more.sums.length
  for (const [i, sum] of some.sums.entries()) {
    while (end > 0 && sum + more.sums[end - 1]! >= quota) within[more.sizes[--end]!]!--
    if (end === 0) break
    const size = some.sizes[i]!
    for (let k = 0; size + k < players; k++) counts[size + k]! += within[k]!
  }
  return counts
}
