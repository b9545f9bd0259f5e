import { text } from '../log/bytes.ts'
import type { Checkpoint } from '../log/checkpoint.ts'
import { type NoteSigner, parseVkey } from '../log/keys.ts'
import { parsePath } from '../log/tile.ts'
import type { SignedRecord } from '../records/record.ts'
import { append, repair } from './append.ts'
import { nextBatch } from './batch.ts'
import { checkpointPath } from './layout.ts'
import type { Place } from './place.ts'
import type { Clock, Store } from './ports.ts'
import { applyRemovals } from './remove.ts'
import { learnIds } from './removed.ts'
import { type Replica, startReplica } from './replica.ts'
import type { ViewEngine } from './view-engine.ts'

/** The one that changes the replica: everything it does is done one after another. */
export interface Engine {
  readonly replica: Replica
  /** Appends records in their order; throws as append.ts does. The admission time of the batch, Unix milliseconds. */
  append(records: SignedRecord[]): Promise<number>
  /** Takes in what others have published. */
  refresh(): Promise<void>
  /** Finishes what a crash left behind, and follows; called first, and after every failure. */
  recover(): Promise<void>
  /** Calls with the checkpoint that replica and folder stand at, in a turn in which nothing changes them. */
  whenStill<T>(use: (at: Checkpoint) => Promise<T>): Promise<T>
}

/**
 * `changed` is called after each step forward; `forget` before removed content may be shown again; `mended` is told of
 * each hash tile that was not as the signed entries give it, and was written anew from them.
 */
export function startEngine(
  store: Store,
  signer: NoteSigner,
  folder: ViewEngine,
  clock: Clock,
  events: { changed(note: string): void; forget(): Promise<void>; mended(path: string): void },
): Engine {
  const { blobs } = store
  const head = store.head('log')
  const key = parseVkey(signer.vkey)
  const replica = startReplica(blobs, key, folder, async (right) => {
    for (const [path, bytes] of right) {
      await blobs.put(path, bytes)
      events.mended(path)
    }
  })
  let last: Promise<unknown> = Promise.resolve()
  let busy = 0
  /** How many entries were removed when their ids were last learnt. */
  let removals = 0

  /** Runs after everything that was asked before. */
  function exclusive<T>(run: () => Promise<T>): Promise<T> {
    busy++
    const result = last.then(run)
    last = result.catch(() => undefined).finally(() => busy--)
    return result
  }

  async function follow(note: string, own?: Place[]): Promise<void> {
    if (note === replica.note) return
    await replica.follow(note, own)
    if (replica.stale) {
      await applyRemovals(blobs, replica.ledger, replica.at.size)
      await learnRemoved()
      await replica.rebuild(note)
      await events.forget()
    }
    await learnRemoved()
    events.changed(note)
  }

  /** Before the rebuild, in which for a while the ledger knows less: what was removed is not let in then either. */
  async function learnRemoved(): Promise<void> {
    const { size } = replica.ledger.removals
    if (size === removals) return
    await learnIds(replica.removed, blobs)
    removals = size
  }

  return {
    replica,
    append: (records) =>
      exclusive(async () => {
        const ms = Math.max(clock(), replica.tip.ms + 1)
        const first = replica.at.size
        const notes = records.map(({ note }) => note)
        const batch = nextBatch(replica.tip, notes, ms, signer)
        await append(blobs, head, replica.note, batch)
        const places = records.map((record, i) => {
          const index = first + i
          return { index, ms, entry: batch.entries[i]!, line: { i: index, note: record.note }, record }
        })
        for (const [path, bytes] of batch.files) if (parsePath(path)?.kind === 'tile') replica.tree.add(path, bytes)
        await follow(batch.note, places)
        return ms
      }),
    refresh: () =>
      exclusive(async () => {
        const published = await blobs.get(checkpointPath)
        if (published !== null) await follow(text(published))
      }),
    recover: () =>
      exclusive(async () => {
        const note = await repair(blobs, head, key)
        if (note !== null) await follow(note)
      }),
    whenStill: async (use) => {
      while (busy > 0) await last
      return use(replica.at)
    },
  }
}
