// A log opened only to be read, beside the process that writes it or from a copy of its files.
import { hex, sha256, text, unhex } from '../log/bytes.ts'
import { ed25519Signer, parseVkey } from '../log/keys.ts'
import { Refusal } from '../records/refusals.ts'
import { policyOf } from '../views/register.ts'
import type { Folder } from './folder.ts'
import { checkpointPath, isPublic, logKeyPath } from './layout.ts'
import type { Blobs, Clock, Store } from './ports.ts'
import { headAt, receiptOf, storedRecord, storedRecords } from './read.ts'
import { fillFolder, type Replica, startReplica } from './replica.ts'
import { startResults } from './results.ts'
import { BrokenStore } from './sequence.ts'
import type { Site } from './site.ts'

/** What a log is read with. */
export interface ReadingParts {
  store: Store
  folder(): Folder
  clock: Clock
  version: string
  /** The log's verifier key; unless told, the one of the key that the store keeps. */
  vkey?: string
}

/**
 * Opens the log of a store as it is published now; what is appended later is not followed. Nothing is written, and every
 * record is refused as `read-only`. Throws BrokenStore when the store holds no log or contradicts what the log signed.
 */
export async function openReading(parts: ReadingParts): Promise<Site> {
  const { store, clock, version } = parts
  const { blobs } = store
  const vkey = parts.vkey ?? (await keptVkey(blobs))
  const folder = parts.folder()
  const replica = startReplica(blobs, parseVkey(vkey), folder)
  await catchUp(blobs, replica)
  const { at } = replica
  const note = replica.note!
  const whenStill: <T>(use: (head: typeof at) => Promise<T>) => Promise<T> = (use) => use(at)
  const results = startResults(
    {
      folder,
      newFolder: parts.folder,
      whenStill,
      headAt: (size) => headAt(blobs, replica.tree, at, size),
      fill: (fresh, size) => fillFolder(blobs, replica, fresh, size),
    },
    blobs,
    clock,
    false,
  )
  return {
    origin: at.origin,
    vkey,
    submit: async () =>
      new Refusal('read-only', 'This log was opened for reading only: submit to the site that writes it.'),
    record: (ref) => storedRecord(blobs, replica, ref),
    records: (before, limit) => storedRecords(blobs, replica, before, limit),
    receipt: async (index) => {
      const found = await storedRecord(blobs, replica, { index })
      if (found?.note == null) return null
      return receiptOf(blobs, replica.tree, { note, size: at.size }, { index, ms: found.ms, note: found.note })
    },
    view: results.view,
    checkpoint: () => note,
    blob: async (path) => (isPublic(path) ? blobs.get(path) : null),
    published: () => blobs.list('views/'),
    addEvidence: async (bytes) => {
      throw new Error(`evidence ${hex(sha256(bytes))} cannot be stored: the log was opened for reading only`)
    },
    subscribe: () => () => undefined,
    about: () => ({
      origin: at.origin,
      vkey,
      operator: replica.register.operator!,
      policy: policyOf(replica.register)!.id,
      workBits: 0,
      version,
    }),
    close: async () => {
      await folder.close()
      await store.close()
    },
  }
}

const tries = 5

/**
 * Reads up to the published checkpoint. A writer may replace partial bundles meanwhile; then the checkpoint has moved on
 * as well, and reading goes on from there.
 */
async function catchUp(blobs: Blobs, replica: Replica): Promise<void> {
  for (let left = tries; ; left--) {
    const published = await blobs.get(checkpointPath)
    if (published === null) throw new BrokenStore('there is no log here: no checkpoint has been published')
    try {
      await replica.follow(text(published))
      if (replica.stale) await replica.rebuild(text(published))
      return
    } catch (error) {
      const now = await blobs.get(checkpointPath)
      const moved = now !== null && text(now) !== text(published)
      if (!(error instanceof BrokenStore) || !moved || left === 0) throw error
    }
  }
}

async function keptVkey(blobs: Blobs): Promise<string> {
  const [seed, published] = await Promise.all([blobs.get(logKeyPath), blobs.get(checkpointPath)])
  if (published === null) throw new BrokenStore('there is no log here: no checkpoint has been published')
  if (seed === null) throw new BrokenStore(`${logKeyPath} is missing: say which verifier key the log has`)
  return ed25519Signer(text(published).split('\n')[0]!, unhex(text(seed).trim())).vkey
}
