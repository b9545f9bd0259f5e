// Hash tiles follow from the entries: what is stored is compared with what they give.
import { equalBytes, utf8 } from '../log/bytes.ts'
import type { Checkpoint } from '../log/checkpoint.ts'
import {
  encodeBundle,
  encodeRecordLines,
  entriesPath,
  hashesAt,
  parsePath,
  recordsPath,
  tilePath,
  tileWidth,
  widthAt,
} from '../log/tile.ts'
import type { Tip } from './batch.ts'
import { damaged } from './damage.ts'
import { checkpointPath, headPath } from './layout.ts'
import type { Blobs } from './ports.ts'
import type { Files } from './staging.ts'
import { CorruptStore } from './store-errors.ts'

/** Of these tiles, those that a tree of `size` leaves has and the store does not hold so; with the bytes that are right. */
export async function wrongTiles(blobs: Pick<Blobs, 'get'>, tiles: Files, size: number): Promise<Files> {
  const wrong: Files = new Map()
  for (const [path, bytes] of tiles) {
    const named = parsePath(path)
    if (named?.kind !== 'tile' || named.width !== widthAt(named.n, hashesAt(named.level, size))) continue
    const stored = (await blobs.get(path)) ?? (await beginningOf(blobs, tilePath(named.level, named.n), bytes.length))
    if (stored === null || !equalBytes(stored, bytes)) wrong.set(path, bytes)
  }
  return wrong
}

/**
 * The partial tiles and bundles before the present ones, which a reader of an earlier checkpoint asks for, that are not the
 * beginning of what took their place; with the bytes that are right.
 */
export async function wrongEarlierParts(
  blobs: Pick<Blobs, 'get' | 'list'>,
  { edge, entries, lines }: Tip,
): Promise<Files> {
  const n = Math.floor(edge.size / tileWidth)
  const parts: [full: string, count: number, begin: (width: number) => Uint8Array][] = [
    [entriesPath(n), entries.length, (width) => encodeBundle(entries.slice(0, width))],
    [recordsPath(n), lines.length, (width) => utf8(encodeRecordLines(lines.slice(0, width)))],
    ...edge.tiles.map((tile, level): (typeof parts)[number] => {
      const full = tilePath(level, Math.floor(hashesAt(level, edge.size) / tileWidth))
      return [full, tile.length / 32, (width) => tile.slice(0, width * 32)]
    }),
  ]
  const wrong: Files = new Map()
  for (const [full, count, begin] of parts)
    for (const path of await blobs.list(`${full}.p/`)) {
      const width = parsePath(path)?.width ?? count
      const stored = width < count ? await blobs.get(path) : null
      if (stored && !equalBytes(stored, begin(width))) wrong.set(path, begin(width))
    }
  return wrong
}

/** A full tile may have taken the place of a partial one. */
async function beginningOf(blobs: Pick<Blobs, 'get'>, full: string, length: number): Promise<Uint8Array | null> {
  const bytes = await blobs.get(full)
  return bytes?.slice(0, length) ?? null
}

/** The error for entries that do not give the signed root: it names the entry bundle whose hash tile says otherwise. */
export function wrongRoot({ origin, size }: Checkpoint, wrong: Files): CorruptStore {
  for (const path of wrong.keys()) {
    const named = parsePath(path)
    if (named?.kind !== 'tile' || named.level > 0) continue
    const entries = entriesPath(named.n, named.width)
    return damaged(entries, `its entries are not those of ${path}, and do not give the root that was signed`)
  }
  return new CorruptStore(
    `the entries of ${origin} up to size ${size} do not give the root that ${headPath} and ${checkpointPath} sign: ` +
      'put the whole folder back from one backup, or compare with a mirror',
  )
}
