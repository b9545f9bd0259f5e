import type { Ledger } from '../folds/ledger/state.ts'
import { text, utf8 } from '../log/bytes.ts'
import { parseNote } from '../log/note.ts'
import { encodeRecordLines, parseRecordLines, recordsPath, tileWidth, widthAt } from '../log/tile.ts'
import { textId } from '../records/envelope.ts'
import { parseRecord } from '../records/record.ts'
import { isRefusal } from '../records/refusals.ts'
import { canNameEvidence, hashesNamed } from './evidence.ts'
import { factPath } from './layout.ts'
import type { Blobs } from './ports.ts'
import { placesIn, readBundle, readNeeded } from './reader.ts'
import { keepId } from './removed.ts'

/**
 * Takes the content of removed records out of the store: keeps their ids, drops their evidence, while their lines still
 * tell which these are, then the lines. Doing it again changes nothing, so a crash in between is repaired by the next start.
 */
export async function applyRemovals(blobs: Blobs, ledger: Ledger, size: number): Promise<void> {
  const bundles = new Set([...ledger.removals.keys()].map((index) => Math.floor(index / tileWidth)))
  for (const n of bundles) {
    await keepIds(blobs, ledger, n, size)
    await dropEvidence(blobs, ledger, n, size)
    await blankLines(blobs, ledger, n, size)
  }
}

/** Keeps the ids of removed records of which the line is still there. */
async function keepIds(blobs: Blobs, { removals }: Ledger, n: number, size: number): Promise<void> {
  for (const { index, line } of await readBundle(blobs, n, size)) {
    const by = removals.get(index)
    if (by !== undefined && 'note' in line) await keepId(blobs, textId(parseNote(line.note).text), { index, by })
  }
}

/** Drops evidence that only removed records name. */
async function dropEvidence(blobs: Blobs, ledger: Ledger, n: number, size: number): Promise<void> {
  const bundle = await readBundle(blobs, n, size)
  const doomed = bundle.filter(({ index }) => ledger.removals.has(index)).flatMap(({ line }) => hashesOf(line))
  if (doomed.length === 0) return
  const kept = new Set(await hashesKept(blobs, ledger, size))
  for (const hash of doomed) if (!kept.has(hash)) await blobs.drop(factPath(hash))
}

function hashesOf(line: { note: string } | { removed: number }): string[] {
  const record = 'note' in line ? parseRecord(line.note) : null
  return isRefusal(record) ? [] : hashesNamed(record)
}

/** Hashes that records name which are not removed. */
async function hashesKept(blobs: Blobs, ledger: Ledger, size: number): Promise<string[]> {
  const naming = ledger.kinds.flatMap((kind, index) =>
    canNameEvidence(kind) && !ledger.removals.has(index) ? [index] : [],
  )
  const places = await Promise.all(naming.map(placesIn(blobs, size)))
  return places.flatMap(({ line }) => hashesOf(line))
}

/** Replaces the lines of removed records in record bundle n, and drops earlier partial bundles, which still hold them. */
async function blankLines(blobs: Blobs, ledger: Ledger, n: number, size: number): Promise<void> {
  const path = recordsPath(n, widthAt(n, size))
  const lines = parseRecordLines(text(await readNeeded(blobs, path))).map((line) => {
    const removed = ledger.removals.get(line.i)
    return removed === undefined ? line : { i: line.i, removed }
  })
  await blobs.put(path, utf8(encodeRecordLines(lines)))
  for (const other of await blobs.list(`${recordsPath(n)}.p/`)) if (other !== path) await blobs.drop(other)
}
