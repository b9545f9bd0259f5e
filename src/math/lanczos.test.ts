import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sparse, tables } from '../../test/tables.ts'
import { leadingRightVectors } from './lanczos.ts'
import { random } from './random.ts'

/** Eigenvalues of AᵀA by cyclic Jacobi rotations: another method on a dense table. */
function jacobi(dense: number[][]): number[] {
  const n = dense[0]!.length
  const a = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => dense.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
  )
  for (let sweep = 0; sweep < 60; sweep++) {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (a[p]![q] === 0) continue
        const theta = Math.atan2(2 * a[p]![q]!, a[p]![p]! - a[q]![q]!) / 2
        const [c, s] = [Math.cos(theta), Math.sin(theta)]
        for (const row of a) [row[p], row[q]] = [c * row[p]! + s * row[q]!, c * row[q]! - s * row[p]!]
        const [up, uq] = [a[p]!, a[q]!]
        a[p] = up.map((value, k) => c * value + s * uq[k]!)
        a[q] = uq.map((value, k) => c * value - s * up[k]!)
      }
    }
  }
  return a.map((row, i) => row[i]!).sort((x, y) => y - x)
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0)

test('values are those of another method; vectors are unit and orthogonal, or zero where the value is', () => {
  fc.assert(
    fc.property(tables, (dense) => {
      const { values, vectors } = leadingRightVectors(sparse(dense), 2)
      const expected = jacobi(dense)
      values.forEach((value, i) => {
        expect(Math.abs(value - Math.max(0, expected[i] ?? 0))).toBeLessThan(1e-9)
        expect(Math.abs(dot(vectors[i]!, vectors[i]!) - (value > 0 ? 1 : 0))).toBeLessThan(1e-12)
      })
      expect(Math.abs(dot(vectors[0]!, vectors[1]!))).toBeLessThan(1e-12)
    }),
    { numRuns: 300 },
  )
})

test('AᵀA v = λ v to the last digits, on a matrix too large to be spanned', () => {
  const { unit, below } = random(5)
  const dense = Array.from({ length: 300 }, (_, r) =>
    Array.from({ length: 90 }, (_, c) => (unit() < 0.3 ? below(5) - 2 + (r % 2 === c % 3 ? 1 : 0) : 0)),
  )
  const matrix = sparse(dense)
  const { values, vectors, products } = leadingRightVectors(matrix, 2)
  vectors.forEach((v, i) => {
    const rows = dense.map((row) => row.reduce((sum, value, c) => sum + value * v[c]!, 0))
    v.forEach((value, c) => {
      const product = dense.reduce((sum, row, r) => sum + row[c]! * rows[r]!, 0)
      expect(Math.abs(product - values[i]! * value)).toBeLessThan(1e-12 * values[0]!)
    })
  })
  expect(products).toBeLessThan(180)
})

test('an eigenvalue that occurs twice is found twice', () => {
  const { values, vectors } = leadingRightVectors(
    sparse([
      [2, 0, 0],
      [0, 2, 0],
      [0, 0, 1],
    ]),
    2,
  )
  expect(values[0]).toBeCloseTo(4, 12)
  expect(values[1]).toBeCloseTo(4, 12)
  expect(Math.abs(vectors[0]![2]!) + Math.abs(vectors[1]![2]!)).toBeLessThan(1e-12)
})

test('a direction that does not exist is the zero vector', () => {
  const rankOne = leadingRightVectors(
    sparse([
      [1, -1, 2],
      [2, -2, 4],
      [-1, 1, -2],
    ]),
    2,
  )
  expect(rankOne.values[1]).toBe(0)
  expect(Array.from(rankOne.vectors[1]!)).toEqual([0, 0, 0])
  const nothing = leadingRightVectors(
    sparse([
      [0, 0],
      [0, 0],
    ]),
    2,
  )
  expect(Array.from(nothing.values)).toEqual([0, 0])
  expect(nothing.vectors.map((vector) => Array.from(vector))).toEqual([
    [0, 0],
    [0, 0],
  ])
})

test('the largest loading is positive, and an empty column has no loading at all', () => {
  fc.assert(
    fc.property(tables, (dense) => {
      const { vectors, values } = leadingRightVectors(sparse(dense.map((row) => [0, ...row])), 2)
      vectors.forEach((vector, i) => {
        if (values[i] === 0) return
        const [least, most] = [Math.min(...vector), Math.max(...vector)]
        expect(most).toBeGreaterThan(-least - 1e-12)
        expect(Math.abs(vector[0]!)).toBe(0)
      })
    }),
  )
})
