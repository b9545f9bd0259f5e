import type { Ledger } from '../folds/ledger/state.ts'
import { type Folds, startFolds, step as stepFolds } from '../folds/ledger.ts'
import { doorFolds } from '../folds/table.ts'
import { equalBytes } from '../log/bytes.ts'
import { type Checkpoint, openCheckpoint } from '../log/checkpoint.ts'
import type { VerifierKey } from '../log/keys.ts'
import { rememberingAddresses } from '../log/ss58.ts'
import { appendLeaves, edgeRoot, tileWidth } from '../log/tile.ts'
import { leafHash } from '../log/tree.ts'
import { emptyTip, type Tip } from './batch.ts'
import { evidenceOf, runsOf } from './evidence.ts'
import { foldEntryOf, type Place, placeOf, withoutRemoved } from './place.ts'
import type { Blobs } from './ports.ts'
import { readBundle, type Stored, Tree } from './reader.ts'
import { type Removed, rememberNotes, startRemoved } from './removed.ts'
import { CorruptStore } from './store-errors.ts'
import type { ViewEngine } from './view-engine.ts'

/** What one process knows of the log: the tip, the folds that admission asks, the folder that views ask. */
export interface Replica {
  readonly folds: Folds
  readonly ledger: Ledger
  readonly tip: Tip
  /** What is left of removed records; nothing of it is ever forgotten. */
  readonly removed: Removed
  readonly tree: Tree
  /** The signed checkpoint that the replica stands at; null before the first. */
  readonly note: string | null
  readonly at: Checkpoint
  /**
   * Takes in what was appended up to a signed checkpoint: `own`, when this process appended it, else read from the blobs.
   * Throws CorruptStore when it does not give the root that was signed.
   */
  follow(note: string, own?: Place[]): Promise<void>
  /** Forgets everything and follows from entry 0, with removed entries as holes. */
  rebuild(note: string): Promise<void>
  /** Are there entries that a removal names and that were taken in before it? */
  readonly stale: boolean
}

/** The signed checkpoint that a replica stands at. Throws before the first. */
export function noteOf({ note, at }: Pick<Replica, 'note' | 'at'>): string {
  if (note === null) throw new Error(`${at.origin} has signed no checkpoint yet`)
  return note
}

/** A replica of the log under `key` in these blobs. `folder` is filled along. */
export function startReplica(blobs: Blobs, key: VerifierKey, folder: ViewEngine): Replica {
  const empty = (): Checkpoint => ({ origin: key.name, size: 0, root: edgeRoot(emptyTip().edge) })
  const tree = new Tree()
  const removed = startRemoved()
  const readAddress = rememberingAddresses()
  let folds = startFolds(doorFolds)
  let tip = emptyTip()
  let note: string | null = null
  let at = empty()
  let holes: ReadonlyMap<number, number> = new Map()

  /** Takes in the entries [tip, to.size); the root must come out. */
  async function takeIn(to: Checkpoint, own?: Place[]): Promise<void> {
    // An append need not wait for its fold: a view asked for later sees it, and a folder that failed says so there.
    if (own) (await step(own)).folded.catch(() => undefined)
    else await readIn(to.size)
    if (!equalBytes(edgeRoot(tip.edge), to.root))
      throw new CorruptStore(`the entries of ${to.origin} up to size ${to.size} do not give the root that was signed`)
    at = to
  }

  const inPlace = (stored: Stored): Place => placeOf(withoutRemoved(stored, holes), readAddress)

  /** Reads the entries [tip, size) and takes them in, bundle by bundle. */
  async function readIn(size: number): Promise<void> {
    for (let n = Math.floor(tip.edge.size / tileWidth); n * tileWidth < size; n++) {
      const bundle = (await readBundle(blobs, n, size)).filter(({ index }) => index >= tip.edge.size)
      for (const run of runsOf(bundle.map(inPlace), ({ record }) => record)) await (await step(run)).folded
    }
  }

  /**
   * Takes places in; `folded` settles when the folder has stepped over them too. Both ledgers judge again what was judged
   * before it was appended: of two records of one batch the first may exclude the second.
   */
  async function step(places: Place[]): Promise<{ folded: Promise<void> }> {
    const evidence = await evidenceOf(
      blobs,
      places.map(({ record }) => record),
    )
    const entries = places.map(foldEntryOf)
    for (const entry of entries) stepFolds(doorFolds, folds, entry, (hash) => evidence.get(hash))
    rememberNotes(removed, places)
    tip = extend(tip, places)
    return { folded: folder.push(entries, evidence) }
  }

  return {
    tree,
    removed,
    get folds() {
      return folds
    },
    get ledger() {
      return folds.ledger
    },
    get tip() {
      return tip
    },
    get note() {
      return note
    },
    get at() {
      return at
    },
    get stale() {
      const { removals, kinds } = folds.ledger
      return [...removals.keys()].some((index) => kinds[index] !== null)
    },
    follow: async (next, own) => {
      const to = openCheckpoint(next, key)
      if (to.size < at.size) throw new CorruptStore(`the checkpoint went back from size ${at.size} to ${to.size}`)
      await takeIn(to, own)
      note = next
    },
    rebuild: async (next) => {
      const to = openCheckpoint(next, key)
      holes = new Map(folds.ledger.removals)
      folds = startFolds(doorFolds)
      tip = emptyTip()
      at = empty()
      await folder.reset()
      await takeIn(to)
      note = next
    },
  }
}

function extend(tip: Tip, places: Place[]): Tip {
  const { edge } = appendLeaves(
    tip.edge,
    places.map(({ entry }) => leafHash(entry)),
  )
  const entries = [...tip.entries, ...places.map(({ entry }) => entry)]
  const lines = [...tip.lines, ...places.map(({ line }) => line)]
  const rest = entries.length - (entries.length % tileWidth)
  return { edge, entries: entries.slice(rest), lines: lines.slice(rest), ms: places.at(-1)?.ms ?? tip.ms }
}
