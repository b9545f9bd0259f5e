import { type Params, Refusal } from '../records/refusals.ts'

/** A CSV file as strings: RFC 4180, with LF or CRLF, quoted cells over several lines, and a byte order mark if need be. */
export interface Csv {
  /** For sentences, such as `votes.csv`. */
  name: string
  /** Place of each column by its name. */
  columns: Map<string, number>
  rows: string[][]
  /** Line of the file on which each row begins, from 1. */
  lines: number[]
}

const quote = 34
const comma = 44
const lf = 10
const cr = 13

/** Reads a CSV file with a header row; `needed` names the columns that it must have. */
export function readCsv(name: string, text: string, needed: readonly string[]): Csv | Refusal {
  const read = readRows(name, text)
  if (read instanceof Refusal) return read
  const [header = [], ...rows] = read.rows
  const columns = new Map(header.map((column, i) => [column.trim(), i]))
  const missing = needed.filter((column) => !columns.has(column))
  if (missing.length > 0) {
    const reason = header.length === 0 ? 'no-header' : 'missing'
    return new Refusal('csv-columns', { reason, file: name, missing, found: header })
  }
  if (columns.size < header.length) return new Refusal('csv-columns', { reason: 'twice', file: name, found: header })
  const short = rows.findIndex((row) => row.length !== header.length)
  if (short >= 0)
    return badRow(name, read.lines[short + 1]!, 'cells', { found: rows[short]!.length, wanted: header.length })
  return { name, columns, rows, lines: read.lines.slice(1) }
}

/** The refusal of one row of a file: its line, from 1, and what is wrong there. */
export function badRow(file: string, line: number, reason: string, params: Params = {}): Refusal {
  return new Refusal('csv-row', { ...params, reason, file, line })
}

/** The refusal of one cell: what stands there, and the code of what was expected. */
export function badCell(
  file: string,
  line: number,
  column: string,
  value: string | undefined,
  expected: string,
): Refusal {
  return badRow(file, line, 'cell', { column, value: value ?? '', expected })
}

/** One pass over the text. `line` is counted inside quoted cells too. */
function readRows(name: string, text: string): { rows: string[][]; lines: number[] } | Refusal {
  const rows: string[][] = []
  const lines: number[] = []
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  let line = 1
  while (at < text.length) {
    const row: string[] = []
    const first = line
    for (;;) {
      const cell = text.charCodeAt(at) === quote ? quotedCell(text, at) : plainCell(text, at)
      if (cell === null) return badRow(name, line, 'quote')
      row.push(cell.value)
      line += cell.breaks
      at = cell.end
      if (text.charCodeAt(at) !== comma) break
      at++
    }
    if (text.charCodeAt(at) === cr) at++
    at++
    line++
    if (row.length === 1 && row[0] === '' && at >= text.length) break
    rows.push(row)
    lines.push(first)
  }
  return { rows, lines }
}

interface Cell {
  value: string
  /** Place of the comma or line end after the cell. */
  end: number
  /** Line breaks inside it. */
  breaks: number
}

function plainCell(text: string, start: number): Cell | null {
  let end = start
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end)
    if (code === comma || code === lf || (code === cr && text.charCodeAt(end + 1) === lf)) break
    if (code === quote) return null
  }
  return { value: text.slice(start, end), end, breaks: 0 }
}

function quotedCell(text: string, start: number): Cell | null {
  let close = text.indexOf('"', start + 1)
  while (close >= 0 && text.charCodeAt(close + 1) === quote) close = text.indexOf('"', close + 2)
  if (close < 0 || !isCellEnd(text, close + 1)) return null
  const value = text.slice(start + 1, close).replaceAll('""', '"')
  return { value, end: close + 1, breaks: value.split('\n').length - 1 }
}

function isCellEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return at >= text.length || code === comma || code === lf || (code === cr && text.charCodeAt(at + 1) === lf)
}

/** One row as RFC 4180 writes it, without its line end. */
export function csvRow(cells: readonly (string | number)[]): string {
  return cells.map((cell) => quoted(String(cell))).join(',')
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
