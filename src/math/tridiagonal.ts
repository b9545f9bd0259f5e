// Source: implicit QL with Wilkinson shifts; Golub and Van Loan, Matrix Computations, 4th ed., section 8.3.

/** Eigenvalues in descending order; row i of `vectors` (n × n, row after row) belongs to eigenvalue i. */
export interface Eigen {
  values: Float64Array
  vectors: Float64Array
}

const roundsPerValue = 60

/**
 * All eigenvalues and orthonormal eigenvectors of the symmetric tridiagonal matrix with the given diagonal (length n)
 * and the n - 1 numbers beside it. Throws when a value does not converge, which finite input does not do.
 */
export function tridiagonalEigen(diagonal: Float64Array, beside: Float64Array): Eigen {
  const n = diagonal.length
  const d = diagonal.slice()
  const e = new Float64Array(n)
  e.set(beside.subarray(0, Math.max(0, n - 1)))
  const q = new Float64Array(n * n)
  for (let i = 0; i < n; i++) q[i * n + i] = 1
  for (let low = 0; low < n; low++) isolate(d, e, q, low)
  return descending(d, q)
}

/** Rotates until the value at `low` stands alone. */
function isolate(d: Float64Array, e: Float64Array, q: Float64Array, low: number): void {
  for (let round = 0; ; round++) {
    const high = endOfBlock(d, e, low)
    if (high === low) return
    if (round === roundsPerValue) throw new Error(`eigenvalue ${low} did not converge; is every number finite?`)
    sweep(d, e, q, low, high)
  }
}

/** The last index of the block that begins at `low`: beyond it the off-diagonal is lost in rounding. */
function endOfBlock(d: Float64Array, e: Float64Array, low: number): number {
  let high = low
  while (high < d.length - 1) {
    const scale = Math.abs(d[high]!) + Math.abs(d[high + 1]!)
    if (scale + Math.abs(e[high]!) === scale) break
    high++
  }
  return high
}

/** One implicit QL sweep over the block low..high; accumulates the rotations into the rows of q. */
function sweep(d: Float64Array, e: Float64Array, q: Float64Array, low: number, high: number): void {
  const n = d.length
  const half = (d[low + 1]! - d[low]!) / (2 * e[low]!)
  const root = Math.sqrt(half * half + 1)
  let g = d[high]! - d[low]! + e[low]! / (half + (half < 0 ? -root : root))
  let [s, c, p] = [1, 1, 0]
  for (let i = high - 1; i >= low; i--) {
    const f = s * e[i]!
    const b = c * e[i]!
    const r = Math.sqrt(f * f + g * g)
    e[i + 1] = r
    if (r === 0) {
      d[i + 1]! -= p
      e[high] = 0
      return
    }
    s = f / r
    c = g / r
    g = d[i + 1]! - p
    const t = (d[i]! - g) * s + 2 * c * b
    p = s * t
    d[i + 1] = g + p
    g = c * t - b
    rotate(q, i * n, (i + 1) * n, n, c, s)
  }
  d[low]! -= p
  e[low] = g
  e[high] = 0
}

function rotate(q: Float64Array, upper: number, lower: number, n: number, c: number, s: number): void {
  for (let k = 0; k < n; k++) {
    const f = q[lower + k]!
    const h = q[upper + k]!
    q[lower + k] = s * h + c * f
    q[upper + k] = c * h - s * f
  }
}

function descending(d: Float64Array, q: Float64Array): Eigen {
  const n = d.length
  const order = Array.from(d.keys()).sort((a, b) => d[b]! - d[a]! || a - b)
  const values = new Float64Array(n)
  const vectors = new Float64Array(n * n)
  order.forEach((from, to) => {
    values[to] = d[from]!
    vectors.set(q.subarray(from * n, (from + 1) * n), to * n)
  })
  return { values, vectors }
}
