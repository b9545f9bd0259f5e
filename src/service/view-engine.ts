import type { Checkpoint } from '../log/checkpoint.ts'
import type { FoldRecord } from '../records/record.ts'
import type { Refusal } from '../records/refusals.ts'

/** One entry of the log as a fold needs it; its signature is already verified. */
export interface FoldEntry {
  index: number
  /** Admission time, Unix milliseconds. */
  ms: number
  /**
   * null when the record was removed, or cannot be read by this version. It crosses to a thread parsed, because cloning
   * a record takes about a tenth of the time of parsing it; the note, where nobody has parsed it yet: the thread does.
   */
  record: FoldRecord | string | null
  /** Index of the removal record, when the record was removed. */
  removedBy?: number
}

/**
 * A fold of the log that lives somewhere: in this thread or in one of its own. Calls take effect in the order in which
 * they are made, so a `view` after a `push` sees what was pushed, whether or not the push was awaited.
 */
export interface ViewEngine {
  /**
   * Steps over the next entries, whose first index must be `size`; a gap throws.
   * `evidence`: bytes by SHA-256 (hex) that these entries name; what is not in it counts as not at hand. Kept only while
   * these entries are stepped over.
   */
  push(entries: FoldEntry[], evidence: Map<string, Uint8Array>): Promise<void>
  /**
   * The JSON text of a published result at the folder's size; `checkpoint` is the tree head it follows from and must
   * have exactly that size (anything else throws). A refusal when the view is unknown or the parameters do not fit.
   * `version`: an earlier one that is carried; the present one unless told.
   */
  view(
    name: string,
    params: Record<string, string>,
    checkpoint: Checkpoint,
    version?: number,
  ): Promise<string | Refusal>
  /** Entries pushed so far (counted when `push` is called). */
  readonly size: number
  /** Forgets everything: the fold starts again at entry 0. */
  reset(): Promise<void>
  close(): Promise<void>
}
