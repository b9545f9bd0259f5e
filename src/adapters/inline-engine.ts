import { type ReadAddress, rememberingAddresses } from '../log/ss58.ts'
import { foldRecordOf, parseRecord } from '../records/record.ts'
import { isRefusal } from '../records/refusals.ts'
import type { FoldEntry, ViewEngine } from '../service/view-engine.ts'
import { Fold } from '../views/fold.ts'
import { type EarlierViews, earlierViews } from '../views/registry.ts'
import type { Entry } from '../views/view.ts'

/**
 * A folder in this thread: for the command line, which has nothing else to do meanwhile, and for tests. `earlier`: the
 * versions of views that are folded beside those of this program.
 */
export function inlineEngine(earlier: EarlierViews = earlierViews): ViewEngine {
  let fold = new Fold(earlier)
  const readAddress = rememberingAddresses()
  return {
    get size() {
      return fold.size
    },
    push: async (entries, evidence) =>
      fold.push(
        entries.map((entry) => parsed(entry, readAddress)),
        (sha256) => evidence.get(sha256),
      ),
    view: async (name, params, checkpoint, version) => fold.result(name, params, checkpoint, version),
    reset: async () => {
      fold = new Fold(earlier)
    },
    close: async () => undefined,
  }
}

/** A note that this version cannot read is skipped: a newer one may have written it, and the log keeps it. */
function parsed(entry: FoldEntry, readAddress: ReadAddress): Entry {
  const { record: given, ...place } = entry
  if (typeof given !== 'string') return { ...place, record: given }
  const record = parseRecord(given, readAddress)
  return { ...place, record: isRefusal(record) ? null : foldRecordOf(record) }
}
