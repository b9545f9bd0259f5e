import { parseRecord } from '../records/record.ts'
import { isRefusal } from '../records/refusals.ts'
import type { FoldEntry, Folder } from '../service/folder.ts'
import { Fold } from '../views/fold.ts'
import type { Entry } from '../views/view.ts'

/** A folder in this thread: for the command line, which has nothing else to do meanwhile, and for tests. */
export function inlineFolder(): Folder {
  let fold = new Fold()
  return {
    get size() {
      return fold.size
    },
    push: async (entries, evidence) => fold.push(entries.map(readEntry), (sha256) => evidence.get(sha256)),
    view: async (name, params, checkpoint) => fold.result(name, params, checkpoint),
    reset: async () => {
      fold = new Fold()
    },
    close: async () => undefined,
  }
}

/** Throws when the note is not a record: the log admitted it as one, so the bytes are not what they were. */
function readEntry({ index, ms, note, removedBy }: FoldEntry): Entry {
  const removal = removedBy === undefined ? {} : { removedBy }
  if (note === null) return { index, ms, record: null, ...removal }
  const record = parseRecord(note)
  if (isRefusal(record)) throw new Error(`entry ${index} is not a record: ${record.sentence}`)
  return { index, ms, record, ...removal }
}
