// What one append makes of the log: pure, so that it can be computed before anything is written.
import { utf8 } from '../log/bytes.ts'
import { type Checkpoint, signCheckpoint } from '../log/checkpoint.ts'
import { encodeEntry } from '../log/entry.ts'
import type { NoteSigner } from '../log/keys.ts'
import {
  appendLeaves,
  type Edge,
  edgeRoot,
  emptyEdge,
  encodeBundle,
  encodeRecordLines,
  entriesPath,
  type RecordLine,
  recordsPath,
  tileWidth,
} from '../log/tile.ts'
import { leafHash } from '../log/tree.ts'
import type { Files } from './staging.ts'

/** Everything that the next append needs to know of the log. */
export interface Tip {
  edge: Edge
  /** Entries and record lines of the last, partial bundle. */
  entries: Uint8Array[]
  lines: RecordLine[]
  /** Admission time of the last entry, Unix milliseconds. */
  ms: number
}

/** The tip of an empty log. */
export const emptyTip = (): Tip => ({ edge: emptyEdge(), entries: [], lines: [], ms: 0 })

/** An append that is computed and not yet written. */
export interface Batch {
  tip: Tip
  checkpoint: Checkpoint
  /** The signed checkpoint. */
  note: string
  /** The new entries in their order. */
  entries: Uint8Array[]
  /** Every new tile, entry bundle and record bundle. */
  files: Files
}

/** Appends notes in the given order, all admitted at `ms`, which must be later than the tip. */
export function nextBatch(tip: Tip, notes: string[], ms: number, signer: NoteSigner): Batch {
  if (ms <= tip.ms) throw new Error(`time did not progress: ${ms} ms after ${tip.ms} ms`)
  const fresh = notes.map((note) => encodeEntry(ms, utf8(note)))
  const { edge, tiles } = appendLeaves(tip.edge, fresh.map(leafHash))
  const first = tip.edge.size - tip.entries.length
  const entries = [...tip.entries, ...fresh]
  const lines = [...tip.lines, ...notes.map((note, i) => ({ i: tip.edge.size + i, note }))]
  const files: Files = new Map(tiles)
  for (let at = 0; at < entries.length; at += tileWidth) {
    const n = (first + at) / tileWidth
    const width = Math.min(tileWidth, entries.length - at)
    files.set(entriesPath(n, width), encodeBundle(entries.slice(at, at + width)))
    files.set(recordsPath(n, width), utf8(encodeRecordLines(lines.slice(at, at + width))))
  }
  const checkpoint = { origin: signer.name, size: edge.size, root: edgeRoot(edge) }
  const rest = entries.length - (entries.length % tileWidth)
  return {
    tip: { edge, entries: entries.slice(rest), lines: lines.slice(rest), ms },
    checkpoint,
    note: signCheckpoint(checkpoint, signer),
    entries: fresh,
    files,
  }
}
