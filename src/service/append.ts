// The order of writes that makes an append safe, and its repair after a crash. The order is Sunlight's
// (FiloSottile/sunlight, internal/ctlog): stage, swap the head, publish tiles, publish the checkpoint.
import { equalBytes, text, utf8 } from '../log/bytes.ts'
import { type Checkpoint, openCheckpoint } from '../log/checkpoint.ts'
import type { VerifierKey } from '../log/keys.ts'
import { parsePath, tileWidth } from '../log/tile.ts'
import type { Batch } from './batch.ts'
import { checkpointPath, stagingPath, stagingPrefix } from './layout.ts'
import type { Blobs, Head } from './ports.ts'
import { type Files, packFiles, unpackFiles } from './staging.ts'
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

/** What the store agrees on once a crashed append is finished: the signed head, or null for a new log. */
export async function repair(blobs: Blobs, head: Head, key: VerifierKey): Promise<string | null> {
  const [signed, published] = await Promise.all([head.read(), blobs.get(checkpointPath)])
  if (signed === null) {
    if (published !== null)
      throw new CorruptStore('there is a published checkpoint but no signed head: restore head/log')
    return null
  }
  const note = text(signed)
  const at = openCheckpoint(note, key)
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
  const shown = published === null ? null : openCheckpoint(text(published), key)
  if (shown !== null && shown.size >= at.size && !(shown.size === at.size && equalBytes(shown.root, at.root)))
    throw new CorruptStore(
      `the published checkpoint has size ${shown.size}, the signed head ${at.size}: the head comes from a backup; ` +
        'signing on would fork the log, so compare with a mirror first',
    )
  const staged = await blobs.get(stagingPath(at))
  if (staged !== null) await publish(blobs, unpackFiles(staged))
  else if (shown?.size !== at.size)
    throw new CorruptStore(`the signed head has size ${at.size}, but its staging bundle ${stagingPath(at)} is gone`)
  await blobs.put(checkpointPath, utf8(note))
}

/** Writes tiles and bundles. One that is there already must be the same: what was published never changes. */
async function publish(blobs: Blobs, files: Files): Promise<void> {
  await Promise.all(
    [...files].map(async ([path, bytes]) => {
      const present = path.startsWith('records/') ? null : await blobs.get(path)
      if (present === null) return blobs.put(path, bytes)
      if (!equalBytes(present, bytes)) throw new CorruptStore(`${path} is there already with other bytes`)
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
