// The order of writes that makes an append safe, and its repair after a crash. The order is Sunlight's
// (FiloSottile/sunlight, internal/ctlog): stage, swap the head, publish tiles, publish the checkpoint.
import { equalBytes, text, utf8 } from '../log/bytes.ts'
import { type Checkpoint, openCheckpoint } from '../log/checkpoint.ts'
import type { VerifierKey } from '../log/keys.ts'
import { parsePath, tileWidth } from '../log/tile.ts'
import type { Batch } from './batch.ts'
import { blaming, damaged } from './damage.ts'
import { checkpointPath, headPath, stagingPath, stagingPrefix } from './layout.ts'
import type { Blobs, Head } from './ports.ts'
import { checkStaged } from './staged.ts'
import { type Files, packFiles } from './staging.ts'
import { CorruptStore, HeadConflict } from './store-errors.ts'

/**
 * Writes a batch. Throws HeadConflict when the head has moved on. Any other failure leaves it unknown whether the batch
 * counts: the caller must forget its state and `repair` before it does anything else, never try again blindly.
 */
export async function append(blobs: Blobs, head: Head, before: string | null, batch: Batch): Promise<void> {
  const staging = stagingPath(batch.checkpoint)
  // Every byte of the append is durable before it can count,
  await blobs.put(staging, packFiles(batch.files))
  // then it counts: this is the point of no return,
  const swapped = await head.compareAndSwap(before === null ? null : utf8(before), utf8(batch.note))
  if (!swapped) {
    await blobs.drop(staging)
    throw new HeadConflict(`another process appended before size ${batch.checkpoint.size}`)
  }
  // then everybody can read what the checkpoint will name,
  await publish(blobs, batch.files)
  // then everybody is told,
  await blobs.put(checkpointPath, utf8(batch.note))
  // and what nobody needs any more goes.
  await tidy(blobs, batch.files)
  await blobs.drop(staging)
}

/**
 * What the store agrees on once a crashed append is finished: the signed head, or null for a new log. Throws CorruptStore,
 * which names the file, where head, checkpoint or staging bundle is damaged.
 */
export async function repair(blobs: Blobs, head: Head, key: VerifierKey): Promise<string | null> {
  const [signed, published] = await Promise.all([head.read(), blobs.get(checkpointPath)])
  if (signed === null) {
    if (published !== null) throw damaged(headPath, 'it is missing, though there is a published checkpoint')
    return null
  }
  const [note, at] = blaming(headPath, () => [text(signed), openCheckpoint(text(signed), key)] as const)
  if (published === null || !equalBytes(published, signed)) await finish(blobs, note, at, published, key)
  for (const path of await blobs.list(stagingPrefix)) if (stagedSize(path) <= at.size) await blobs.drop(path)
  return note
}

const stagedSize = (path: string): number => Number(path.slice(stagingPrefix.length).split('-')[0])

/** Publishes what the head counts and the store does not show yet. */
async function finish(
  blobs: Blobs,
  note: string,
  at: Checkpoint,
  published: Uint8Array | null,
  key: VerifierKey,
): Promise<void> {
  const shown = published === null ? null : blaming(checkpointPath, () => openCheckpoint(text(published), key))
  if (shown !== null && shown.size >= at.size && !(shown.size === at.size && equalBytes(shown.root, at.root)))
    throw new CorruptStore(
      `the published checkpoint has size ${shown.size}, the signed head ${at.size}: the head comes from a backup; ` +
        'signing on would fork the log, so compare with a mirror first',
    )
  if (shown?.size !== at.size) await publish(blobs, await stagedFiles(blobs, shown, at))
  await blobs.put(checkpointPath, utf8(note))
}

/** What the append from the published checkpoint to the signed head has left to publish. */
async function stagedFiles(blobs: Blobs, from: Checkpoint | null, to: Checkpoint): Promise<Files> {
  const path = stagingPath(to)
  const packed = await blobs.get(path)
  if (packed === null) throw damaged(path, `it is missing, though the signed head has size ${to.size}`)
  return checkStaged(blobs, path, packed, from, to)
}

/** Writes tiles and bundles. One that is there already must be the same: what was published never changes. */
async function publish(blobs: Blobs, files: Files): Promise<void> {
  await Promise.all(
    [...files].map(async ([path, bytes]) => {
      const present = path.startsWith('records/') ? null : await blobs.get(path)
      if (present === null) return blobs.put(path, bytes)
      if (!equalBytes(present, bytes))
        throw damaged(path, 'what is there already has other bytes than the append gives')
    }),
  )
}

/** Drops partial tiles and bundles whose full one is there, as C2SP tlog-tiles allows. */
async function tidy(blobs: Blobs, files: Files): Promise<void> {
  for (const path of files.keys()) {
    const named = parsePath(path)
    if (named === null) continue
    if (named.width === tileWidth) await dropAll(blobs, await blobs.list(`${path}.p/`))
    else if (named.kind === 'records') await dropAll(blobs, await olderRecords(blobs, path, named.width))
  }
}

/** Partial record bundles before the present one and the one before it, which a reader may be about to ask for. */
async function olderRecords(blobs: Blobs, path: string, width: number): Promise<string[]> {
  const prefix = path.slice(0, path.lastIndexOf('/') + 1)
  const widths = (await blobs.list(prefix)).map((each) => Number(each.slice(prefix.length))).sort((a, b) => b - a)
  return widths
    .filter((each) => each < width)
    .slice(1)
    .map((each) => `${prefix}${each}`)
}

async function dropAll(blobs: Blobs, paths: string[]): Promise<void> {
  for (const path of paths) await blobs.drop(path)
}
