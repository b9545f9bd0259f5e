// Source: H. W. Kuhn, The Hungarian method for the assignment problem, 1955; with shortest augmenting paths and potentials
// as in R. Jonker and A. Volgenant, Computing 38, 1987. O(n³).

/**
 * The assignment of rows to columns with the largest sum of values, each column to one row at most: the column of each row,
 * -1 where there are fewer columns than rows and it gets none. Of equally good ones always the same. Values are finite.
 */
export function bestAssignment(value: readonly (readonly number[])[]): number[] {
  const columns = value[0]?.length ?? 0
  const size = Math.max(value.length, columns)
  // A square of costs; what was added is as good as nothing.
  const cost = (row: number, column: number): number => -(value[row]?.[column] ?? 0)
  // Numbered from 1; 0 is a column that stands for "none yet".
  const [rowPotential, columnPotential] = [new Float64Array(size + 1), new Float64Array(size + 1)]
  const rowOf = new Int32Array(size + 1)
  for (let row = 1; row <= size; row++) {
    rowOf[0] = row
    const before = new Int32Array(size + 1)
    const least = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY)
    const reached = new Uint8Array(size + 1)
    let at = 0
    while (rowOf[at] !== 0) {
      reached[at] = 1
      const from = rowOf[at]!
      let [step, next] = [Number.POSITIVE_INFINITY, 0]
      for (let column = 1; column <= size; column++) {
        if (reached[column] === 1) continue
        const reduced = cost(from - 1, column - 1) - rowPotential[from]! - columnPotential[column]!
        if (reduced < least[column]!) {
          least[column] = reduced
          before[column] = at
        }
        if (least[column]! < step) [step, next] = [least[column]!, column]
      }
      for (let column = 0; column <= size; column++) {
        if (reached[column] === 1) {
          rowPotential[rowOf[column]!]! += step
          columnPotential[column]! -= step
        } else least[column]! -= step
      }
      at = next
    }
    while (at !== 0) {
      rowOf[at] = rowOf[before[at]!]!
      at = before[at]!
    }
  }
  const found = value.map(() => -1)
  for (let column = 1; column <= columns; column++)
    if (rowOf[column]! <= value.length) found[rowOf[column]! - 1] = column - 1
  return found
}
