// What was removed stays out, whoever brings it again.
import { hex, sha256, utf8 } from '../log/bytes.ts'
import { decodeEntry } from '../log/entry.ts'
import { type RecordId, recordId } from '../records/ids.ts'
import type { SignedRecord } from '../records/record.ts'
import { Refusal } from '../records/refusals.ts'
import { removedPath, removedPrefix } from './layout.ts'
import type { Place } from './place.ts'
import type { Blobs } from './ports.ts'

/** A place of the log that was emptied, and the index of the removal. */
interface Emptied {
  index: number
  by: number
}

/**
 * What is left of removed records: the hash of the note, which the tree commits to for ever, and the id of its text, as
 * far as the store keeps it. The id also knows the same text under another signature.
 */
export interface Removed {
  readonly notes: Map<string, Emptied>
  readonly ids: Map<RecordId, Emptied>
}

export const startRemoved = (): Removed => ({ notes: new Map(), ids: new Map() })

/** Remembers the notes of places that are empty, by the hashes that the tree has of them. */
export function rememberNotes({ notes }: Removed, places: readonly Place[]): void {
  for (const { index, entry, line } of places)
    if ('removed' in line) notes.set(hex(decodeEntry(entry).noteHash), { index, by: line.removed })
}

/** Keeps the id of a record that is about to be emptied. Durable when it resolves; never served. */
export const keepId = (blobs: Blobs, id: string, { index, by }: Emptied): Promise<void> =>
  blobs.put(removedPath(id, index, by), utf8(`${id}\n`))

/** Learns the ids that the store keeps. */
export async function learnIds({ ids }: Removed, blobs: Blobs): Promise<void> {
  for (const path of await blobs.list(removedPrefix)) {
    const [, id, index, by] = kept.exec(path.slice(removedPrefix.length)) ?? []
    if (id !== undefined) ids.set(recordId(id), { index: Number(index), by: Number(by) })
  }
}

const kept = /^([0-9a-f]{64})-(\d+)-(\d+)$/

/** Why a record that was removed does not come in again; null: it was not. */
export function refusedAgain({ notes, ids }: Removed, { id, note }: SignedRecord): Refusal | null {
  const emptied = ids.get(id) ?? (notes.size === 0 ? undefined : notes.get(hex(sha256(utf8(note)))))
  return emptied === undefined ? null : new Refusal('removed', { reason: 'again', ...emptied })
}
