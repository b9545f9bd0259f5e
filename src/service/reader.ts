// Reads entries, records and proofs back from the blobs.
import { equalBytes, hex, sha256, text, utf8 } from '../log/bytes.ts'
import { decodeEntry } from '../log/entry.ts'
import {
  decodeBundle,
  entriesPath,
  hashesAt,
  parseRecordLines,
  type RecordLine,
  recordLineAt,
  recordsPath,
  tilePath,
  tileWidth,
  widthAt,
} from '../log/tile.ts'
import { type HashReader, leafHash, nodeHash } from '../log/tree.ts'
import { blaming, damaged } from './damage.ts'
import { factPath } from './layout.ts'
import type { Blobs } from './ports.ts'

/** A place of the log as it is stored. */
export interface Stored {
  index: number
  /** Admission time, Unix milliseconds. */
  ms: number
  /** The 41 bytes that the tree commits to. */
  entry: Uint8Array
  line: RecordLine
}

/** The part of a store that reading needs. */
type Readable = Pick<Blobs, 'get' | 'list'>

/** Entries and record lines of a bundle as they are stored, and the paths that they were read from. */
interface BundleFiles {
  entries: { path: string; list: Uint8Array[] }
  records: { path: string; bytes: Uint8Array }
}

async function bundleFiles(blobs: Readable, n: number, width: number): Promise<BundleFiles> {
  const [entries, records] = await Promise.all([
    atLeast(blobs, entriesPath(n), width),
    atLeast(blobs, recordsPath(n), width),
  ])
  const list = blaming(entries.path, () => decodeBundle(entries.bytes))
  if (list.length < width) throw damaged(entries.path, `it has ${list.length} entries, at least ${width} expected`)
  return { entries: { path: entries.path, list }, records }
}

/**
 * The places of bundle n of a log of `size` entries, one by one: a place is parsed and checked when it is asked for, and
 * the others are not. Throws CorruptStore when entries and record lines do not agree there.
 */
async function openBundle(blobs: Readable, n: number, size: number): Promise<(index: number) => Promise<Stored>> {
  const files = await bundleFiles(blobs, n, widthAt(n, size))
  return async (index) => {
    const line = blaming(files.records.path, () => recordLineAt(files.records.bytes, index - n * tileWidth))
    return placeIn(files, n, index, line) ?? fail(await whichChanged(blobs, files, n, size, index))
  }
}

/** Bundle n of a log of `size` entries, entries and record lines together; throws CorruptStore when they do not agree. */
export async function readBundle(blobs: Readable, n: number, size: number): Promise<Stored[]> {
  const width = widthAt(n, size)
  const files = await bundleFiles(blobs, n, width)
  const lines = blaming(files.records.path, () => parseRecordLines(text(files.records.bytes)))
  const places: Stored[] = []
  for (let i = 0; i < width; i++) {
    const index = n * tileWidth + i
    places.push(placeIn(files, n, index, lines[i]) ?? fail(await whichChanged(blobs, files, n, size, index)))
  }
  return places
}

/** A bundle that holds at least `width` items: the partial one, the full one, or a longer partial one that replaced it. */
async function atLeast(blobs: Readable, full: string, width: number): Promise<{ path: string; bytes: Uint8Array }> {
  const exact = width === tileWidth ? full : `${full}.p/${width}`
  for (const path of [exact, full]) {
    const bytes = await blobs.get(path)
    if (bytes !== null) return { path, bytes }
  }
  const found = await longer(blobs, `${full}.p/`, width)
  if (found === null) throw damaged(exact, 'it is missing')
  return found
}

async function longer(
  blobs: Readable,
  prefix: string,
  width: number,
): Promise<{ path: string; bytes: Uint8Array } | null> {
  const widths = (await blobs.list(prefix)).map((path) => Number(path.slice(prefix.length)))
  const next = widths.filter((each) => each > width).sort((a, b) => a - b)[0]
  if (next === undefined) return null
  const bytes = await blobs.get(`${prefix}${next}`)
  return bytes && { path: `${prefix}${next}`, bytes }
}

/** The place at an index; null when its line holds another note than its entry names. */
function placeIn({ entries, records }: BundleFiles, n: number, index: number, line?: RecordLine): Stored | null {
  const entry = entries.list[index - n * tileWidth]
  if (entry === undefined) throw damaged(entries.path, `it has no entry ${index}`)
  const { ms, noteHash } = blaming(entries.path, () => decodeEntry(entry))
  if (line?.i !== index) throw damaged(records.path, `it has no line for entry ${index}`)
  const agrees = 'removed' in line || equalBytes(sha256(utf8(line.note)), noteHash)
  return agrees ? { index, ms, entry, line } : null
}

