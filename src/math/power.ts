/**
 * Weighted voting games: a coalition wins when the weights of its players reach the quota. Banzhaf (1965) and Shapley and
 * Shubik (1954), exact by counting coalitions by size and weight (Mann and Shapley 1962).
 */

export interface PowerIndices {
  /** Share of the coalitions of all others in which the player turns a loss into a win. */
  banzhaf: Float64Array
  /** The same, so that all players have 1 together. */
  banzhafShare: Float64Array
  /** Share of the orders in which the player is the one who turns the loss into a win. */
  shapley: Float64Array
}

/** Most players: their coalitions can be counted in 64 bits. */
export const mostPlayers = 64

/**
 * Power of each player. Weights and quota are whole numbers; time and memory grow with players² × quota, so large weights
 * are scaled first (`scaleGame`). Throws RangeError for more than 64 players or a weight that is no whole number.
 */
export function powerIndices(weights: readonly number[], quota: number): PowerIndices {
  const n = weights.length
  if (n > mostPlayers) throw new RangeError(`${n} players, at most ${mostPlayers} can be counted`)
  if (![...weights, quota].every((each) => Number.isSafeInteger(each) && each >= 0))
    throw new RangeError('weights and quota are whole numbers from 0 on')
  const [banzhaf, shapley] = [new Float64Array(n), new Float64Array(n)]
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (quota === 0 || quota > total) return { banzhaf, banzhafShare: new Float64Array(n), shapley }
  const counts = countCoalitions(weights, quota)
  const orders = orderWeights(n)
  for (let player = 0; player < n; player++) {
    const swings = swingsBySize(counts, weights[player]!, quota)
    let all = 0n
    for (let size = 0; size < n; size++) {
      all += swings[size]!
      shapley[player]! += Number(swings[size]!) * orders[size]!
    }
    banzhaf[player] = Number(all) / 2 ** (n - 1)
  }
  const sum = banzhaf.reduce((whole, each) => whole + each, 0)
  return { banzhaf, banzhafShare: banzhaf.map((each) => (sum === 0 ? 0 : each / sum)), shapley }
}

/** size!(n - size - 1)! / n!: the chance that exactly these `size` others come before a player. */
function orderWeights(n: number): Float64Array {
  const orders = new Float64Array(n)
  for (let size = 0, choose = 1; size < n; size++) {
    orders[size] = 1 / (n * choose)
    choose = (choose * (n - 1 - size)) / (size + 1)
  }
  return orders
}

/** Coalitions by size and weight below the quota, as 64-bit numbers in two halves; a row per size. */
interface Counts {
  low: Uint32Array
  high: Uint32Array
  /** Columns of a row: the quota. */
  width: number
  sizes: number
}

/**
 * Adds the players one after another: each either stays away or joins. Afterwards each cell counts its weight or less.
 * The heaviest come first, so that a coalition of many weighs much from the start: below its lightest and above its
 * heaviest there is nothing to count.
 */
function countCoalitions(weights: readonly number[], quota: number): Counts {
  const sizes = weights.length + 1
  const [low, high] = [new Uint32Array(sizes * quota), new Uint32Array(sizes * quota)]
  low[0] = 1
  const sums = [0]
  for (const [before, weight] of weights.toSorted((a, b) => b - a).entries()) {
    for (let size = before; size >= 0; size--) {
      const [from, to] = [size * quota, (size + 1) * quota]
      const [lightest, heaviest] = [sums[before]! - sums[before - size]!, sums[size]!]
      for (let w = Math.min(quota - 1 - weight, heaviest); w >= lightest; w--) {
        const sum = low[to + weight + w]! + low[from + w]!
        low[to + weight + w] = sum
        high[to + weight + w]! += high[from + w]! + (sum > 0xffff_ffff ? 1 : 0)
      }
    }
    sums.push(sums[before]! + weight)
  }
  for (let size = 0; size < sizes; size++) {
    for (let w = size * quota + 1; w < (size + 1) * quota; w++) {
      const sum = low[w]! + low[w - 1]!
      low[w] = sum
      high[w]! += high[w - 1]! + (sum > 0xffff_ffff ? 1 : 0)
    }
  }
  return { low, high, width: quota, sizes }
}

const modulus = 64

/**
 * By size: coalitions of the others that lose, and win with the player. Coalitions without the player are those of all,
 * less those of one size smaller without him that he would have joined, and so on down: an alternating sum whose terms
 * are taken modulo 2^64, where the true numbers, all below it, come out exactly.
 */
function swingsBySize({ low, high, width, sizes }: Counts, weight: number, quota: number): BigUint64Array {
  const swings = new BigUint64Array(sizes - 1)
  if (weight === 0) return swings
  for (let size = 0; size < sizes - 1; size++) {
    // Each half adds up to less than 2^39, which a double holds exactly.
    let [lower, upper] = [0, 0]
    for (let k = 0; k <= size && quota - 1 - k * weight >= 0; k++) {
      const sign = k % 2 === 0 ? 1 : -1
      const row = (size - k) * width
      const [last, before] = [row + quota - 1 - k * weight, row + quota - 1 - (k + 1) * weight]
      lower += sign * (low[last]! - (before >= row ? low[before]! : 0))
      upper += sign * (high[last]! - (before >= row ? high[before]! : 0))
    }
    swings[size] = BigInt.asUintN(modulus, (BigInt(upper) << 32n) + BigInt(lower))
  }
  return swings
}

/**
 * A game of the same shape in few units: each weight and what is missing to unanimity are rounded down, so that who
 * could block before can block still. Indices are exact for the scaled game.
 */
export function scaleGame(
  weights: readonly bigint[],
  quota: bigint,
  units = 5000,
): { weights: number[]; quota: number } {
  const total = weights.reduce((sum, weight) => sum + weight, 0n)
  if (total <= BigInt(units)) return { weights: weights.map(Number), quota: Number(quota) }
  const scaled = weights.map((weight) => Number((weight * BigInt(units)) / total))
  const sum = scaled.reduce((whole, each) => whole + each, 0)
  const slack = Number(((total - quota) * BigInt(sum)) / total)
  return { weights: scaled, quota: sum - slack }
}

/** The fewest players, largest first, whose weights reach a quota; null when all together do not. Places of `weights`. */
export function fewestToReach(weights: readonly bigint[], quota: bigint): number[] | null {
  const order = weights.map((_, i) => i).sort((a, b) => compare(weights[b]!, weights[a]!) || a - b)
  const chosen: number[] = []
  let sum = 0n
  for (const player of order) {
    if (sum >= quota) break
    sum += weights[player]!
    chosen.push(player)
  }
  return sum >= quota ? chosen : null
}

/** The fewest players without whom the others cannot reach the quota; null when nobody needs to be asked. */
export function fewestToBlock(weights: readonly bigint[], quota: bigint): number[] | null {
  const total = weights.reduce((sum, weight) => sum + weight, 0n)
  return total < quota ? null : fewestToReach(weights, total - quota + 1n)
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0)
