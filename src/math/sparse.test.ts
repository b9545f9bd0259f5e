import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sparse, tables } from '../../test/tables.ts'
import { normalProduct, type Sparse, squaredNorm, stableOrder, transpose } from './sparse.ts'

function table(matrix: Sparse): number[][] {
  const rows = Array.from({ length: matrix.rows }, () => new Array<number>(matrix.cols).fill(0))
  rows.forEach((row, r) => {
    for (let i = matrix.start[r]!; i < matrix.start[r + 1]!; i++) row[matrix.column[i]!] = matrix.value[i]!
  })
  return rows
}

test('the transpose has rows for columns', () => {
  fc.assert(
    fc.property(tables, (dense) => {
      expect(table(transpose(sparse(dense)))).toEqual(dense[0]!.map((_, c) => dense.map((row) => row[c]!)))
    }),
  )
})

test('AᵀA x is what the dense table gives', () => {
  fc.assert(
    fc.property(tables, (dense) => {
      const x = Float64Array.from(dense[0]!, (_, c) => c + 1)
      const out = new Float64Array(x.length)
      normalProduct(sparse(dense), x, out)
      const ax = dense.map((row) => row.reduce((sum, value, c) => sum + value * x[c]!, 0))
      expect(Array.from(out)).toEqual(dense[0]!.map((_, c) => dense.reduce((sum, row, r) => sum + row[c]! * ax[r]!, 0)))
    }),
  )
})

test('the squared norm is the sum of all squares', () => {
  expect(
    squaredNorm(
      sparse([
        [1, 0, -2],
        [0, 3, 0],
      ]),
    ),
  ).toBe(14)
})

test('equal keys keep their order', () => {
  const key = Int32Array.from([2, 0, 2, 1, 0])
  expect(Array.from(stableOrder(key, 3, Int32Array.from([0, 1, 2, 3, 4])))).toEqual([1, 4, 3, 0, 2])
})
