import { type Ledger, startLedger, stepLedger } from '../folds/register.ts'
import { equalBytes } from '../log/bytes.ts'
import { type Checkpoint, openCheckpoint } from '../log/checkpoint.ts'
import type { VerifierKey } from '../log/keys.ts'
import { appendLeaves, edgeRoot, tileWidth } from '../log/tile.ts'
import { leafHash } from '../log/tree.ts'
import { parseRecord, type SignedRecord } from '../records/record.ts'
import { isRefusal } from '../records/refusals.ts'
import { emptyTip, type Tip } from './batch.ts'
import { evidenceOf, runsOf } from './evidence.ts'
import type { Blobs } from './ports.ts'
import { readBundle, type Stored, Tree } from './reader.ts'
import { CorruptStore } from './sequence.ts'
import type { FoldEntry, ViewEngine } from './view-engine.ts'

/** A place of the log on its way into the replica; the record is null when it was removed or cannot be read. */
export interface Place extends FoldEntry {
  entry: Uint8Array
  record: SignedRecord | null
}

/** What one process knows of the log: the tip, the register that admission asks, the folder that views ask. */
export interface Replica {
  readonly register: Ledger
  readonly tip: Tip
  readonly tree: Tree
  /** The signed checkpoint that the replica stands at; null before the first. */
  readonly note: string | null
  readonly at: Checkpoint
  /**
   * Takes in what was appended up to a signed checkpoint: `own`, when this process appended it, else read from the blobs.
   * Throws BrokenStore when it does not give the root that was signed.
   */
  follow(note: string, own?: Place[]): Promise<void>
  /** Forgets everything and follows from entry 0, with removed entries as holes. */
  rebuild(note: string): Promise<void>
  /** Are there entries that a removal names and that were taken in before it? */
  readonly stale: boolean
}

/** A replica of the log under `key` in these blobs. `folder` is filled along. */
export function startReplica(blobs: Blobs, key: VerifierKey, folder: ViewEngine): Replica {
  const empty = (): Checkpoint => ({ origin: key.name, size: 0, root: edgeRoot(emptyTip().edge) })
  const tree = new Tree()
  let register = startLedger()
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

  /** Reads the entries [tip, size) and takes them in, bundle by bundle. */
  async function readIn(size: number): Promise<void> {
    for (let n = Math.floor(tip.edge.size / tileWidth); n * tileWidth < size; n++) {
      const bundle = (await readBundle(blobs, n, size)).filter(({ index }) => index >= tip.edge.size)
      for (const run of runsOf(bundle.map(placeOf), ({ note: text }) => text)) await (await step(run)).folded
    }
  }

  /** Removed entries are holes, whether their line has been replaced yet or not. */
  function placeOf({ index, ms, entry, line }: Stored): Place {
    const removedBy = 'removed' in line ? line.removed : holes.get(index)
    if (removedBy !== undefined || 'removed' in line)
      return { index, ms, entry, note: null, record: null, ...(removedBy === undefined ? {} : { removedBy }) }
    // A newer version may write what this one cannot read: it is kept, and skipped.
    const record = parseRecord(line.note)
    return { index, ms, entry, note: line.note, record: isRefusal(record) ? null : record }
  }

  /** Takes places in; `folded` settles when the folder has stepped over them too. */
  async function step(places: Place[]): Promise<{ folded: Promise<void> }> {
    const evidence = await evidenceOf(blobs, places)
    for (const { index, ms, record, removedBy } of places)
      stepLedger(register, { index, ms, record, ...(removedBy === undefined ? {} : { removedBy }) }, (hash) =>
        evidence.get(hash),
      )
    tip = extend(tip, places)
    const entries = places.map(({ index, ms, note, removedBy }) => ({
      index,
      ms,
      note,
      ...(removedBy === undefined ? {} : { removedBy }),
    }))
    return { folded: folder.push(entries, evidence) }
  }

  return {
    tree,
    get register() {
      return register
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
      return [...register.removals.keys()].some((index) => register.kinds[index] !== null)
    },
    follow: async (next, own) => {
      const to = openCheckpoint(next, key)
      if (to.size < at.size) throw new CorruptStore(`the checkpoint went back from size ${at.size} to ${to.size}`)
      await takeIn(to, own)
      note = next
    },
    rebuild: async (next) => {
      const to = openCheckpoint(next, key)
      holes = new Map(register.removals)
      register = startLedger()
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
  const lines = [
    ...tip.lines,
    ...places.map(({ index, note, removedBy }) =>
      note === null ? { i: index, removed: removedBy! } : { i: index, note },
    ),
  ]
  const rest = entries.length - (entries.length % tileWidth)
  return { edge, entries: entries.slice(rest), lines: lines.slice(rest), ms: places.at(-1)?.ms ?? tip.ms }
}

/** Fills a folder with the entries below `size`, as the replica holds them now: what was removed since is left out. */
export async function fillFolder(
  blobs: Blobs,
  { at, register }: Replica,
  folder: ViewEngine,
  size: number,
): Promise<void> {
  for (let n = 0; n * tileWidth < size; n++) {
    const bundle = (await readBundle(blobs, n, at.size)).filter(({ index }) => index < size)
    const entries = bundle.map(({ index, ms, line }) => {
      const removedBy = 'removed' in line ? line.removed : register.removals.get(index)
      return removedBy === undefined && 'note' in line
        ? { index, ms, note: line.note }
        : { index, ms, note: null, ...(removedBy === undefined ? {} : { removedBy }) }
    })
    for (const run of runsOf(entries, ({ note }) => note)) await folder.push(run, await evidenceOf(blobs, run))
  }
}
