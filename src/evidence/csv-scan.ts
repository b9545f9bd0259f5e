import { text } from '../log/bytes.ts'
import { type Params, Refusal } from '../records/refusals.ts'

/**
 * Rows of a CSV file (RFC 4180, with LF or CRLF, quoted cells over several lines, a byte order mark if need be), read from
 * bytes as they come. No more of the file is held than the row that is not complete yet.
 */
export interface CsvReader {
  /** The next bytes of the file. A refusal ends the reading. */
  push(bytes: Uint8Array): Refusal | null
  /** The file has ended. */
  end(): Refusal | null
}

/** One row of a file. It is good until the next one is read. */
export interface CsvRow {
  /** Line of the file on which it begins, from 1. */
  readonly line: number
  /** How many cells it has. */
  readonly cells: number
  /** Is nothing in the cell? */
  isEmpty(cell: number): boolean
  /** A cell as text; empty beyond the last. */
  text(cell: number): string
  /** The number that the cell's digits make, up to 15 of them; NaN for anything else. */
  natural(cell: number): number
  /** 1, 0 or -1, written exactly so; NaN for anything else. */
  sign(cell: number): number
}

const quote = 34
const comma = 44
const lf = 10
const cr = 13
/** What a scan answers in place of an end. */
const unfinished = -1
const broken = -2
/** Bytes of the longest row. A longer one is a quote that nobody closes: without an end it would be read again and again. */
const longestRow = 1 << 22

/** A file that is read row by row. `take` gets every row, the first one too; a refusal of it ends the reading. */
export function rowReader(name: string, take: (row: CsvRow) => Refusal | null): CsvReader {
  const row = new Row()
  const isUtf8 = utf8Check()
  let rest = new Uint8Array(0)
  let line = 1
  let begun = false

  /** Rows of `bytes` from a place on; what is left over waits for more unless the file has ended. */
  function rows(bytes: Uint8Array, from: number, ended: boolean): Refusal | null {
    let at = from
    while (at < bytes.length) {
      const end = row.scan(bytes, at, line, ended)
      if (end === broken) return badRow(name, row.cellLine, 'quote')
      // An empty line is a row only if another follows.
      if (end === unfinished || (end >= bytes.length && row.isBlank)) break
      line = row.next
      at = end
      const fault = take(row)
      if (fault) return fault
    }
    rest = bytes.slice(at)
    return rest.length > longestRow ? badRow(name, line, 'quote') : null
  }

  function read(bytes: Uint8Array, ended: boolean): Refusal | null {
    if (!begun && bytes.length < 3 && !ended) {
      rest = bytes.slice()
      return null
    }
    const marked = !begun && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
    begun = true
    return rows(bytes, marked ? 3 : 0, ended)
  }

  return {
    push: (bytes) => (isUtf8(bytes) ? read(rest.length === 0 ? bytes : joined(rest, bytes), false) : notUtf8(name)),
    end: () => (isUtf8() ? read(rest, true) : notUtf8(name)),
  }
}

/** Bytes of a file at hand that are read at a time. */
const pieceLength = 1 << 20

/** A file at hand in pieces. */
export function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceLength) yield bytes.subarray(at, at + pieceLength)
}

/** Reads a file that is at hand as a whole. */
export function readWhole(reader: CsvReader, bytes: Uint8Array): Refusal | null {
  for (const piece of piecesOf(bytes)) {
    const fault = reader.push(piece)
    if (fault) return fault
  }
  return reader.end()
}

/** The refusal of one row of a file: its line, from 1, and what is wrong there. */
export function badRow(file: string, line: number, reason: string, params: Params = {}): Refusal {
  return new Refusal('csv-row', { ...params, reason, file, line })
}

/** The refusal of one cell: what stands there, and the code of what was expected. */
export function badCell(file: string, line: number, column: string, value: string, expected: string): Refusal {
  return badRow(file, line, 'cell', { column, value: value.slice(0, 60), expected })
}

/** The refusal of a file that is not text. */
export function notUtf8(file: string): Refusal {
  return new Refusal('bad-file', { reason: 'not-utf8', file })
}

/** Are the bytes so far the beginning of a text in UTF-8? Without any: all of one. Most pieces of most files are ASCII. */
function utf8Check(): (bytes?: Uint8Array) => boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let inside = false
  return (bytes) => {
    if (bytes && !inside && isAscii(bytes)) return true
    try {
      decoder.decode(bytes, { stream: bytes !== undefined })
      inside = (bytes?.at(-1) ?? (inside ? 128 : 0)) > 127
      return true
    } catch {
      // A fatal decoder throws for bytes that are not UTF-8, and for nothing else.
      return false
    }
  }
}

