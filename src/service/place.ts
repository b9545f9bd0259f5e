import type { ReadAddress } from '../log/ss58.ts'
import { foldRecordOf, parseRecord, type SignedRecord } from '../records/record.ts'
import { isRefusal } from '../records/refusals.ts'
import type { Entry } from '../views/view.ts'
import type { Stored } from './reader.ts'
import type { FoldEntry } from './view-engine.ts'

/** A place of the log on its way into the folds: its record is parsed once, here or at the door. */
export interface Place extends Stored {
  /** null when it was removed, or cannot be read. */
  record: SignedRecord | null
}

/** A place as it is stored. A newer version may write what this one cannot read: it is kept, and skipped. */
export function placeOf(stored: Stored, readAddress?: ReadAddress): Place {
  const record = 'note' in stored.line ? parseRecord(stored.line.note, readAddress) : null
  return { ...stored, record: isRefusal(record) ? null : record }
}

/** Removed entries are holes, whether their line has been replaced yet or not. `removals`: who removed it, by index. */
export function withoutRemoved(stored: Stored, removals: ReadonlyMap<number, number>): Stored {
  const removed = 'removed' in stored.line ? undefined : removals.get(stored.index)
  return removed === undefined ? stored : { ...stored, line: { i: stored.index, removed } }
}

/** A place as folds take it. */
export function foldEntryOf({ index, ms, line, record }: Place): Entry {
  if ('removed' in line) return { index, ms, record: null, removedBy: line.removed }
  return { index, ms, record: record && foldRecordOf(record) }
}

/** The same, to be parsed where it is folded. */
export function unparsedEntryOf({ index, ms, line }: Stored): FoldEntry {
  if ('removed' in line) return { index, ms, record: null, removedBy: line.removed }
  return { index, ms, record: line.note }
}
