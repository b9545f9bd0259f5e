// Source: compressed sparse rows, as in Y. Saad, Iterative Methods for Sparse Linear Systems, 2003, section 3.4.

/** A matrix of which only some cells are held: row r has `column[i]`, `value[i]` for start[r] ≤ i < start[r + 1]. */
export interface Sparse {
  rows: number
  cols: number
  /** Length rows + 1. */
  start: Int32Array
  /** Ascending within a row. */
  column: Int32Array
  value: Float64Array
}

/** Where each row of a table sorted by row begins: `start[r]` for r = 0..rows, from the row of each cell. */
export function offsets(row: Int32Array, rows: number): Int32Array {
  const start = new Int32Array(rows + 1)
  for (let i = 0; i < row.length; i++) start[row[i]! + 1]!++
  for (let r = 0; r < rows; r++) start[r + 1]! += start[r]!
  return start
}

/** The numbers 0..n-1. */
export function upTo(n: number): Int32Array {
  const all = new Int32Array(n)
  for (let i = 0; i < n; i++) all[i] = i
  return all
}

/** The positions 0..n-1 in ascending order of their key (0 ≤ key < keys); equal keys keep the given order. */
export function stableOrder(key: Int32Array, keys: number, given: Int32Array): Int32Array {
  const next = offsets(key, keys)
  const order = new Int32Array(given.length)
  for (let i = 0; i < given.length; i++) order[next[key[given[i]!]!]!++] = given[i]!
  return order
}

/** The transpose of a matrix, which is also its form by columns. */
export function transpose(matrix: Sparse): Sparse {
  const { rows, cols, column, value } = matrix
  const start = offsets(column, cols)
  const next = start.slice()
  const flipped: Sparse = {
    rows: cols,
    cols: rows,
    start,
    column: new Int32Array(column.length),
    value: new Float64Array(value.length),
  }
  for (let r = 0; r < rows; r++) {
    for (let i = matrix.start[r]!; i < matrix.start[r + 1]!; i++) {
      const at = next[column[i]!]!++
      flipped.column[at] = r
      flipped.value[at] = value[i]!
    }
  }
  return flipped
}

/** out = Aᵀ(A x), row after row and cell after cell. x and out have length cols. */
export function normalProduct(matrix: Sparse, x: Float64Array, out: Float64Array): void {
  const { rows, start, column, value } = matrix
  out.fill(0)
  for (let r = 0; r < rows; r++) {
    const end = start[r + 1]!
    let sum = 0
    for (let i = start[r]!; i < end; i++) sum += value[i]! * x[column[i]!]!
    if (sum === 0) continue
    for (let i = start[r]!; i < end; i++) out[column[i]!]! += sum * value[i]!
  }
}

/** The sum of all squared cells: the trace of AᵀA. */
export function squaredNorm(matrix: Sparse): number {
  let sum = 0
  for (let i = 0; i < matrix.value.length; i++) sum += matrix.value[i]! * matrix.value[i]!
  return sum
}
