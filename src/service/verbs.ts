import { policyOf } from '../folds/ledger/state.ts'
import type { Checkpoint } from '../log/checkpoint.ts'
import { fillFolder } from './fill.ts'
import { factHash, isPublic } from './layout.ts'
import type { Blobs, Clock } from './ports.ts'
import { headAt, receiptOf, storedRecord, storedRecords } from './read.ts'
import { readFact } from './reader.ts'
import { noteOf, type Replica } from './replica.ts'
import { type Results, startResults } from './results.ts'
import type { About, Site } from './site.ts'
import type { ViewEngine } from './view-engine.ts'

/** What reading stands on. */
export interface Dependencies {
  blobs: Blobs
  replica: Replica
  folder: ViewEngine
  newFolder(): ViewEngine
  clock: Clock
  whenStill<T>(use: (at: Checkpoint) => Promise<T>): Promise<T>
  /** Told of what hinders results from being written to the blobs; null: they are not written. */
  store: ((fault: unknown) => void) | null
}

/** The verbs of a site that only read. */
export type ReadVerbs = Pick<Site, 'record' | 'records' | 'receipt' | 'view' | 'checkpoint' | 'blob' | 'published'>

/** What a site says of itself, as its log stands now. */
export function aboutLog({ at, ledger }: Replica, vkey: string, version: string, workBits: number): About {
  // A site that is open has a policy: it is the first entry, which cannot be taken back.
  const { operator } = ledger
  const policy = policyOf(ledger)
  if (operator === null || policy === null) throw new Error(`${at.origin} has no policy and is not open`)
  return { origin: at.origin, vkey, operator, policy: policy.id, workBits, version }
}

/** Reading, and the results that a removal makes forget. */
export function readVerbs(dependencies: Dependencies): { verbs: ReadVerbs; results: Results } {
  const { blobs, replica, folder, newFolder, clock, whenStill, store } = dependencies
  const results = startResults(
    {
      folder,
      newFolder,
      whenStill,
      headAt: (size) => whenStill((at) => headAt(blobs, replica.tree, at, size)),
      fill: (fresh, size, signal) => fillFolder(blobs, replica, fresh, size, signal),
    },
    blobs,
    clock,
    store,
  )
  const verbs: ReadVerbs = {
    record: (ref) => whenStill(() => storedRecord(blobs, replica, ref)),
    records: (before, limit) => whenStill(() => storedRecords(blobs, replica, before, limit)),
    receipt: async (index) => {
      const found = await whenStill(() => storedRecord(blobs, replica, { index }))
      if (found?.note == null) return null
      const { ms, note } = found
      return whenStill(({ size }) =>
        receiptOf(blobs, replica.tree, { note: noteOf(replica), size }, { index, ms, note }),
      )
    },
    view: results.view,
    checkpoint: () => noteOf(replica),
    blob: async (path) => {
      const hash = factHash(path)
      if (hash !== null) return (await readFact(blobs, hash)) ?? null
      return isPublic(path) ? blobs.get(path) : null
    },
    published: async () => {
      await results.stored()
      return blobs.list('views/')
    },
  }
  return { verbs, results }
}
