// Entry bundles and record bundles, read so that one damaged entry or line does not hide the others.
import { concat, equalBytes, sha256, text, utf8 } from '../../log/bytes.ts'
import { entryLength } from '../../log/entry.ts'
import { Malformed } from '../../log/errors.ts'
import { decodeBundle, entriesPath, parseRecordLines, type RecordLine, recordsPath } from '../../log/tile.ts'
import { leafHash } from '../../log/tree.ts'
import { type Get, readPart } from './tree.ts'

const stride = entryLength + 2

/** Bytes of entry bundle n as far as `width` entries count. */
export const readEntries = (get: Get, n: number, width: number): Promise<Uint8Array | null> =>
  readPart(
    get,
    (each) => entriesPath(n, each),
    width,
    (whole) => whole.subarray(0, width * stride),
  )

/** Bytes of record bundle n as far as `width` lines count. */
export const readLines = (get: Get, n: number, width: number): Promise<Uint8Array | null> =>
  readPart(
    get,
    (each) => recordsPath(n, each),
    width,
    (whole) => whole.subarray(0, endOfLine(whole, width)),
  )

function endOfLine(bytes: Uint8Array, lines: number): number {
  let at = 0
  for (let i = 0; i < lines; i++) at = bytes.indexOf(0x0a, at) + 1 || bytes.length
  return at
}

/** Leaf hashes one after another of a bundle of exactly `width` entries; null when it is anything else. */
export function leavesOf(bundle: Uint8Array | null, width: number): Uint8Array | null {
  if (bundle?.length !== width * stride) return null
  try {
    const entries = decodeBundle(bundle)
    return entries.length === width ? concat(...entries.map(leafHash)) : null
  } catch (error) {
    if (error instanceof Malformed) return null
    throw error
  }
}

/** The 41-byte pieces that stand where entries stand, whatever the lengths before them say. */
const pieces = (bundle: Uint8Array | null, width: number): (Uint8Array | null)[] =>
  Array.from({ length: width }, (_, i) => {
    const piece = bundle?.subarray(i * stride + 2, (i + 1) * stride)
    return piece?.length === entryLength ? piece : null
  })

/** The entries that the leaf hashes commit to; null where neither the bundle nor the notes give one. */
export function signedEntries(
  bundle: Uint8Array | null,
  leaves: Uint8Array | null,
  width: number,
  lines: ReadonlyMap<number, RecordLine>,
  first: number,
): (Uint8Array | null)[] {
  if (leaves === null) return Array.from({ length: width }, () => null)
  const found = pieces(bundle, width)
  return found.map((piece, i) => {
    const leaf = leaves.subarray(i * 32, (i + 1) * 32)
    if (piece && equalBytes(leafHash(piece), leaf)) return piece
    return mended([piece, found[i - 1], found[i + 1]], lines.get(first + i), leaf)
  })
}

/** An entry put together from what its neighbours and its note say, if the leaf hash commits to it. */
function mended(
  near: (Uint8Array | null | undefined)[],
  line: RecordLine | undefined,
  leaf: Uint8Array,
): Uint8Array | null {
  const heads = near.flatMap((piece) => (piece ? [piece.subarray(0, 9)] : []))
  const hashes = [
    ...(line && 'note' in line ? [sha256(utf8(line.note))] : []),
    ...(near[0] ? [near[0].subarray(9)] : []),
  ]
  const candidates = heads.flatMap((head) => hashes.map((hash) => concat(head, hash)))
  return candidates.find((entry) => equalBytes(leafHash(entry), leaf)) ?? null
}

/**
 * The lines of a record bundle by index, as far as they can be read; what is not line by line that of entries
 * [first, first + width) is told of.
 */
export function linesOf(
  bytes: Uint8Array | null,
  first: number,
  width: number,
  tell: (what: string) => void,
): Map<number, RecordLine> {
  const lines = new Map<number, RecordLine>()
  if (bytes === null) {
    tell('is missing')
    return lines
  }
  const pieces = rows(bytes)
  if (pieces.length !== width) tell(`has ${pieces.length} lines, not ${width}`)
  for (const [at, piece] of pieces.slice(0, width).entries()) {
    const line = readLine(piece)
    if (line?.i !== first + at) tell(`line ${at + 1} is not that of entry ${first + at}`)
    if (line !== null && !lines.has(line.i)) lines.set(line.i, line)
  }
  return lines
}

/** Whether a line says what an entry commits to; a removed line says nothing against it. */
export const isOf = (line: RecordLine, entry: Uint8Array): boolean =>
  !('note' in line) || equalBytes(sha256(utf8(line.note)), entry.subarray(entryLength - 32))

/** The bytes of each line, its newline included. */
function rows(bytes: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0x0a, at) + 1 || bytes.length
    parts.push(bytes.subarray(at, end))
    at = end
  }
  return parts
}

/** A lone surrogate would hash like the replacement character: a note that has one is none. */
function readLine(bytes: Uint8Array): RecordLine | null {
  try {
    const line = parseRecordLines(text(bytes))[0]
    return line === undefined || ('note' in line && !line.note.isWellFormed()) ? null : line
  } catch (error) {
    if (error instanceof Malformed) return null
    throw error
  }
}
