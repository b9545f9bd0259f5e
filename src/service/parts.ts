import type { SignatureCheck } from '../log/suites.ts'
import type { FieldsOf } from '../records/registry.ts'
import type { Clock, Random, Store } from './ports.ts'
import type { Limits } from './rate-limiter.ts'
import type { FindRemark } from './remarks.ts'
import type { ViewEngine } from './view-engine.ts'

/** Everything that a site is made of. */
export interface Parts {
  store: Store
  /** Names a new log; one that exists keeps its own. */
  origin: string
  verify(jobs: SignatureCheck[]): Promise<boolean[]>
  folder(): ViewEngine
  clock: Clock
  /** Milliseconds since some moment, by a clock that nobody sets; without it a jump of the clock is not noticed. */
  steady?: Clock
  /** The day that it is by the operator's word, its beginning in Unix milliseconds. */
  today?: number | null
  random: Random
  /** Version of the software. */
  version: string
  /** Milliseconds between two appends while records wait; 250 unless told. */
  tickMs?: number
  /** Other processes may write to the store as well. */
  shared?: boolean
  limits?: Partial<Limits>
  /** Whether a new log opens with the starter conversation; it does unless told. */
  starter?: boolean
  /** The first policy of a new log. */
  policy?: FieldsOf<'policy'>
  /** Looks on the chain for a remark that stands for a signature; without it such records are refused. */
  findRemark?: FindRemark
  /**
   * Told of every failed step of the sequencer, and in one line of the results that were dropped at the start; a line on
   * standard error unless told.
   */
  report?(what: unknown): void
}

/** Where these parts report to. */
export const reportOf = ({ report }: Pick<Parts, 'report'>): ((what: unknown) => void) => report ?? toStandardError

function toStandardError(what: unknown): void {
  console.error(what instanceof Error ? (what.stack ?? what.message) : String(what))
}
