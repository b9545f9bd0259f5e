import { gaussLegendre } from './gauss-legendre.ts'
import type { Turns } from './power-counted.ts'

/**
 * Weighted voting with any number of players on a grid of units: what the votes in favour weigh is spread as the product
 * of (1 - p + p x^w) over the players (Bilbao, Fernández, Jiménez Losada and López 2000; design: algorithms C8b). At
 * p = 1/2 it gives Banzhaf's index, over all p from 0 to 1 the one of Shapley and Shubik (Owen 1972).
 */
interface Grid {
  /** The different weights, rising, in units with their fractions: who weighs the same has the same power. */
  weights: Float64Array
  /** How many players have each. */
  counts: Uint32Array
  /** Place of each player's weight among the different ones. */
  placeOf: Uint32Array
  /** Units of all players together. */
  total: number
  /** What wins, in units: the mass of a sum lies evenly over the unit around it. */
  edge: number
}

/** Units of all players together, when their weights have to be scaled. */
const mostUnits = 5000

/** Power of each player. Shapley shares are made to sum to 1, from which the grid is less than a thousandth away. */
export function spreadPower(weights: readonly bigint[], quota: bigint): Turns {
  const grid = gridOf(weights, quota)
  const banzhaf = turnsAt(grid, 0.5, grid.edge)
  const shapley = new Float64Array(banzhaf.length)
  const rule = gaussLegendre(pointsFor(grid))
  for (const [i, p] of rule.nodes.entries()) {
    // Above a half, those against are looked at: taking one player out of the product is stable up to a half.
    const turns = p <= 0.5 ? turnsAt(grid, p, grid.edge) : turnsAt(grid, 1 - p, grid.total - grid.edge)
    for (const [place, turn] of turns.entries()) shapley[place]! += rule.weights[i]! * turn
  }
  const sum = shapley.reduce((whole, each, place) => whole + each * grid.counts[place]!, 0)
  const ofPlayers = (of: Float64Array, whole: number) => Float64Array.from(grid.placeOf, (place) => of[place]! / whole)
  return { banzhaf: ofPlayers(banzhaf, 1), shapley: ofPlayers(shapley, sum === 0 ? 1 : sum) }
}

/** Weights that sum to no more than 5,000 are the units, and what comes out is exact; larger ones are scaled. */
function gridOf(players: readonly bigint[], quota: bigint): Grid {
  const all = players.reduce((sum, weight) => sum + weight, 0n)
  const different = [...new Set(players)].sort((a, b) => (a < b ? -1 : 1))
  const places = new Map(different.map((weight, place) => [weight, place]))
  const placeOf = Uint32Array.from(players, (weight) => places.get(weight) ?? 0)
  const counts = new Uint32Array(different.length)
  for (const place of placeOf) counts[place]!++
  if (all <= BigInt(mostUnits))
    return {
      weights: Float64Array.from(different, Number),
      counts,
      placeOf,
      total: Number(all),
      edge: Number(quota) - 0.5,
    }
  const inUnits = (weight: bigint): number => (Number(weight) / Number(all)) * mostUnits
  return { weights: Float64Array.from(different, inUnits), counts, placeOf, total: mostUnits, edge: inUnits(quota) }
}

/**
 * How many points the rule over p needs: half the players give it exactly; where they are many, the outcome turns over a
 * width of 1 / (2 sqrt(n)) for n equal players, and four points for each root of n are beyond what a double tells apart.
 */
function pointsFor({ weights, counts, placeOf, total }: Grid): number {
  const squares = weights.reduce((sum, weight, place) => sum + weight * weight * counts[place]!, 0)
  const effective = (total * total) / squares
  return Math.min(Math.ceil(placeOf.length / 2), 16 + Math.ceil(4 * Math.sqrt(effective)))
}

/**
 * One player's part of the product. A weight between whole units is spread over the three next to it with the same mean
 * and the same variance (Lax and Wendroff 1960), which makes no frequency larger.
 */
interface Factor {
  /** The lowest of the three, and the parts of all three. */
  from: number
  parts: readonly [number, number, number]
}

