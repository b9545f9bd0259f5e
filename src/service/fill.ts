import { tileWidth } from '../log/tile.ts'
import type { FoldRecord } from '../records/record.ts'
import { canNameEvidence, evidenceOf, runsOf } from './evidence.ts'
import { foldEntryOf, placeOf, unparsedEntryOf, withoutRemoved } from './place.ts'
import type { Blobs } from './ports.ts'
import { readBundle, type Stored } from './reader.ts'
import type { Replica } from './replica.ts'
import type { FoldEntry, ViewEngine } from './view-engine.ts'

/**
 * Fills a folder from where it stands with the entries below `size`, as the replica holds them now: what was removed
 * since is left out. Bundle by bundle; throws the signal's reason between two of them.
 */
export async function fillFolder(
  blobs: Blobs,
  { at, ledger }: Replica,
  folder: ViewEngine,
  size: number,
  signal?: AbortSignal,
): Promise<void> {
  const from = folder.size
  for (let n = Math.floor(from / tileWidth); n * tileWidth < size; n++) {
    signal?.throwIfAborted()
    const bundle = (await readBundle(blobs, n, at.size)).filter(({ index }) => index >= from && index < size)
    const entries = bundle.map((stored) => entryOf(withoutRemoved(stored, ledger.removals), ledger.kinds))
    for (const run of runsOf(entries, recordIn)) await folder.push(run, await evidenceOf(blobs, run.map(recordIn)))
  }
}

/**
 * Only records whose evidence has to be read are parsed here; the others are where they are folded, so that a question
 * about an early size does not keep the server from answering.
 */
function entryOf(stored: Stored, kinds: readonly (FoldRecord['kind'] | null)[]): FoldEntry {
  return canNameEvidence(kinds[stored.index] ?? null) ? foldEntryOf(placeOf(stored)) : unparsedEntryOf(stored)
}

const recordIn = ({ record }: FoldEntry): FoldRecord | null => (typeof record === 'string' ? null : record)
