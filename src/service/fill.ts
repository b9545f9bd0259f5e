import { tileWidth } from '../log/tile.ts'
import type { FoldRecord } from '../records/record.ts'
import { canNameEvidence, evidenceOf, runsOf } from './evidence.ts'
import { foldEntryOf, placeOf, unparsedEntryOf, withoutRemoved } from './place.ts'
import type { Blobs } from './ports.ts'
import { readBundle, type Stored } from './reader.ts'
import type { Replica } from './replica.ts'
import type { FoldEntry, ViewEngine } from './view-engine.ts'

/** Fills a folder with the entries below `size`, as the replica holds them now: what was removed since is left out. */
export async function fillFolder(
  blobs: Blobs,
  { at, ledger }: Replica,
  folder: ViewEngine,
  size: number,
): Promise<void> {
  for (let n = 0; n * tileWidth < size; n++) {
    const bundle = (await readBundle(blobs, n, at.size)).filter(({ index }) => index < size)
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