function factorOf(weight: number): Factor {
  const middle = Math.max(1, Math.round(weight))
  const off = weight - middle
  return { from: middle - 1, parts: [(off * off - off) / 2, 1 - off * off, (off * off + off) / 2] }
}

/** The chance of each different weight to turn the outcome at an edge, when each other is counted with a chance p ≤ 1/2. */
function turnsAt({ weights, counts }: Grid, p: number, edge: number): Float64Array {
  const at = spreadOf(weights, counts, p, Math.floor(edge + 0.5) + 1)
  const others = new Float64Array(at.length)
  // What weighs less than a unit turns the outcome as much less often.
  const unit = (weights[0] ?? 1) < 1 ? turnOf(at, others, p, edge, 1) : 0
  return weights.map((weight) => (weight < 1 ? weight * unit : turnOf(at, others, p, edge, weight)))
}

/** The chance that the others have less than the edge and reach it with the player. `others` is filled anew. */
function turnOf(at: Float64Array, others: Float64Array, p: number, edge: number, weight: number): number {
  const { from, parts } = factorOf(weight)
  const [low, middle, high] = [p * parts[0], p * parts[1], p * parts[2]]
  const share = 1 / (from === 0 ? 1 - p + low : 1 - p)
  const lower = from === 0 ? 0 : low
  const { length } = at
  const [first, second, third] = [Math.min(from, length), Math.min(from + 1, length), Math.min(from + 2, length)]
  for (let sum = 0; sum < first; sum++) others[sum] = at[sum]! * share
  for (let sum = first; sum < second; sum++) others[sum] = (at[sum]! - (from === 0 ? 0 : lower * others[0]!)) * share
  for (let sum = second; sum < third; sum++)
    others[sum] = (at[sum]! - (from === 0 ? 0 : lower * others[1]!) - middle * others[0]!) * share
  for (let sum = third; sum < length; sum++) {
    const above = sum - from
    // With `from` 0 the lowest part stays at the sum itself, and is in the share.
    const same = lower === 0 ? 0 : lower * others[above]!
    others[sum] = (at[sum]! - same - middle * others[above - 1]! - high * others[above - 2]!) * share
  }
  return massBetween(others, edge - weight, edge)
}

/** The mass from one number of units to another, where that of each sum lies evenly over the unit around it. */
function massBetween(at: Float64Array, from: number, to: number): number {
  const [first, last] = [Math.floor(Math.max(from, -0.5) + 0.5), Math.floor(to + 0.5)]
  let mass = (to - last + 0.5) * at[last]! - (Math.max(from, -0.5) - first + 0.5) * at[first]!
  for (let sum = first; sum < last; sum++) mass += at[sum]!
  return mass
}

/** Below this a mass changes no digit that is shown. */
const nothing = 1e-22

/** The masses of all sums below `length`, light players first, so that the sums stay few for long. */
function spreadOf(weights: Float64Array, counts: Uint32Array, p: number, length: number): Float64Array {
  const at = new Float64Array(length)
  at[0] = 1
  let [lowest, highest] = [0, 0]
  for (const [place, weight] of weights.entries()) {
    if (weight === 0) continue
    const factor = factorOf(weight)
    for (let i = 0; i < counts[place]!; i++) {
      highest = Math.min(length - 1, highest + factor.from + 2)
      multiply(at, factor, p, lowest, highest)
      while (highest > lowest && Math.abs(at[highest]!) < nothing) at[highest--] = 0
      while (lowest < highest && Math.abs(at[lowest]!) < nothing) at[lowest++] = 0
    }
  }
  return at
}

function multiply(at: Float64Array, { from, parts }: Factor, p: number, lowest: number, highest: number): void {
  const [low, middle, high] = [p * parts[0], p * parts[1], p * parts[2]]
  let sum = highest
  for (; sum >= lowest && sum > from + 1; sum--) {
    const above = sum - from
    at[sum] = (1 - p) * at[sum]! + low * at[above]! + middle * at[above - 1]! + high * at[above - 2]!
  }
  for (; sum >= lowest; sum--) {
    const above = sum - from
    let mass = (1 - p) * at[sum]!
    if (above >= 0) mass += low * at[above]!
    if (above >= 1) mass += middle * at[above - 1]!
    at[sum] = mass
  }
}
