// Source: Lanczos with full re-orthogonalisation and locking; Golub and Van Loan, Matrix Computations, 4th ed., 10.3.

import { random } from './random.ts'
import { normalProduct, type Sparse } from './sparse.ts'
import { tridiagonalEigen } from './tridiagonal.ts'

/** Leading right singular vectors of a matrix A, that is, leading eigenvectors of AᵀA. */
export interface Leading {
  /** Eigenvalues of AᵀA (squared singular values), descending; 0 where A has no further direction. */
  values: Float64Array
  /** One unit vector of length cols each; all zeros where the value is 0. */
  vectors: Float64Array[]
  /** Products with AᵀA that it took. */
  products: number
}

/** A direction whose eigenvalue is below this share of the largest is rounding, not a direction. */
const nothing = 1e-13
/** Residual, as a share of the eigenvalue, at which a vector is as good as doubles allow. */
const tolerance = 1e-16
/** Steps between two looks at the residual. */
const stride = 4
const seed = 0x53656e73

/**
 * The `count` leading right singular vectors, one Lanczos run each, every run orthogonal to the vectors found before,
 * so that equal singular values are found as often as they occur. The start vectors are fixed and every sum runs in a
 * fixed order: equal input gives equal bits. The sign of a vector makes its largest loading positive (the first of
 * equals).
 */
export function leadingRightVectors(matrix: Sparse, count: number): Leading {
  const found: Leading = { values: new Float64Array(count), vectors: [], products: 0 }
  for (let i = 0; i < count; i++) {
    const floor = nothing * found.values[0]!
    const { value, vector, products } = leadingOutside(matrix, found.vectors, floor, i)
    found.values[i] = value
    found.vectors.push(vector)
    found.products += products
  }
  return found
}

interface Pair {
  value: number
  vector: Float64Array
  products: number
}

/** The leading eigenpair of AᵀA in the space orthogonal to `locked`; zero when its value is not above `floor`. */
function leadingOutside(matrix: Sparse, locked: Float64Array[], floor: number, run: number): Pair {
  const basis: Float64Array[] = []
  const diagonal: number[] = []
  const beside: number[] = []
  const limit = matrix.cols
  let next = start(matrix, locked, floor, run)
  let best: { value: number; weights: Float64Array } = { value: 0, weights: new Float64Array(0) }
  while (next !== null && basis.length < limit) {
    const v: Float64Array = next
    const w = new Float64Array(limit)
    normalProduct(matrix, v, w)
    basis.push(v)
    diagonal.push(dot(v, w))
    for (let pass = 0; pass < 2; pass++) {
      removeParts(w, locked)
      removeParts(w, basis)
    }
    const reach = Math.sqrt(dot(w, w))
    const complete = basis.length === limit || reach <= nothing * diagonal[0]!
    if (complete || basis.length % stride === 0) {
      best = leadingOf(diagonal, beside)
      const residual = reach * Math.abs(best.weights[basis.length - 1]!)
      if (complete || residual <= tolerance * best.value) break
    }
    beside.push(reach)
    next = scaled(w, 1 / reach)
  }
  const vector = new Float64Array(limit)
  const products = basis.length + 1
  if (!(best.value > floor)) return { value: 0, vector, products }
  for (let j = 0; j < basis.length; j++) addScaled(vector, best.weights[j]!, basis[j]!)
  orient(vector)
  return { value: best.value, vector, products }
}

/**
 * A fixed vector taken through AᵀA once, so that empty columns have no part in it, and orthogonal to `locked`; null
 * when nothing is left but rounding.
 */
function start(matrix: Sparse, locked: Float64Array[], floor: number, run: number): Float64Array | null {
  const source = random(seed, run)
  const raw = Float64Array.from({ length: matrix.cols }, () => source.unit() - 0.5)
  for (let pass = 0; pass < 2; pass++) removeParts(raw, locked)
  const length = Math.sqrt(dot(raw, raw))
  const through = new Float64Array(matrix.cols)
  normalProduct(matrix, raw, through)
  for (let pass = 0; pass < 2; pass++) removeParts(through, locked)
  const norm = Math.sqrt(dot(through, through))
  return norm > floor * length && norm > 0 ? scaled(through, 1 / norm) : null
}

function leadingOf(diagonal: number[], beside: number[]): { value: number; weights: Float64Array } {
  const eigen = tridiagonalEigen(Float64Array.from(diagonal), Float64Array.from(beside))
  return { value: eigen.values[0]!, weights: eigen.vectors.subarray(0, diagonal.length) }
}

/** Makes the vector unit and its largest loading positive. */
function orient(vector: Float64Array): void {
  let top = 0
  for (let i = 1; i < vector.length; i++) if (Math.abs(vector[i]!) > Math.abs(vector[top]!)) top = i
  const norm = Math.sqrt(dot(vector, vector))
  const factor = vector[top]! < 0 ? -1 / norm : 1 / norm
  for (let i = 0; i < vector.length; i++) vector[i]! *= factor
}

function removeParts(w: Float64Array, basis: Float64Array[]): void {
  for (const u of basis) addScaled(w, -dot(u, w), u)
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** a += factor · b */
function addScaled(a: Float64Array, factor: number, b: Float64Array): void {
  for (let i = 0; i < a.length; i++) a[i]! += factor * b[i]!
}

function scaled(a: Float64Array, factor: number): Float64Array {
  return a.map((value) => value * factor)
}
