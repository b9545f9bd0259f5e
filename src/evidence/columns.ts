/**
 * Bulky evidence as columns: a line that names the format, one line of JSON, then the columns as they lie in memory.
 *
 *     sensus columns v1
 *     {"columns":[{"name":"accounts","rows":2,"type":"id"},…],"facts":{…}}
 *
 * Zero bytes fill up to a multiple of 8 after the JSON line and after each column; numbers are little-endian. There is
 * one spelling of each table, so the same facts always have the same SHA-256.
 */

import { equalBytes, text, utf8 } from '../log/bytes.ts'
import { Malformed } from '../log/errors.ts'

const magic = 'sensus columns v1\n'

/** JSON without fractions: what every program writes alike. */
export type Fact = null | boolean | number | string | Fact[] | { [key: string]: Fact }

/** `id`: 32 bytes per row. */
export type ColumnType = 'u8' | 'u16' | 'u32' | 'u64' | 'id'
/** A column as it lies in memory. */
export type Column = Uint8Array | Uint16Array | Uint32Array | BigUint64Array

const widths: Record<ColumnType, number> = { u8: 1, u16: 2, u32: 4, u64: 8, id: 32 }

/** Facts and columns under their names, in the order in which they are written. */
export interface Columns {
  facts: { [key: string]: Fact }
  columns: { name: string; type: ColumnType; data: Column }[]
}

/** Longest JSON line, in bytes. */
const longestLine = 16 * 1024 * 1024

/** The bytes of a table. Throws when a fact is not a safe integer, or a column has a broken row. */
export function writeColumns({ facts, columns }: Columns): Uint8Array {
  const described = columns.map(({ name, type, data }) => ({ name, rows: rowsOf(type, data), type }))
  const head = utf8(`${magic}${canonicalJson({ columns: described, facts })}\n`)
  const starts: number[] = []
  let length = padded(head.length)
  for (const { data } of columns) {
    starts.push(length)
    length += padded(data.byteLength)
  }
  const bytes = new Uint8Array(length)
  bytes.set(head)
  for (const [i, { data }] of columns.entries()) bytes.set(bytesOf(data), starts[i])
  return bytes
}

/** Reads a table; throws Malformed for bytes that `writeColumns` would not have written. */
export function readColumns(given: Uint8Array): Columns {
  const bytes = given.byteOffset % 8 === 0 ? given : given.slice()
  const { line, end } = readHead(bytes)
  const head = parseHead(line)
  let at = padded(end)
  const columns = head.columns.map(({ name, type, rows }) => {
    const data = viewAt(bytes, at, name, type, rows)
    at += padded(data.byteLength)
    return { name, type, data }
  })
  if (at !== bytes.length) throw new Malformed(`the table ends at byte ${at}, but has ${bytes.length}`)
  refusePadding(bytes, end, columns)
  return { facts: head.facts, columns }
}

/** A column by its name and type. Throws Malformed when the table has none such. */
export function columnOf<T extends ColumnType>({ columns }: Columns, name: string, type: T): ColumnOf<T> {
  const found = columns.find((each) => each.name === name && each.type === type)
  if (!found) throw new Malformed(`the table has no column "${name}" of type ${type}`)
  return found.data as ColumnOf<T>
}

type ColumnOf<T extends ColumnType> = T extends 'u16'
  ? Uint16Array
  : T extends 'u32'
    ? Uint32Array
    : T extends 'u64'
      ? BigUint64Array
      : Uint8Array

/** JSON with its keys sorted by code unit and no white space. Throws for a fraction, which programs write differently. */
export function canonicalJson(value: Fact): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value).sort()
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key]!)}`).join(',')}}`
  }
  if (typeof value === 'number' && (!Number.isSafeInteger(value) || Object.is(value, -0)))
    throw new Error(`A fact is ${value}, where only a safe integer can stand.`)
  return JSON.stringify(value)
}

const padded = (length: number): number => Math.ceil(length / 8) * 8
const bytesOf = (data: Column): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength)

function rowsOf(type: ColumnType, data: Column): number {
  const rows = data.byteLength / widths[type]
  if (!Number.isInteger(rows)) throw new Error(`A column of type ${type} has ${data.byteLength} bytes.`)
  return rows
}

function readHead(bytes: Uint8Array): { line: string; end: number } {
  if (!equalBytes(bytes.subarray(0, magic.length), utf8(magic)))
    throw new Malformed('this is not a table of columns: it does not begin with "sensus columns v1"')
  const end = bytes.subarray(0, longestLine).indexOf(0x0a, magic.length) + 1
  if (end === 0) throw new Malformed('the table has no line of JSON')
  return { line: text(bytes.subarray(magic.length, end - 1)), end }
}

interface Head {
  facts: { [key: string]: Fact }
  columns: { name: string; type: ColumnType; rows: number }[]
}

function parseHead(line: string): Head {
  const head = parseJson(line)
  const isHead = isObject(head) && isObject(head['facts']!) && Array.isArray(head['columns'])
  if (!isHead || canonical(head) !== line) throw new Malformed('the line of JSON is not written in its one way')
  return { facts: head['facts'] as Head['facts'], columns: (head['columns'] as Fact[]).map(parseColumn) }
}

function parseColumn(column: Fact): Head['columns'][number] {
  const { name, type, rows } = isObject(column) ? column : {}
  const isRows = typeof rows === 'number' && Number.isSafeInteger(rows) && rows >= 0
  if (typeof name !== 'string' || typeof type !== 'string' || !Object.hasOwn(widths, type) || !isRows)
    throw new Malformed('the line of JSON describes a column that there cannot be')
  return { name, type: type as ColumnType, rows }
}

const isObject = (value: Fact): value is { [key: string]: Fact } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parseJson(line: string): Fact {
  try {
    return JSON.parse(line) as Fact
  } catch {
    throw new Malformed('the second line is not JSON')
  }
}

/** The canonical text, or null for what has none. */
function canonical(value: Fact): string | null {
  try {
    return canonicalJson(value)
  } catch {
    return null
  }
}

function viewAt(bytes: Uint8Array, at: number, name: string, type: ColumnType, rows: number): Column {
  const length = rows * widths[type]
  if (at + length > bytes.length) throw new Malformed(`column "${name}" has ${rows} rows, more than there are bytes`)
  const start = bytes.byteOffset + at
  if (type === 'u16') return new Uint16Array(bytes.buffer, start, rows)
  if (type === 'u32') return new Uint32Array(bytes.buffer, start, rows)
  if (type === 'u64') return new BigUint64Array(bytes.buffer, start, rows)
  return new Uint8Array(bytes.buffer, start, length)
}

function refusePadding(bytes: Uint8Array, headEnd: number, columns: Columns['columns']): void {
  const ends = [headEnd, ...columns.map(({ data }) => data.byteOffset - bytes.byteOffset + data.byteLength)]
  for (const end of ends) {
    if (bytes.subarray(end, padded(end)).some((byte) => byte !== 0))
      throw new Malformed(`the bytes after byte ${end} that only fill up are not zero`)
  }
}
