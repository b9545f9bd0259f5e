// C2SP tlog-tiles: paths, entry bundles, hash tiles; and the record bundles that stand beside them.
import { concat, text as textOf } from './bytes.ts'
import { Malformed } from './errors.ts'
import { emptyRoot, type HashReader, inclusionRanges, nodeHash, rootAt, subtreesOf } from './tree.ts'

/** Hashes in a full tile, entries in a full bundle. */
export const tileWidth = 256
const hashSize = 32
const tileHeight = 8

/** Index in three-digit groups, all but the last prefixed with x: 1234067 gives x001/x234/067. */
function groups(n: number): string {
  const parts: string[] = []
  for (let rest = n; parts.length === 0 || rest > 0; rest = Math.floor(rest / 1000))
    parts.unshift(String(rest % 1000).padStart(3, '0'))
  return parts.map((part, i) => (i < parts.length - 1 ? `x${part}` : part)).join('/')
}

const suffix = (width: number): string => (width === tileWidth ? '' : `.p/${width}`)

/** Path of a hash tile; `width` is the number of hashes in a partial one. */
export const tilePath = (level: number, n: number, width = tileWidth): string =>
  `tile/${level}/${groups(n)}${suffix(width)}`

/** Path of an entry bundle. */
export const entriesPath = (n: number, width = tileWidth): string => `tile/entries/${groups(n)}${suffix(width)}`

/** Path of a record bundle: the notes of the entry bundle with the same number. */
export const recordsPath = (n: number, width = tileWidth): string => `records/${groups(n)}${suffix(width)}`

/** What a path of the log names. */
export type LogPath =
  | { kind: 'tile'; level: number; n: number; width: number }
  | { kind: 'entries' | 'records'; n: number; width: number }

const logPath = /^(?:tile\/(entries|0|[1-9][0-9]?)|(records))\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/

/** Reads a path of a tile or bundle; null when it is none, or not the one spelling of it. */
export function parsePath(path: string): LogPath | null {
  const [, tile, records, digits, partial] = logPath.exec(path) ?? []
  if (digits === undefined) return null
  const n = Number(digits.replaceAll(/[x/]/g, ''))
  const width = partial === undefined ? tileWidth : Number(partial)
  if (width > tileWidth || (partial !== undefined && width === tileWidth) || groups(n) !== digits) return null
  if (records !== undefined) return { kind: 'records', n, width }
  if (tile === 'entries') return { kind: 'entries', n, width }
  return Number(tile) > 63 ? null : { kind: 'tile', level: Number(tile), n, width }
}

/** Width of bundle or tile n where there are `count` items in all; 0 when there is none. */
export const widthAt = (n: number, count: number): number => Math.max(0, Math.min(tileWidth, count - n * tileWidth))

/** Number of hashes at a tile level in a tree of `size` leaves. */
export const hashesAt = (level: number, size: number): number => Math.floor(size / tileWidth ** level)

/** Every hash tile of a tree of `size` leaves: the full ones and the partial one of each level. */
export function tilesOf(size: number): { level: number; n: number; width: number }[] {
  const tiles: { level: number; n: number; width: number }[] = []
  for (let level = 0; hashesAt(level, size) > 0; level++) {
    const count = hashesAt(level, size)
    for (let n = 0; n * tileWidth < count; n++) tiles.push({ level, n, width: widthAt(n, count) })
  }
  return tiles
}

/** Entries one after another, each behind its length in two bytes. */
export function encodeBundle(entries: Uint8Array[]): Uint8Array {
  return concat(
    ...entries.flatMap((entry) => {
      if (entry.length > 0xffff) throw new Malformed(`entry has ${entry.length} bytes, at most 65535 expected`)
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry]
    }),
  )
}

/** Reads an entry bundle; throws Malformed when it ends within an entry. */
export function decodeBundle(bytes: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = (bytes[at]! << 8) | (bytes[at + 1] ?? 0)
    const end = at + 2 + length
    if (at + 2 > bytes.length || end > bytes.length) throw new Malformed(`bundle ends within entry ${entries.length}`)
    entries.push(bytes.slice(at + 2, end))
    at = end
  }
  return entries
}