function fail(error: Error): never {
  throw error
}

/** Of an entry and a record that disagree, the one that is not as its hash tile says. */
async function whichChanged(
  blobs: Readable,
  { entries, records }: BundleFiles,
  n: number,
  size: number,
  index: number,
): Promise<Error> {
  const signed = await hashIn(blobs, index, size)
  const entry = entries.list[index - n * tileWidth]
  const { path } = signed && entry && equalBytes(signed, leafHash(entry)) ? records : entries
  return damaged(path, `record ${index} is not the one that the log committed to`)
}

/** The hash of an entry as its tile holds it; null when there is none. */
async function hashIn(blobs: Readable, index: number, size: number): Promise<Uint8Array | null> {
  const n = Math.floor(index / tileWidth)
  const tile = await atLeast(blobs, tilePath(0, n), widthAt(n, size)).catch(() => null)
  const at = (index % tileWidth) * 32
  return tile?.bytes.slice(at, at + 32) ?? null
}

/** Places by their index, each below `size`; each bundle is read once, and only the places asked for are parsed. */
export function placesIn(blobs: Readable, size: number): (index: number) => Promise<Stored> {
  const bundles = new Map<number, ReturnType<typeof openBundle>>()
  return async (index) => {
    const n = Math.floor(index / tileWidth)
    const bundle = bundles.get(n) ?? openBundle(blobs, n, size)
    bundles.set(n, bundle)
    return (await bundle)(index)
  }
}

/** A file that must be there. Throws CorruptStore when it is not. */
export async function readNeeded(blobs: Readable, path: string): Promise<Uint8Array> {
  const bytes = await blobs.get(path)
  if (bytes === null) throw damaged(path, 'it is missing')
  return bytes
}

/** Evidence by its hash; undefined when it is not there. Throws CorruptStore when its bytes have changed. */
export async function readFact(blobs: Blobs, hash: string): Promise<Uint8Array | undefined> {
  const bytes = await blobs.get(factPath(hash))
  if (bytes === null) return undefined
  if (hex(sha256(bytes)) !== hash) throw damaged(factPath(hash), 'its bytes have not the hash that is its name')
  return bytes
}

/** Most tiles that are remembered: 8 MB. */
const mostTiles = 1024
/** Most nodes that are remembered: 64 MB of hashes. */
const mostNodes = 1_000_000

/** Hashes of complete subtrees, which never change once they exist, computed from tiles and remembered. */
export class Tree {
  readonly #tiles = new Map<string, Uint8Array>()
  /** Tiles on their way: receipts of one batch ask for the same ones at the same time. */
  readonly #coming = new Map<string, Promise<void>>()
  readonly #nodes = new Map<number, Uint8Array>()

  /** Takes over tiles that are at hand anyway. */
  add(path: string, tile: Uint8Array): void {
    this.#tiles.set(path, tile)
    const [oldest] = this.#tiles.keys()
    if (oldest !== undefined && this.#tiles.size > mostTiles) this.#tiles.delete(oldest)
  }

  /** Fetches these tiles unless they are here. */
  async fetch(blobs: Blobs, paths: string[]): Promise<void> {
    for (const path of paths) {
      if (this.#tiles.has(path)) continue
      const coming = this.#coming.get(path) ?? this.#bring(blobs, path).finally(() => this.#coming.delete(path))
      this.#coming.set(path, coming)
      await coming
    }
  }

  async #bring(blobs: Blobs, path: string): Promise<void> {
    this.add(path, await readNeeded(blobs, path))
  }

  /** A reader over a tree of `size` leaves; the tiles it needs must have been fetched. */
  reader(size: number): HashReader {
    const read: HashReader = (level, index) => {
      const key = index * 64 + level
      const known = this.#nodes.get(key)
      if (known) return known
      const hash =
        level % 8 === 0
          ? this.#fromTile(level / 8, index, size)
          : nodeHash(read(level - 1, index * 2), read(level - 1, index * 2 + 1))
      if (this.#nodes.size >= mostNodes) this.#nodes.clear()
      this.#nodes.set(key, hash)
      return hash
    }
    return read
  }

  #fromTile(level: number, index: number, size: number): Uint8Array {
    const n = Math.floor(index / tileWidth)
    const path = tilePath(level, n, widthAt(n, hashesAt(level, size)))
    const tile = this.#tiles.get(path)
    if (!tile) throw new Error(`${path} was not fetched`)
    const at = (index % tileWidth) * 32
    return tile.slice(at, at + 32)
  }
}
