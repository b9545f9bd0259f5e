/**
 * Weighted voting games: a coalition wins when the weights of its players reach the quota. Indices of Banzhaf (1965) and
 * of Shapley and Shubik (1954).
 */

import { countedPower, mostCounted, type Turns } from './power-counted.ts'
import { spreadPower } from './power-spread.ts'

export interface PowerIndices extends Turns {
  /** Banzhaf's index so that all players have 1 together. */
  banzhafShare: Float64Array
}

/**
 * Power of each player, all of them counted: up to 20 by every coalition, and more on a grid of units. Weights and quota
 * are whole numbers from 0 on, below 2^63 together; throws RangeError when one is negative.
 */
export function powerIndices(weights: readonly bigint[], quota: bigint): PowerIndices {
  if ([...weights, quota].some((each) => each < 0n))
    throw new RangeError('weights and quota are whole numbers from 0 on')
  const total = weights.reduce((sum, weight) => sum + weight, 0n)
  const none = () => new Float64Array(weights.length)
  if (quota === 0n || quota > total) return { banzhaf: none(), banzhafShare: none(), shapley: none() }
  const { banzhaf, shapley } =
    weights.length <= mostCounted ? countedPower(weights, quota) : spreadPower(weights, quota)
  const sum = banzhaf.reduce((whole, each) => whole + each, 0)
  return { banzhaf, banzhafShare: banzhaf.map((each) => (sum === 0 ? 0 : each / sum)), shapley }
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
