import type { Checkpoint } from '../log/checkpoint.ts'
import { parseNote } from '../log/note.ts'
import { recordReceipt } from '../log/receipt.ts'
import { tilesForInclusion, tilesForRanges } from '../log/tile.ts'
import { inclusionProof, rootAt } from '../log/tree.ts'
import { textId } from '../records/envelope.ts'
import { recordId } from '../records/ids.ts'
import type { Blobs } from './ports.ts'
import { placesIn, type Stored, type Tree } from './reader.ts'
import type { Replica } from './replica.ts'
import type { StoredRecord } from './site.ts'

function asRecord({ index, ms, line }: Stored): StoredRecord {
  if ('removed' in line) return { index, id: null, ms, note: null, removed: line.removed }
  return { index, id: textId(parseNote(line.note).text), ms, note: line.note, removed: null }
}

/** The record at an index, or of an id; null when the log has none. */
export async function storedRecord(
  blobs: Blobs,
  { ledger, at }: Replica,
  ref: { index: number } | { id: string },
): Promise<StoredRecord | null> {
  const index = 'index' in ref ? ref.index : indexOf(ledger.seen, ref.id)
  if (index === undefined || !Number.isSafeInteger(index) || index < 0 || index >= at.size) return null
  return asRecord(await placesIn(blobs, at.size)(index))
}

const indexOf = (seen: Replica['ledger']['seen'], id: string): number | undefined =>
  /^[0-9a-f]{64}$/.test(id) ? seen.get(recordId(id)) : undefined

/** Up to `limit` records with an index below `before`, newest first. */
export async function storedRecords(
  blobs: Blobs,
  { at }: Replica,
  before: number,
  limit: number,
): Promise<StoredRecord[]> {
  const end = Math.min(before, at.size)
  const start = Math.max(0, end - limit)
  const indexes = Array.from({ length: Math.max(0, end - start) }, (_, i) => end - 1 - i)
  return (await Promise.all(indexes.map(placesIn(blobs, at.size)))).map(asRecord)
}

/** A signed checkpoint and the size it names. */
export interface Signed {
  note: string
  size: number
}

/** The receipt of a record under a checkpoint. */
export async function receiptOf(
  blobs: Blobs,
  tree: Tree,
  { note: checkpoint, size }: Signed,
  { index, ms, note }: { index: number; ms: number; note: string },
): Promise<string> {
  await tree.fetch(blobs, tilesForInclusion(index, size))
  return recordReceipt(index, ms, note, inclusionProof(index, size, tree.reader(size)), checkpoint)
}

/** The tree head of an earlier size of the tree that stands at `at`. */
export async function headAt(blobs: Blobs, tree: Tree, at: Checkpoint, size: number): Promise<Checkpoint> {
  await tree.fetch(blobs, size === 0 ? [] : tilesForRanges([[0, size]], at.size))
  return { origin: at.origin, size, root: rootAt(size, tree.reader(at.size)) }
}
