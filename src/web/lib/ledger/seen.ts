import { equalBytes } from '../../../log/bytes.ts'
import { type Checkpoint, openCheckpoint } from '../../../log/checkpoint.ts'
import { parseVkey } from '../../../log/keys.ts'
import { verifyConsistency } from '../../../log/proof.ts'
import { tileHashReader, tilePath, tilesForRanges } from '../../../log/tile.ts'
import { consistencyProof, consistencyRanges } from '../../../log/tree.ts'

/** What this browser remembers of a log: the key it first saw and the newest checkpoint that it checked. */
export interface Seen {
  vkey: string
  note: string
}

/** What became of the log since the last visit. */
export type SeenResult =
  | { state: 'first'; size: number }
  | { state: 'same' | 'grown'; from: number; size: number }
  | { state: 'broken'; why: string; evidence: string[] }

/** Fetches the bytes below the log prefix, or null. */
export type GetBlob = (path: string) => Promise<Uint8Array | null>

/**
 * Compares the log of now with what was seen before. A log that only grew proves so with its own tiles; one that changed
 * its past, went back or changed its key is `broken`, and the two signed checkpoints are the evidence.
 */
export async function compareSeen(before: Seen | null, now: Seen, getBlob: GetBlob): Promise<SeenResult> {
  const key = parseVkey(now.vkey)
  const current = openCheckpoint(now.note, key)
  if (!before) return { state: 'first', size: current.size }
  if (before.vkey !== now.vkey) return broken('The log signs with another key than at your last visit.', before, now)
  const earlier = openCheckpoint(before.note, key)
  if (current.size < earlier.size)
    return broken(`The log has ${current.size} entries, and had ${earlier.size} at your last visit.`, before, now)
  if (current.size === earlier.size)
    return equalBytes(current.root, earlier.root)
      ? { state: 'same', from: earlier.size, size: current.size }
      : broken('The log has as many entries as at your last visit, but other ones.', before, now)
  return (await hasGrown(earlier, current, getBlob))
    ? { state: 'grown', from: earlier.size, size: current.size }
    : broken(`The first ${earlier.size} entries are not those of your last visit.`, before, now)
}

function broken(why: string, before: Seen, now: Seen): SeenResult {
  return { state: 'broken', why, evidence: [before.note, now.note] }
}

async function hasGrown(earlier: Checkpoint, current: Checkpoint, getBlob: GetBlob): Promise<boolean> {
  const { size } = current
  const tiles = await fetchTiles(tilesForRanges(consistencyRanges(earlier.size, size), size), getBlob)
  if (!tiles) return false
  const reader = tileHashReader(size, (level, n, width) => tiles.get(tilePath(level, n, width))!)
  const proof = consistencyProof(earlier.size, size, reader)
  return verifyConsistency({ size1: earlier.size, root1: earlier.root, size2: size, root2: current.root, proof })
}

/** The tiles by path; null when one is not to be had. A partial tile may have given way to the full one. */
async function fetchTiles(paths: string[], getBlob: GetBlob): Promise<Map<string, Uint8Array> | null> {
  const tiles = new Map<string, Uint8Array>()
  for (const path of paths) {
    const tile = (await getBlob(path)) ?? (await getBlob(path.replace(/\.p\/\d+$/, '')))
    if (!tile) return null
    tiles.set(path, tile)
  }
  return tiles
}

const keyOf = (origin: string): string => `sensus.seen:${origin}`

/** What this browser remembers, or null at the first visit. */
export function readSeen(origin: string): Seen | null {
  const text = localStorage.getItem(keyOf(origin))
  return text === null ? null : (JSON.parse(text) as Seen)
}

/** Remembers a checkpoint; only one that was compared with the last is worth remembering. */
export function rememberSeen(origin: string, seen: Seen): void {
  localStorage.setItem(keyOf(origin), JSON.stringify(seen))
}
