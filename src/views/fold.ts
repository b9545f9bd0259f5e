import { startValues } from '../folds/derived.ts'
import type { AnyFold } from '../folds/fold.ts'
import type { Ledger } from '../folds/ledger/state.ts'
import { type Folds, startFolds, stateOf, step } from '../folds/ledger.ts'
import { allFolds } from '../folds/table.ts'
import type { Checkpoint } from '../log/checkpoint.ts'
import { entriesRemovedBy } from '../records/about-record.ts'
import { Refusal } from '../records/refusals.ts'
import { resultJson } from './json.ts'
import { type EarlierViews, earlierViews, isViewName, readParamsOf, viewOf } from './registry.ts'
import type { AnyView, Entry, Evidence } from './view.ts'

/**
 * The whole log folded from its first entry, and asked. Whoever pushes the same entries, in however many parts and with
 * whatever questions in between, reads the same values.
 *
 * A removal makes earlier entries absent at every size. A fold that has stepped over them as present cannot forget: from
 * then on it is `stale`, and whoever keeps it folds again from entry 0 with the removed entries as null.
 */
export class Fold {
  /** The ledger and the states of all folds: plain data. */
  readonly folds: Folds = startFolds(allFolds)
  readonly #values = startValues(this.folds)
  readonly #earlier: EarlierViews
  #stale = false

  /** `earlier`: versions of views that are answered beside those of this program. */
  constructor(earlier: EarlierViews = earlierViews) {
    this.#earlier = earlier
  }

  /** Entries stepped over. */
  get size(): number {
    return this.folds.ledger.size
  }

  get ledger(): Ledger {
    return this.folds.ledger
  }

  /** Does it rest on an entry that has been removed since? */
  get stale(): boolean {
    return this.#stale
  }

  /** The state of one fold. */
  state<F extends AnyFold>(fold: F): ReturnType<F['start']> {
    return stateOf(this.folds, fold)
  }

  /** Steps over the next entries, whose first index must be `size`; a gap throws. */
  push(entries: Iterable<Entry>, evidence: Evidence): void {
    for (const entry of entries) {
      const refusal = step(allFolds, this.folds, entry, evidence)
      if (refusal === null)
        this.#stale ||= entriesRemovedBy(entry.record).some((index) => this.ledger.kinds[index] !== null)
    }
  }

  /** The value of a view at the present size, or why there is none. */
  view(name: string, params: Record<string, string>): object | Refusal {
    const asked = this.#ask(name, params)
    return asked instanceof Refusal ? asked : asked.value
  }

  /**
   * The JSON text of a published result. `checkpoint` is the tree head it follows from; another size throws. `version`:
   * an earlier one that is carried; the present one unless told.
   */
  result(name: string, params: Record<string, string>, checkpoint: Checkpoint, version?: number): string | Refusal {
    if (checkpoint.size !== this.size) throw new Error(`The fold has ${this.size} entries, not ${checkpoint.size}.`)
    const asked = this.#ask(name, params, version)
    return asked instanceof Refusal ? asked : resultJson({ ...asked, checkpoint })
  }

  #ask(name: string, given: Record<string, string>, version?: number): Asked | Refusal {
    const view = this.#view(name, version)
    if (view === undefined) return new Refusal('not-found', { reason: 'view', name })
    const params = readParamsOf(view, given)
    if (params instanceof Refusal) return params
    const value = view.answer(this.#values.given(view.from), params)
    return value instanceof Refusal ? value : { view: view.name, version: view.version, params, value }
  }

  #view(name: string, version: number | undefined): AnyView | undefined {
    const present = isViewName(name) ? viewOf(name) : undefined
    if (version === undefined || version === present?.version) return present
    return this.#earlier[name]?.[version]
  }
}

interface Asked {
  view: string
  version: number
  params: object
  value: object
}
