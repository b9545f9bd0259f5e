// Source: D. Arthur and S. Vassilvitskii, k-means++: the advantages of careful seeding, SODA 2007.

import type { Points } from '../kmeans.ts'
import { type Random, random } from '../random.ts'

/** A partition of weighted points. */
export interface Partition {
  /** Weighted mean of each cluster. */
  centre: Points
  /** Weighted sum of squared distances. */
  inertia: number
}

/** Words that a start is drawn from. */
export type Seeds = (k: number, start: number) => readonly number[]

/**
 * Starts of k-means for each number of clusters, by how many points have weight. Few points are cheap, and twelve starts
 * miss the best partition of them more often.
 */
export const startsFor = (points: number): number => (points < fewPoints ? 60 : 12)
const fewPoints = 60
const rounds = 60
/** A later start wins only when it is lower by this part. */
const lower = 1e-12
/** Part of a distance that its bits may be wrong by, with room to spare. */
const rounding = 1e-9

/**
 * The best of some seeded starts: the lowest sum of squares, of equals the earlier start. A point goes to the nearest
 * centre, to the first of equally near ones; a centre without points stays. null when there are fewer than k places.
 */
export function bestOfStarts(points: Points, weight: Float64Array, k: number, seeds: Seeds): Partition | null {
  const starts = startsFor(weight.reduce((sum, w) => sum + (w > 0 ? 1 : 0), 0))
  let best: Partition | null = null
  for (let start = 0; start < starts; start++) {
    const centre = spreadOut(points, weight, k, random(...seeds(k, start)))
    if (centre === null) return null
    const found = settle(points, weight, centre)
    if (best === null || found.inertia < best.inertia * (1 - lower)) best = found
  }
  return best
}

/** Start centres: each next one drawn by weight and squared distance from those before; null when none is left. */
function spreadOut(points: Points, weight: Float64Array, k: number, source: Random): Points | null {
  const centre: Points = { x: new Float64Array(k), y: new Float64Array(k) }
  const away = weight.slice()
  for (let c = 0; c < k; c++) {
    const at = drawn(away, source)
    if (at < 0) return null
    centre.x[c] = points.x[at]!
    centre.y[c] = points.y[at]!
    for (let i = 0; i < away.length; i++) {
      const dx = points.x[i]! - centre.x[c]!
      const dy = points.y[i]! - centre.y[c]!
      const far = weight[i]! * (dx * dx + dy * dy)
      if (c === 0 || far < away[i]!) away[i] = far
    }
  }
  return centre
}

function drawn(chance: Float64Array, source: Random): number {
  let [left, last] = [0, -1]
  for (let i = 0; i < chance.length; i++) left += chance[i]!
  left *= source.unit()
  for (let i = 0; i < chance.length; i++) {
    if (chance[i]! === 0) continue
    last = i
    left -= chance[i]!
    if (left < 0) break
  }
  return last
}

/**
 * Lloyd's rounds from start centres, which are moved, until nobody changes sides. Whose nearest centre cannot have changed
 * since it was last looked for is not compared again; the sums are made anew each round, so their bits are those of
 * comparing every point with every centre. Source: G. Hamerly, Making k-means even faster, SDM 2010.
 */
export function settle(points: Points, weight: Float64Array, centre: Points): Partition {
  const { x, y } = points
  const k = centre.x.length
  const of = new Uint8Array(x.length)
  /** How far centres may have moved, in all, before somebody has to be compared again. */
  const until = new Float64Array(x.length).fill(-1)
  const sumX = new Float64Array(k)
  const sumY = new Float64Array(k)
  const mass = new Float64Array(k)
  let moves = 0
  for (let round = 0; ; round++) {
    let changed = round === 0
    sumX.fill(0)
    sumY.fill(0)
    mass.fill(0)
    for (let i = 0; i < x.length; i++) {
      if (until[i]! > moves) continue
      const before = of[i]!
      until[i] = moves + compare(centre, x[i]!, y[i]!, of, i)
      if (of[i] !== before) changed = true
    }
    for (let i = 0; i < x.length; i++) {
      const c = of[i]!
      const w = weight[i]!
      sumX[c]! += w * x[i]!
      sumY[c]! += w * y[i]!
      mass[c]! += w
    }
    if (!changed || round === rounds) return { centre, inertia: inertiaOf(points, weight, centre, of) }
    let furthest = 0
    for (let c = 0; c < k; c++) {
      if (mass[c] === 0) continue
      const [toX, toY] = [sumX[c]! / mass[c]!, sumY[c]! / mass[c]!]
      const [dx, dy] = [toX - centre.x[c]!, toY - centre.y[c]!]
      furthest = Math.max(furthest, Math.sqrt(dx * dx + dy * dy))
      centre.x[c] = toX
      centre.y[c] = toY
    }
    // One centre may come nearer by this, and the other go away.
    moves += 2 * furthest * (1 + rounding)
  }
}

/** Puts a point to its nearest centre; by how much the next one is surely further away. */
function compare(centre: Points, px: number, py: number, of: Uint8Array, i: number): number {
  let nearest = 0
  let least = Number.POSITIVE_INFINITY
  let second = Number.POSITIVE_INFINITY
  for (let c = 0; c < centre.x.length; c++) {
    const dx = px - centre.x[c]!
    const dy = py - centre.y[c]!
    const squared = dx * dx + dy * dy
    if (squared < least) {
      second = least
      least = squared
      nearest = c
    } else if (squared < second) second = squared
  }
  of[i] = nearest
  const far = Math.sqrt(second)
  return far * (1 - rounding) - Math.sqrt(least)
}

function inertiaOf({ x, y }: Points, weight: Float64Array, centre: Points, of: Uint8Array): number {
  let inertia = 0
  for (let i = 0; i < x.length; i++) {
    const dx = x[i]! - centre.x[of[i]!]!
    const dy = y[i]! - centre.y[of[i]!]!
    inertia += weight[i]! * (dx * dx + dy * dy)
  }
  return inertia
}

/** The nearest of some centres, the first of equally near ones. */
export function nearest(centre: Points, x: number, y: number): number {
  let [found, least] = [0, Number.POSITIVE_INFINITY]
  for (let c = 0; c < centre.x.length; c++) {
    const dx = x - centre.x[c]!
    const dy = y - centre.y[c]!
    const squared = dx * dx + dy * dy
    if (squared >= least) continue
    least = squared
    found = c
  }
  return found
}