/** A line of a record bundle: a note, or the index of the record that removed it. */
export type RecordLine = { i: number; note: string } | { i: number; removed: number }

/** The lines of a record bundle, newline-delimited JSON. */
export const encodeRecordLines = (lines: RecordLine[]): string =>
  lines
    .map((line) =>
      'note' in line
        ? JSON.stringify({ i: line.i, note: line.note })
        : JSON.stringify({ i: line.i, removed: line.removed }),
    )
    .map((line) => `${line}\n`)
    .join('')

/** Reads a record bundle. Every line must be spelled as encodeRecordLines spells it; throws Malformed. */
export function parseRecordLines(text: string): RecordLine[] {
  if (text === '') return []
  if (!text.endsWith('\n')) throw new Malformed('record bundle does not end in a newline')
  return text.slice(0, -1).split('\n').map(parseRecordLine)
}

/**
 * Line `at` of a record bundle; the others are not read. undefined when there are not so many. A note has no line feed in
 * its JSON, so lines are found by bytes. Throws Malformed as parseRecordLines does.
 */
export function recordLineAt(bytes: Uint8Array, at: number): RecordLine | undefined {
  let from = 0
  for (let line = 0; line < at; line++) {
    from = bytes.indexOf(10, from) + 1
    if (from === 0) return undefined
  }
  const end = bytes.indexOf(10, from)
  if (end < 0 && from === bytes.length) return undefined
  if (end < 0) throw new Malformed('record bundle does not end in a newline')
  return parseRecordLine(textOf(bytes.subarray(from, end)), at)
}

function parseRecordLine(text: string, at: number): RecordLine {
  const line = parseJson(text, at)
  if (!isRecordLine(line) || encodeRecordLines([line]) !== `${text}\n`)
    throw new Malformed(`line ${at + 1} of the record bundle is neither {"i","note"} nor {"i","removed"}`)
  return line
}

function parseJson(text: string, at: number): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Malformed(`line ${at + 1} of the record bundle is not JSON`)
  }
}

function isRecordLine(line: unknown): line is RecordLine {
  if (typeof line !== 'object' || line === null || !('i' in line) || !isIndex(line.i)) return false
  // A lone surrogate would be hashed as U+FFFD, so that two lines could stand for one note.
  if ('note' in line) return typeof line.note === 'string' && line.note.isWellFormed()
  return 'removed' in line && isIndex(line.removed)
}

const isIndex = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0

/** The right edge of a tree: all that an append needs. */
export interface Edge {
  size: number
  /** For each tile level the bytes of its last, partial tile; empty where the last tile is full. */
  tiles: Uint8Array[]
}

/** The edge of the tree without leaves. */
export const emptyEdge = (): Edge => ({ size: 0, tiles: [] })

/** The partial tiles that make up the edge of a tree of `size` leaves: path of each level, null where none is needed. */
export function edgePaths(size: number): (string | null)[] {
  const paths: (string | null)[] = []
  for (let level = 0; hashesAt(level, size) > 0; level++) {
    const count = hashesAt(level, size)
    const width = count % tileWidth
    paths.push(width === 0 ? null : tilePath(level, Math.floor(count / tileWidth), width))
  }
  return paths
}

/** The edge of a tree of `size` leaves from its partial tiles; throws Malformed when one is missing or has a wrong length. */
export async function loadEdge(size: number, get: (path: string) => Promise<Uint8Array | null>): Promise<Edge> {
  const tiles = await Promise.all(
    edgePaths(size).map(async (path, level) => {
      const bytes = path === null ? new Uint8Array(0) : await get(path)
      const expected = (hashesAt(level, size) % tileWidth) * hashSize
      if (bytes?.length !== expected) throw new Malformed(`${path} does not hold ${expected} bytes`)
      return bytes
    }),
  )
  return { size, tiles }
}

