import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { utf8 } from '../log/bytes.ts'
import { Refusal } from '../records/refusals.ts'
import { cellsOf, csvRow, tableReader } from './csv.ts'
import { readWhole, rowReader } from './csv-scan.ts'

/** Every row of bytes that come in pieces, with the line on which it begins. */
function rowsOf(bytes: Uint8Array, cuts: number[] = []): { rows: string[][]; lines: number[] } | Refusal {
  const [rows, lines]: [string[][], number[]] = [[], []]
  const reader = rowReader('x.csv', (row) => {
    rows.push(cellsOf(row))
    lines.push(row.line)
    return null
  })
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  for (const [i, from] of places.slice(0, -1).entries()) {
    const fault = reader.push(bytes.subarray(from, places[i + 1]))
    if (fault) return fault
  }
  return reader.end() ?? { rows, lines }
}

const cuts = fc.array(fc.nat(400), { maxLength: 12 })

test('a file reads back as it was written, in whatever pieces it comes', () => {
  const cell = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '時', ' ') }),
    fc.string({ unit: 'grapheme' }),
  )
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { maxLength: 12 })
  const marks = fc.constantFrom('', '\uFEFF')
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n'), marks, cuts, (rows, end, mark, cuts) => {
      const lines = rows.map((row) => (row.length === 1 && row[0] === '' ? '""' : csvRow(row)) + end)
      const read = rowsOf(utf8(mark + lines.join('')), cuts)
      const last = rows.at(-1)
      // An empty line at the end is no row.
      const expected = last?.length === 1 && last[0] === '' ? rows.slice(0, -1) : rows
      expect(read).toMatchObject({ rows: expected })
      const starts = lines.map((_, i) => 1 + lines.slice(0, i).join('').split('\n').length - 1)
      expect(read).toMatchObject({ lines: starts.slice(0, expected.length) })
    }),
  )
})

test('any bytes in any pieces read as they do whole: the same rows, or a refusal', () => {
  const piece = fc.constantFrom('"', '""', ',', '\n', '\r\n', '\r', 'a', '-1', '1', '\uFEFF', '時')
  const bytes = fc.oneof(
    fc.array(piece, { maxLength: 40 }).map((parts) => utf8(parts.join(''))),
    fc.uint8Array({ maxLength: 40 }),
  )
  fc.assert(
    fc.property(bytes, cuts, (bytes, cuts) => {
      const [whole, parts] = [rowsOf(bytes), rowsOf(bytes, cuts)]
      // Of two faults the one in an earlier piece is told.
      if (whole instanceof Refusal) expect(parts).toBeInstanceOf(Refusal)
      else expect(parts).toEqual(whole)
    }),
    { numRuns: 1000 },
  )
})

test('a character that is cut off at the end of a piece is refused, though the next piece is plain', () => {
  const row = (): null => null
  for (const after of ['a\n', 'long enough for four bytes at once\n']) {
    const reader = rowReader('x.csv', row)
    expect(reader.push(Uint8Array.of(97, 0xc2))).toBe(null)
    expect(reader.push(new Uint8Array(0))).toBe(null)
    expect(reader.push(utf8(after))).toMatchObject({ code: 'bad-file', params: { reason: 'not-utf8' } })
  }
})

test('pieces may begin anywhere in memory and be of any length', () => {
  const bytes = utf8('abc,"d\ne",f\ng,h,時\n'.repeat(3))
  for (let from = 0; from < 8; from++) {
    const memory = new Uint8Array(bytes.length + 8)
    memory.set(bytes, from)
    const moved = memory.subarray(from, from + bytes.length)
    for (let length = 1; length < 12; length++) {
      const cuts = Array.from({ length: Math.floor(bytes.length / length) }, (_, i) => i * length)
      expect(rowsOf(moved, cuts), `${from} ${length}`).toEqual(rowsOf(bytes))
    }
  }
})

test('a quote that nobody closes is refused before the whole file is held', () => {
  const reader = rowReader('x.csv', () => null)
  const piece = utf8('a,"'.padEnd(1 << 20, 'b'))
  let pushed = 0
  let fault = reader.push(piece)
  while (fault === null && pushed++ < 20) fault = reader.push(piece.subarray(3))
  expect(fault).toMatchObject({ code: 'csv-row', params: { reason: 'quote', line: 1 } })
  expect(pushed).toBeLessThan(8)
})

describe('numbers of a cell', () => {
  const read = (text: string): { natural: number; sign: number } => {
    let found = { natural: Number.NaN, sign: Number.NaN }
    readWhole(
      rowReader('x.csv', (row) => {
        found = { natural: row.natural(0), sign: row.sign(0) }
        return null
      }),
      utf8(`${text},x`),
    )
    return found
  }
  test('are those of its digits, and nothing else', () => {
    expect(['0', '17', '"17"', '999999999999999'].map((text) => read(text).natural)).toEqual([
      0, 17, 17, 999999999999999,
    ])
    for (const text of ['', '-1', '1.5', ' 1', '1e3', '1000000000000000', '１'])
      expect(read(text).natural, text).toBe(Number.NaN)
    expect(['1', '0', '-1'].map((text) => read(text).sign)).toEqual([1, 0, -1])
    for (const text of ['', '2', '+1', '01', '-0', '-', '11']) expect(read(text).sign, text).toBe(Number.NaN)
  })
})

test('a table is told of its columns, its rows, and of those that do not fit', () => {
  const told: unknown[] = []
  const tell = (what: unknown): null => {
    told.push(what)
    return null
  }
  const reader = tableReader('x.csv', {
    needed: ['b'],
    columns: ({ names }) => tell(names),
    row: (row, columns) => tell(row.text(columns.at('b'))),
    unfit: ({ params }) => tell(params),
  })
  expect(readWhole(reader, utf8('a, b\n1,2\n3\n4,5,6\n7,8'))).toBe(null)
  expect(told).toEqual([
    ['a', 'b'],
    '2',
    { reason: 'cells', file: 'x.csv', line: 3, found: 1, wanted: 2 },
    { reason: 'cells', file: 'x.csv', line: 4, found: 3, wanted: 2 },
    '8',
  ])
})