/** Four bytes at a time, from the first place where that is possible. */
function isAscii(bytes: Uint8Array): boolean {
  const uneven = (4 - (bytes.byteOffset % 4)) % 4
  const before = bytes.length < uneven + 4 ? bytes.length : uneven
  const fours =
    before === uneven
      ? new Uint32Array(bytes.buffer, bytes.byteOffset + before, (bytes.length - before) >>> 2)
      : new Uint32Array(0)
  let all = 0
  for (let at = 0; at < before; at++) all |= bytes[at] ?? 0
  for (let at = 0; at < fours.length; at++) all |= fours[at] ?? 0
  for (let at = before + 4 * fours.length; at < bytes.length; at++) all |= bytes[at] ?? 0
  return (all & 0x80808080) === 0
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

/** Where the cells of a row lie among the bytes. Used again for every row: a large file makes no other objects. */
class Row implements CsvRow {
  line = 1
  cells = 0
  /** Line on which the next row begins, and on which the cell at hand began. */
  next = 1
  cellLine = 1
  #bytes: Uint8Array = new Uint8Array(0)
  /** From, to and whether quotes are doubled inside, of each cell. */
  #places = new Int32Array(3 * 64)

  /** The only cell is empty. */
  get isBlank(): boolean {
    return this.cells === 1 && this.isEmpty(0)
  }

  isEmpty(cell: number): boolean {
    return this.#from(cell) === this.#to(cell)
  }

  text(cell: number): string {
    if (cell < 0 || cell >= this.cells) return ''
    const [from, to, doubled] = this.#places.subarray(3 * cell, 3 * cell + 3)
    const value = text(this.#bytes.subarray(from, to))
    return doubled === 1 ? value.replaceAll('""', '"') : value
  }

  natural(cell: number): number {
    const from = this.#from(cell)
    const to = this.#to(cell)
    if (to <= from || to - from > 15) return Number.NaN
    let value = 0
    for (let at = from; at < to; at++) {
      const digit = (this.#bytes[at] ?? 0) - 48
      if (digit < 0 || digit > 9) return Number.NaN
      value = value * 10 + digit
    }
    return value
  }

  sign(cell: number): number {
    const from = this.#from(cell)
    const length = this.#to(cell) - from
    const [first, second] = [this.#bytes[from], this.#bytes[from + 1]]
    if (length === 1 && first === 49) return 1
    if (length === 1 && first === 48) return 0
    return length === 2 && first === 45 && second === 49 ? -1 : Number.NaN
  }

  #from(cell: number): number {
    return cell < this.cells ? (this.#places[3 * cell] ?? 0) : 0
  }

  #to(cell: number): number {
    return cell < this.cells ? (this.#places[3 * cell + 1] ?? 0) : 0
  }

  /** Finds the row that begins at a place; gives the place after its line end. */
  scan(bytes: Uint8Array, start: number, line: number, ended: boolean): number {
    this.#bytes = bytes
    this.cells = 0
    this.line = line
    this.next = line
    for (let at = start; ; at++) {
      if (at >= bytes.length && !ended) return unfinished
      this.cellLine = this.next
      at = bytes[at] === quote ? this.#quoted(bytes, at, ended) : this.#plain(bytes, at, ended)
      if (at < 0) return at
      if (bytes[at] === comma) continue
      this.next++
      return bytes[at] === cr ? at + 2 : at + 1
    }
  }

  #plain(bytes: Uint8Array, from: number, ended: boolean): number {
    let at = from
    for (; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0
      if (byte > comma) continue
      if (byte === comma || byte === lf) break
      if (byte === quote) return broken
      if (byte !== cr) continue
      if (bytes[at + 1] === lf) break
      if (at + 1 >= bytes.length && !ended) return unfinished
    }
    if (at >= bytes.length && !ended) return unfinished
    return this.#put(from, at, 0, at)
  }

  #quoted(bytes: Uint8Array, from: number, ended: boolean): number {
    let doubled = 0
    for (let at = from + 1; at < bytes.length; at++) {
      if (bytes[at] === lf) this.next++
      if (bytes[at] !== quote) continue
      if (at + 1 >= bytes.length && !ended) return unfinished
      if (bytes[at + 1] !== quote) {
        const close = at + 1
        if (bytes[close] === cr && close + 1 >= bytes.length && !ended) return unfinished
        return isCellEnd(bytes, close) ? this.#put(from + 1, at, doubled, close) : broken
      }
      doubled = 1
      at++
    }
    return ended ? broken : unfinished
  }

  #put(from: number, to: number, doubled: number, end: number): number {
    const place = 3 * this.cells++
    if (place >= this.#places.length) this.#grow()
    this.#places[place] = from
    this.#places[place + 1] = to
    this.#places[place + 2] = doubled
    return end
  }

  #grow(): void {
    const more = new Int32Array(2 * this.#places.length)
    more.set(this.#places)
    this.#places = more
  }
}

function isCellEnd(bytes: Uint8Array, at: number): boolean {
  const code = bytes[at]
  return code === undefined || code === comma || code === lf || (code === cr && bytes[at + 1] === lf)
}
