import { Refusal } from '../records/refusals.ts'
import { badRow, type CsvReader, type CsvRow, rowReader } from './csv-scan.ts'

/** Place of each column by its name; -1 for one that the file does not have. */
export interface CsvColumns {
  readonly names: readonly string[]
  at(name: string): number
}

/** What is done with a file that has a header row. A refusal ends the reading. */
export interface CsvTable {
  /** The columns that it must have. */
  needed: readonly string[]
  /** Its first line was read. */
  columns?(columns: CsvColumns): Refusal | null
  /** A row with as many cells as there are columns. */
  row(row: CsvRow, columns: CsvColumns): Refusal | null
  /** A row that has other cells; it may be passed over. */
  unfit(problem: Refusal): Refusal | null
}

/** Reads a CSV file with a header row. */
export function tableReader(name: string, table: CsvTable): CsvReader {
  let columns: CsvColumns | null = null
  const first = (row: CsvRow): Refusal | null => {
    const header = cellsOf(row).map((cell) => cell.trim())
    const found = columnsOf(name, header, table.needed)
    if (found instanceof Refusal) return found
    columns = found
    return table.columns?.(found) ?? null
  }
  const reader = rowReader(name, (row) => {
    if (columns === null) return first(row)
    const wanted = columns.names.length
    if (row.cells !== wanted) return table.unfit(badRow(name, row.line, 'cells', { found: row.cells, wanted }))
    return table.row(row, columns)
  })
  return {
    push: reader.push,
    end: () => reader.end() ?? (columns === null ? noHeader(name, table.needed) : null),
  }
}

/** All cells of a row as text. */
export function cellsOf(row: CsvRow): string[] {
  return Array.from({ length: row.cells }, (_, cell) => row.text(cell))
}

function columnsOf(file: string, names: string[], needed: readonly string[]): CsvColumns | Refusal {
  const places = new Map(names.map((name, at) => [name, at]))
  const missing = needed.filter((name) => !places.has(name))
  if (missing.length > 0) return new Refusal('csv-columns', { reason: 'missing', file, missing, found: names })
  if (places.size < names.length) return new Refusal('csv-columns', { reason: 'twice', file, found: names })
  return { names, at: (name) => places.get(name) ?? -1 }
}

function noHeader(file: string, missing: readonly string[]): Refusal {
  return new Refusal('csv-columns', { reason: 'no-header', file, missing, found: [] })
}

/** One row as RFC 4180 writes it, without its line end. */
export function csvRow(cells: readonly (string | number)[]): string {
  return cells.map((cell) => (typeof cell === 'number' ? String(cell) : quoted(cell))).join(',')
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
