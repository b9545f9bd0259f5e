// Source: Polis, math/src/polismath/math/conversation.clj and clusters.clj; Small et al. 2021, "Clustering".

import { type Clusters, lloyd, type Points } from '../kmeans.ts'
import { distances, silhouette } from '../silhouette.ts'
import type { VoteMatrix } from './votes.ts'

/** The constants of production Polis. */
export const constants = {
  /** Votes that put a person on the map (fewer where there are fewer statements). */
  votesNeeded: 7,
  /** The map is filled up to so many people with the most active of the others. */
  peopleNeeded: 15,
  baseClusters: 100,
  baseRounds: 100,
  groupRounds: 20,
  /** A move of all centres below this ends k-means. */
  stop: 0.01,
  mostGroups: 5,
  /** One more group may be tried for every so many base clusters. */
  basePerGroup: 12,
} as const

/** The people who take part in clustering, in row order: those with enough votes, filled up to a least number. */
export function filter(votes: VoteMatrix): Int32Array {
  const needed = Math.min(constants.votesNeeded, votes.statements)
  const cast = (p: number): number => votes.start[p + 1]! - votes.start[p]!
  const all = Array.from({ length: votes.people }, (_, p) => p)
  const enough = all.filter((p) => cast(p) >= needed)
  if (enough.length >= constants.peopleNeeded) return Int32Array.from(enough)
  const others = all.filter((p) => cast(p) < needed).sort((p, q) => cast(q) - cast(p) || p - q)
  return Int32Array.from([...enough, ...others.slice(0, constants.peopleNeeded - enough.length)]).sort()
}

/** The points of some rows. */
export function pick(points: Points, rows: Int32Array): Points {
  const from = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row]!)
  return { x: from(points.x), y: from(points.y) }
}

/** Up to 100 small clusters of people; with fewer distinct places, one for each. */
export function baseClusters(points: Points): Clusters {
  return lloyd(points, { k: constants.baseClusters, rounds: constants.baseRounds, stop: constants.stop })
}

/** A clustering of the base clusters for one k. */
export interface Grouping {
  k: number
  silhouette: number
  clusters: Clusters
}

/**
 * Weighted k-means over the centres of the base clusters (weight: number of people) for every k that is tried, with
 * its silhouette over base clusters. Empty when there are no base clusters.
 */
export function groupings(base: Clusters): Grouping[] {
  const weights = new Float64Array(base.size)
  for (let i = 0; i < base.of.length; i++) weights[base.of[i]!]!++
  const table = distances(base.centre)
  const most = Math.min(constants.mostGroups, 2 + Math.floor(base.size / constants.basePerGroup))
  const tried: Grouping[] = []
  for (let k = 2; k <= most && base.size > 0; k++) {
    const clusters = lloyd(base.centre, { k, rounds: constants.groupRounds, stop: constants.stop, weights })
    tried.push({ k, silhouette: silhouette(table, clusters.of, clusters.size), clusters })
  }
  return tried
}

/** The grouping with the largest silhouette, of equals the one with most groups; null when none was tried. */
export function best(tried: Grouping[]): Grouping | null {
  return tried.reduce<Grouping | null>((a, b) => (a !== null && a.silhouette > b.silhouette ? a : b), null)
}

/** Group of every person: -1 for those whose row is not among `rows`. */
export function groupOfPeople(people: number, rows: Int32Array, base: Clusters, chosen: Grouping | null): Int32Array {
  const group = new Int32Array(people).fill(-1)
  if (chosen === null) return group
  for (let i = 0; i < rows.length; i++) group[rows[i]!] = chosen.clusters.of[base.of[i]!]!
  return group
}
