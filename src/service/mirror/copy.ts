// Copies bundles, each checked against the signed root before it is written; the tiles are computed anew.
import { equalBytes, utf8 } from '../../log/bytes.ts'
import type { Checkpoint } from '../../log/checkpoint.ts'
import {
  appendLeaves,
  decodeBundle,
  type Edge,
  edgePaths,
  encodeRecordLines,
  entriesPath,
  parsePath,
  type RecordLine,
  recordsPath,
  tileWidth,
  widthAt,
} from '../../log/tile.ts'
import { isOf, leavesOf, linesOf, readEntries, readLines } from '../audit/bundle.ts'
import type { Get, SignedTree } from '../audit/tree.ts'
import type { Blobs } from '../ports.ts'
import { BadSource } from './errors.ts'

/** A signed tree and where its files are read. */
export interface Source {
  at: Checkpoint
  tree: SignedTree
  get: Get
}

/** A bundle whose entries the signed root commits to, and whose lines hold what the entries commit to, or nothing. */
interface Bundle {
  /** The bytes of the entry bundle. */
  entries: Uint8Array
  /** Leaf hashes one after another. */
  leaves: Uint8Array
  lines: RecordLine[]
}

/** Reads bundle n of a source; throws BadSource with the file at fault. */
async function readChecked({ at, tree, get }: Source, n: number): Promise<Bundle> {
  const width = widthAt(n, at.size)
  const path = recordsPath(n, width)
  const leaves = await tree.tile(0, n)
  const [entries, records] = await Promise.all([readEntries(get, n, width), readLines(get, n, width)])
  const own = leavesOf(entries, width)
  if (!entries || !own || !leaves || !equalBytes(own, leaves))
    throw new BadSource(`${entriesPath(n, width)} of the source does not fit the root that ${at.origin} signed`)
  const lines = linesOf(records, n * tileWidth, width, (what) => {
    throw new BadSource(`${path} of the source ${what}`)
  })
  for (const [i, entry] of decodeBundle(entries).entries()) {
    const line = lines.get(n * tileWidth + i)
    if (!line || !isOf(line, entry))
      throw new BadSource(`${path} of the source: record ${n * tileWidth + i} is not the one that the log commits to`)
  }
  return { entries, leaves, lines: [...lines.values()] }
}

/**
 * Writes bundles and tiles from the edge up to the size of the source; `took` is given the lines of each bundle. Files
 * beyond the held checkpoint count for nothing until the next one is written, so stopping half-way does no harm.
 */
export async function copyBundles(
  source: Source,
  edge: Edge,
  to: Blobs,
  took: (lines: RecordLine[]) => void,
): Promise<Edge> {
  const { size } = source.at
  let grown = edge
  for (let n = Math.floor(edge.size / tileWidth); n * tileWidth < size; n++) {
    const width = widthAt(n, size)
    const { entries, leaves, lines } = await readChecked(source, n)
    const fresh = Array.from({ length: width }, (_, i) => leaves.subarray(i * 32, (i + 1) * 32))
    const next = appendLeaves(grown, fresh.slice(grown.size - n * tileWidth))
    for (const [path, tile] of next.tiles) if (parsePath(path)?.width === tileWidth) await to.put(path, tile)
    await to.put(entriesPath(n, width), entries)
    await to.put(recordsPath(n, width), utf8(encodeRecordLines(lines)))
    grown = next.edge
    took(lines)
  }
  for (const [level, path] of edgePaths(size).entries()) if (path !== null) await to.put(path, grown.tiles[level]!)
  return grown
}

/** Drops the partial files that an earlier size needed and the present one does not. */
export async function dropSuperseded(to: Blobs, before: number, now: number): Promise<void> {
  const needed = new Set(partsOf(now))
  for (const path of partsOf(before)) if (!needed.has(path)) await to.drop(path)
}

function partsOf(size: number): string[] {
  const n = Math.floor(size / tileWidth)
  const width = widthAt(n, size)
  const tiles = edgePaths(size).filter((path) => path !== null)
  return width === 0 ? tiles : [...tiles, entriesPath(n, width), recordsPath(n, width)]
}
