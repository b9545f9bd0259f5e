/** Rows of columns. Reading a row that is not there throws: a figure must not be made of nothing. */

/** The row that a column names. */
export function rowAt(column: Uint32Array, row: number): number {
  return column[row] ?? missing(column, row)
}

/** An amount of a column, in rao. */
export function raoAt(column: BigUint64Array, row: number): bigint {
  return column[row] ?? missing(column, row)
}

/** Adds to an amount of a column, in rao. */
export function addRao(column: BigUint64Array, row: number, more: bigint): void {
  column[row] = raoAt(column, row) + more
}

function missing({ length }: { length: number }, row: number): never {
  throw new RangeError(`there is no row ${row} among ${length}`)
}
