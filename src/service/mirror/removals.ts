// Removals as a mirror meets them: it believes the operator's signed record, and takes out what it names.
import { text, utf8 } from '../../log/bytes.ts'
import { verifySignature } from '../../log/suites.ts'
import {
  encodeRecordLines,
  parseRecordLines,
  type RecordLine,
  recordsPath,
  tileWidth,
  widthAt,
} from '../../log/tile.ts'
import { entriesRemovedBy, isRemovable } from '../../records/about-record.ts'
import { parseRecord, type SignedRecord } from '../../records/record.ts'
import { isRefusal } from '../../records/refusals.ts'
import { signatureCheckOf } from '../../records/signature-check.ts'
import type { Blobs } from '../ports.ts'
import { CorruptStore } from '../store-errors.ts'
import { BadSource } from './errors.ts'

/** The record of a line; null when it is removed or cannot be read. */
export function recordOf(line: RecordLine): SignedRecord | null {
  const record = 'note' in line ? parseRecord(line.note) : null
  return record === null || isRefusal(record) ? null : record
}

/** Which entry removed a record, by their indexes. */
type Removal = [index: number, by: number]

function grouped(removals: Iterable<Removal>, keyOf: (removal: Removal) => number): Map<number, Removal[]> {
  const groups = new Map<number, Removal[]>()
  for (const each of removals) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each])
  return groups
}

/** The record bundles of a copy of `size` entries. */
export interface Shelf {
  line(index: number): Promise<RecordLine>
  lines(n: number): Promise<RecordLine[]>
  /** Replaces these records by who removed them, and drops earlier partial bundles, which still hold them. */
  blank(removed: Map<number, number>): Promise<void>
}

export function shelfOf(to: Blobs, size: number): Shelf {
  const pathOf = (n: number): string => recordsPath(n, widthAt(n, size))

  async function lines(n: number): Promise<RecordLine[]> {
    const bytes = await to.get(pathOf(n))
    if (bytes === null) throw new CorruptStore(`${pathOf(n)} is missing in the copy: audit it`)
    return parseRecordLines(text(bytes))
  }

  return {
    lines,
    line: async (index) => {
      const n = Math.floor(index / tileWidth)
      const line = (await lines(n))[index % tileWidth]
      if (!line) throw new CorruptStore(`${pathOf(n)} has no line for entry ${index} in the copy: audit it`)
      return line
    },
    blank: async (removed) => {
      for (const [n, removals] of grouped(removed, ([index]) => Math.floor(index / tileWidth))) {
        const kept = await lines(n)
        for (const [index, by] of removals) kept[index % tileWidth] = { i: index, removed: by }
        await to.put(pathOf(n), utf8(encodeRecordLines(kept)))
        for (const path of await to.list(`${recordsPath(n)}.p/`)) if (path !== pathOf(n)) await to.drop(path)
      }
    },
  }
}

/**
 * What entry `by` removes, by the rules of the ledger: a removal by the operator that names earlier entries, none of
 * them the first, of a kind that stays, or removed before. Empty when it is none.
 */
export async function removedBy(shelf: Shelf, by: number): Promise<readonly number[]> {
  const record = recordOf(await shelf.line(by))
  const operator = recordOf(await shelf.line(0))?.account
  const removed = entriesRemovedBy(record)
  if (record === null || removed.length === 0 || record.account !== operator) return []
  const bound = signatureCheckOf(record)
  if (isRefusal(bound) || !verifySignature(bound.job)) return []
  for (const index of removed) {
    const line = index > 0 && index < by ? await shelf.line(index) : null
    if (line === null || ('removed' in line && line.removed !== by) || !mayGo(line)) return []
  }
  return removed
}

function mayGo(line: RecordLine): boolean {
  const record = recordOf(line)
  return record === null || isRemovable(record.kind)
}

/** Checks that each removed line is removed by the entry that it names; throws BadSource. `size`: entries in all. */
export async function justify(shelf: Shelf, claims: ReadonlyMap<number, number>, size: number): Promise<void> {
  for (const [by, claimed] of grouped(claims, ([, by]) => by)) {
    const indexes = claimed.map(([index]) => index)
    if (by >= size)
      throw new BadSource(
        `record ${indexes[0]} was removed by entry ${by}, which the checkpoint does not count yet: try again`,
      )
    const removed = await removedBy(shelf, by)
    const unjust = indexes.find((index) => !removed.includes(index))
    if (unjust !== undefined)
      throw new BadSource(`the source withholds record ${unjust}: entry ${by}, which it names, does not remove it`)
  }
}
