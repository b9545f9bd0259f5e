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
import { damaged } from './damage.ts'
import { evidenceOf, runsOf } from './evidence.ts'
import { foldEntryOf, type Place, placeOf, withoutRemoved } from './place.ts'
import type { Blobs } from './ports.ts'
import { readBundle, type Stored, Tree } from './reader.ts'
import { type Removed, rememberNotes, startRemoved } from './removed.ts'
import type { Files } from './staging.ts'
import { CorruptStore } from './store-errors.ts'
import { wrongEarlierParts, wrongRoot, wrongTiles } from './tile-check.ts'
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

/** What becomes of hash tiles that are not as the signed entries give them: these are the right ones, by their paths. */
export type MendTiles = (right: Files) => Promise<void>

/** Whoever may not write refuses a store with a wrong hash tile. */
const refuseTiles: MendTiles = async (right) => {
  for (const path of right.keys()) throw damaged(path, 'it does not hold the hashes of the entries')
}

/**
 * A replica of the log under `key` in these blobs. `folder` is filled along, hash tiles are compared with the entries;
 * without `mend` a wrong one is refused.
 */
export function startReplica(
  blobs: Blobs,
  key: VerifierKey,
  folder: ViewEngine,
  mend: MendTiles | null = null,
): Replica {
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
    const wrong: Files = new Map()
    if (own) (await step(own)).folded.catch(() => undefined)
    else await readIn(to.size, wrong)
    if (!equalBytes(edgeRoot(tip.edge), to.root)) throw wrongRoot(to, wrong)
    // What only readers of earlier checkpoints ask for is compared once, at the start.
    if (at.size === 0 && !own && mend)
      for (const [path, bytes] of await wrongEarlierParts(blobs, tip)) wrong.set(path, bytes)
    if (wrong.size > 0) await (mend ?? refuseTiles)(wrong)
    at = to
  }

  const inPlace = (stored: Stored): Place => placeOf(withoutRemoved(stored, holes), readAddress)

  /** Reads the entries [tip, size) and takes them in, bundle by bundle; `wrong` gets the tiles that are not as they give. */
  async function readIn(size: number, wrong: Files): Promise<void> {
    for (let n = Math.floor(tip.edge.size / tileWidth); n * tileWidth < size; n++) {
      const bundle = (await readBundle(blobs, n, size)).filter(({ index }) => index >= tip.edge.size)
      for (const run of runsOf(bundle.map(inPlace), ({ record }) => record)) {
        const { folded, tiles } = await step(run)
        for (const [path, bytes] of await wrongTiles(blobs, tiles, size)) wrong.set(path, bytes)
        await folded
      }
    }
  }

  /**
   * Takes places in; `folded` settles when the folder has stepped over them too. Both ledgers judge again what was judged
   * before it was appended: of two records of one batch the first may exclude the second.
   */
  async function step(places: Place[]): Promise<{ folded: Promise<void>; tiles: Files }> {
    const evidence = await evidenceOf(
      blobs,
      places.map(({ record }) => record),
    )
    const entries = places.map(foldEntryOf)
    for (const entry of entries) stepFolds(doorFolds, folds, entry, (hash) => evidence.get(hash))
    rememberNotes(removed, places)
    const grown = extend(tip, places)
    tip = grown.tip
    return { folded: folder.push(entries, evidence), tiles: grown.tiles }
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

function extend(tip: Tip, places: Place[]): { tip: Tip; tiles: Files } {
  const { edge, tiles } = appendLeaves(
    tip.edge,
    places.map(({ entry }) => leafHash(entry)),
  )
  const entries = [...tip.entries, ...places.map(({ entry }) => entry)]
  const lines = [...tip.lines, ...places.map(({ line }) => line)]
  const rest = entries.length - (entries.length % tileWidth)
  const ms = places.at(-1)?.ms ?? tip.ms
  return { tip: { edge, entries: entries.slice(rest), lines: lines.slice(rest), ms }, tiles }
}