/** Appends leaves: the new edge, and every tile that is new, full or partial, by its path. The old edge stays as it is. */
export function appendLeaves(edge: Edge, leafHashes: Uint8Array[]): { edge: Edge; tiles: Map<string, Uint8Array> } {
  const tiles = new Map<string, Uint8Array>()
  const edges: Uint8Array[] = []
  let fresh = leafHashes
  for (let level = 0; fresh.length > 0 || level < edge.tiles.length; level++) {
    const before = edge.tiles[level] ?? new Uint8Array(0)
    const first = Math.floor(hashesAt(level, edge.size) / tileWidth)
    const row = rowOf(before, fresh)
    const full = Math.floor(row.length / hashSize / tileWidth)
    const rest = row.slice(full * tileWidth * hashSize)
    const above: Uint8Array[] = []
    for (let i = 0; i < full; i++) {
      const tile = row.slice(i * tileWidth * hashSize, (i + 1) * tileWidth * hashSize)
      tiles.set(tilePath(level, first + i), tile)
      above.push(tileRoot(tile))
    }
    if (rest.length > 0 && fresh.length > 0) tiles.set(tilePath(level, first + full, rest.length / hashSize), rest)
    edges.push(rest)
    fresh = above
  }
  return { edge: { size: edge.size + leafHashes.length, tiles: edges }, tiles }
}

/** The hashes of a level behind those of its partial tile. */
function rowOf(before: Uint8Array, fresh: Uint8Array[]): Uint8Array {
  const row = new Uint8Array(before.length + fresh.length * hashSize)
  row.set(before)
  fresh.forEach((hash, i) => {
    row.set(hash, before.length + i * hashSize)
  })
  return row
}

const hashAt = (tile: Uint8Array, i: number): Uint8Array => tile.subarray(i * hashSize, (i + 1) * hashSize)

/** Hash of the complete subtree over hashes [start, start + 2^height) of a tile. */
function subtree(tile: Uint8Array, start: number, height: number): Uint8Array {
  if (height === 0) return hashAt(tile, start)
  const middle = start + 2 ** (height - 1)
  return nodeHash(subtree(tile, start, height - 1), subtree(tile, middle, height - 1))
}

const tileRoot = (tile: Uint8Array): Uint8Array => subtree(tile, 0, tileHeight)

/** Root of the tree that an edge closes. */
export function edgeRoot(edge: Edge): Uint8Array {
  if (edge.size === 0) return emptyRoot
  return rootAt(edge.size, (level, index) => {
    const tile = edge.tiles[Math.floor(level / tileHeight)]!
    const height = level % tileHeight
    return subtree(tile, (index * 2 ** height) % tileWidth, height)
  })
}

/** Reads a hash tile of the given width. */
export type TileReader = (level: number, n: number, width: number) => Uint8Array

/** The tile that holds a complete subtree, and where in it. */
function placeOf(
  level: number,
  index: number,
  size: number,
): { level: number; n: number; width: number; start: number; height: number } {
  const tileLevel = Math.floor(level / tileHeight)
  const height = level % tileHeight
  const first = index * 2 ** height
  const n = Math.floor(first / tileWidth)
  return { level: tileLevel, n, width: widthAt(n, hashesAt(tileLevel, size)), start: first % tileWidth, height }
}

/** A HashReader over the tiles of a tree of `size` leaves. */
export function tileHashReader(size: number, getTile: TileReader): HashReader {
  return (level, index) => {
    const { level: tileLevel, n, width, start, height } = placeOf(level, index, size)
    return subtree(getTile(tileLevel, n, width), start, height)
  }
}

/** Paths of the tiles that proofs over these ranges read in a tree of `size` leaves, each once. */
export function tilesForRanges(ranges: [number, number][], size: number): string[] {
  const paths = subtreesOf(ranges).map(({ level, index }) => {
    const { level: tileLevel, n, width } = placeOf(level, index, size)
    return tilePath(tileLevel, n, width)
  })
  return [...new Set(paths)]
}

/** Paths of the tiles that an inclusion proof reads: fetch them, then prove with tileHashReader. */
export const tilesForInclusion = (index: number, size: number): string[] =>
  tilesForRanges(inclusionRanges(index, size), size)
