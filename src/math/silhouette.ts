// Source: P. J. Rousseeuw, Silhouettes, J. Comput. Appl. Math. 20, 1987; singletons count 0 as in Polis, clusters.clj.

import type { Points } from './kmeans.ts'

/** Distances between all points, row after row: n × n. */
export function distances({ x, y }: Points): Float64Array {
  const n = x.length
  const table = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const dx = x[i]! - x[j]!
      const dy = y[i]! - y[j]!
      const distance = Math.sqrt(dx * dx + dy * dy)
      table[i * n + j] = distance
      table[j * n + i] = distance
    }
  }
  return table
}

/**
 * The mean over all points of (b - a) / max(a, b): a the mean distance to the other points of the same cluster, b the
 * least mean distance to another cluster. A point alone in its cluster counts 0; so does everything when there are
 * fewer than two clusters. In [-1, 1]. `of` is the cluster (0..size-1) of each point, `table` their distances.
 */
export function silhouette(table: Float64Array, of: Int32Array, size: number): number {
  const n = of.length
  if (n === 0 || size < 2) return 0
  const members = new Int32Array(size)
  for (let i = 0; i < n; i++) members[of[i]!]!++
  const sums = new Float64Array(size)
  let total = 0
  for (let i = 0; i < n; i++) {
    sums.fill(0)
    for (let j = 0; j < n; j++) sums[of[j]!]! += table[i * n + j]!
    total += width(sums, members, of[i]!)
  }
  return total / n
}

function width(sums: Float64Array, members: Int32Array, own: number): number {
  if (members[own]! < 2) return 0
  const a = sums[own]! / (members[own]! - 1)
  let b = Number.POSITIVE_INFINITY
  for (let c = 0; c < sums.length; c++) {
    if (c !== own && members[c]! > 0) b = Math.min(b, sums[c]! / members[c]!)
  }
  const larger = Math.max(a, b)
  return larger > 0 && b < Number.POSITIVE_INFINITY ? (b - a) / larger : 0
}
