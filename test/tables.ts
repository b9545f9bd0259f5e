import fc from 'fast-check'
import { offsets, type Sparse } from '../src/math/sparse.ts'

/** Small dense tables of whole numbers. */
export const tables = fc
  .record({ rows: fc.integer({ min: 1, max: 8 }), cols: fc.integer({ min: 1, max: 8 }) })
  .chain(({ rows, cols }) =>
    fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: cols, maxLength: cols }), {
      minLength: rows,
      maxLength: rows,
    }),
  )

/** A dense table as a sparse matrix. */
export function sparse(table: number[][]): Sparse {
  const cells = table.flatMap((row, r) => row.flatMap((value, c) => (value === 0 ? [] : [{ r, c, value }])))
  const row = Int32Array.from(cells, ({ r }) => r)
  return {
    rows: table.length,
    cols: table[0]!.length,
    start: offsets(row, table.length),
    column: Int32Array.from(cells, ({ c }) => c),
    value: Float64Array.from(cells, ({ value }) => value),
  }
}
