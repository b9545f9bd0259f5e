import { startChain, stepChain } from '../folds/chain.ts'
import { type BallotBox, stepBallots } from '../folds/conversation/ballots.ts'
import { startPeople, stepPeople } from '../folds/people/state.ts'
import { type Ledger, startLedger, stepLedger } from '../folds/register.ts'
import type { Checkpoint } from '../log/checkpoint.ts'
import { Refusal } from '../records/refusals.ts'
import { resultJson } from './json.ts'
import { type EarlierViews, earlierViews, isViewName, readParamsOf, viewNames, viewOf } from './registry.ts'
import type { AnyView, Entry, Evidence } from './view.ts'

/** A view and what it has seen so far. */
interface Running {
  view: AnyView
  state: unknown
}

/**
 * Every view at once, folded over the log from its first entry. Whoever pushes the same entries, in however many parts,
 * reads the same values.
 *
 * A removal makes earlier entries absent at every size. A fold that has stepped over them as present cannot forget: from
 * then on it is `stale`, and whoever keeps it folds again from entry 0 with the removed entries as null.
 */
export class Fold {
  readonly register: Ledger = startLedger()
  readonly ballots: BallotBox = new Map()
  readonly chain = startChain()
  readonly people = startPeople()
  readonly #running = new Map<string, Running>()
  #stale = false

  /** `earlier`: versions of views that are folded beside those of this program. */
  constructor(earlier: EarlierViews = earlierViews) {
    const carried = Object.values(earlier).flatMap((versions) => Object.values(versions))
    for (const view of [...viewNames.map(viewOf), ...carried])
      this.#running.set(`${view.name} ${view.version}`, { view, state: view.start() })
  }

  /** Entries stepped over. */
  get size(): number {
    return this.register.size
  }

  /** Does it rest on an entry that has been removed since? */
  get stale(): boolean {
    return this.#stale
  }

  /** Steps over the next entries, whose first index must be `size`; a gap throws. */
  push(entries: Iterable<Entry>, evidence: Evidence): void {
    for (const entry of entries) {
      const counts = stepLedger(this.register, entry, evidence)
      stepBallots(this.ballots, entry, this.register, counts)
      const fresh = stepChain(this.chain, entry, counts, evidence)
      if (counts === null) stepPeople(this.people, entry, this.chain)
      const { register, ballots, chain, people } = this
      const context = { register, ballots, chain, people, counts, evidence, fresh }
      for (const { view, state } of this.#running.values()) view.step(state, entry, context)
      if (counts === null && entry.record?.kind === 'removal') this.#stale ||= this.#hasAny(entry.record.fields.indexes)
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

  #ask(name: string, given: Record<string, string>, version = presentVersion(name)): Asked | Refusal {
    const running = this.#running.get(`${name} ${version}`)
    if (!running)
      return new Refusal('not-found', `There is no view called "${name}": ask GET /api/views for their names.`)
    const { view, state } = running
    const params = readParamsOf(view, given)
    if (params instanceof Refusal) return params
    const value = view.finish(state, params, this)
    return value instanceof Refusal ? value : { view: view.name, version: view.version, params, value }
  }

  #hasAny(indexes: number[]): boolean {
    return indexes.some((index) => this.register.kinds[index] !== null)
  }
}

const presentVersion = (name: string): number | undefined => (isViewName(name) ? viewOf(name).version : undefined)

interface Asked {
  view: string
  version: number
  params: object
  value: object
}
