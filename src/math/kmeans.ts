// Source: Lloyd's method as production Polis runs it: Polis, math/src/polismath/math/clusters.clj; Small et al. 2021.

/** Points of the plane; x and y have equal length. */
export interface Points {
  x: Float64Array
  y: Float64Array
}

/** A partition of points. Clusters are numbered 0..size-1 in the order of their start centres, without gaps. */
export interface Clusters {
  size: number
  /** Mean (weighted where weights were given) of the points of each cluster. */
  centre: Points
  /** Cluster of each point. */
  of: Int32Array
}

/** How Lloyd's algorithm is run. */
export interface Lloyd {
  /** Clusters wanted; fewer come back when points coincide or a cluster loses all its points. */
  k: number
  /** Rounds after the first one. */
  rounds: number
  /** Weight of each point in its centre; 1 each when absent. */
  weights?: Float64Array
  /** Stops when every centre, in sorted order, moved less than this. */
  stop?: number
}

/**
 * Start centres are the first k distinct points in the given order. A point goes to the nearest centre, to the later
 * one when two are equally near. Clusters without points are dropped at once.
 */
export function lloyd(points: Points, { k, rounds, weights, stop = 0.01 }: Lloyd): Clusters {
  const n = points.x.length
  const of = new Int32Array(n)
  const mass = weights ?? new Float64Array(n).fill(1)
  const scratch = new Float64Array(k)
  let centre = firstDistinct(points, k)
  for (let round = 0; ; round++) {
    assign(points, centre, of)
    const moved = means(points, of, mass, centre.x.length, scratch)
    const still = closeTo(centre, moved, stop)
    centre = moved
    if (still || round === rounds) return { size: centre.x.length, centre, of }
  }
}

/** The first k points that differ from all before them. */
export function firstDistinct(points: Points, k: number): Points {
  const picked: number[] = []
  for (let i = 0; i < points.x.length && picked.length < k; i++) {
    if (picked.every((j) => points.x[j] !== points.x[i] || points.y[j] !== points.y[i])) picked.push(i)
  }
  return { x: Float64Array.from(picked, (i) => points.x[i]!), y: Float64Array.from(picked, (i) => points.y[i]!) }
}

/**
 * Writes the nearest centre of every point; of equally near ones the last. Centres are looked at outwards from the point
 * along x, until their distance along x alone is more than the least distance found: the rest cannot be nearer, since a
 * rounded sum of squares is never less than either of them.
 */
export function assign(points: Points, centre: Points, of: Int32Array): void {
  const order = sorted(centre)
  const size = order.length
  const xs = Float64Array.from(order, (c) => centre.x[c]!)
  const ys = Float64Array.from(order, (c) => centre.y[c]!)
  for (let i = 0; i < of.length; i++) {
    const x = points.x[i]!
    const y = points.y[i]!
    let nearest = 0
    let least = Number.POSITIVE_INFINITY
    let right = firstFrom(xs, x)
    let left = right - 1
    while (left >= 0 || right < size) {
      const toLeft = left < 0 ? Number.POSITIVE_INFINITY : x - xs[left]!
      const toRight = right < size ? xs[right]! - x : Number.POSITIVE_INFINITY
      const at = toLeft <= toRight ? left-- : right++
      const dx = x - xs[at]!
      if (dx * dx > least) break
      const dy = y - ys[at]!
      const squared = dx * dx + dy * dy
      if (squared < least || (squared === least && order[at]! > nearest)) {
        least = squared
        nearest = order[at]!
      }
    }
    of[i] = nearest
  }
}

/** The first position whose value is at least x; the values ascend. */
function firstFrom(values: Float64Array, x: number): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (values[middle]! < x) low = middle + 1
    else high = middle
  }
  return low
}

/** Centres of the clusters that have points; renumbers `of` to match. */
function means(points: Points, of: Int32Array, mass: Float64Array, size: number, total: Float64Array): Points {
  const x = new Float64Array(size)
  const y = new Float64Array(size)
  total.fill(0)
  for (let i = 0; i < of.length; i++) {
    const c = of[i]!
    x[c]! += mass[i]! * points.x[i]!
    y[c]! += mass[i]! * points.y[i]!
    total[c]! += mass[i]!
  }
  const renamed = new Int32Array(size)
  let kept = 0
  for (let c = 0; c < size; c++) {
    if (total[c] === 0) continue
    renamed[c] = kept
    x[kept] = x[c]! / total[c]!
    y[kept] = y[c]! / total[c]!
    kept++
  }
  if (kept < size) for (let i = 0; i < of.length; i++) of[i] = renamed[of[i]!]!
  return { x: x.subarray(0, kept), y: y.subarray(0, kept) }
}

/** Whether the centres, each set sorted by x then y and compared pair by pair, all moved less than `stop`. */
function closeTo(before: Points, after: Points, stop: number): boolean {
  const a = sorted(before)
  const b = sorted(after)
  for (let i = 0; i < a.length && i < b.length; i++) {
    const dx = before.x[a[i]!]! - after.x[b[i]!]!
    const dy = before.y[a[i]!]! - after.y[b[i]!]!
    if (dx * dx + dy * dy >= stop * stop) return false
  }
  return true
}

function sorted({ x, y }: Points): Int32Array {
  return Int32Array.from(x.keys()).sort((i, j) => x[i]! - x[j]! || y[i]! - y[j]! || i - j)
}
