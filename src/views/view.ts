import type * as z from 'zod'
import type { ChainBase, Fresh } from '../folds/chain.ts'
import type { BallotBox } from '../folds/conversation/ballots.ts'
import type { PeopleBase } from '../folds/people/state.ts'
import type { Ledger } from '../folds/register/state.ts'
import type { FoldRecord } from '../records/record.ts'
import type { Refusal } from '../records/refusals.ts'

/** One place of the log as a fold sees it. The signature of the record is already checked. */
export interface Entry {
  index: number
  /** Admission time, Unix milliseconds; never falls from one entry to the next. */
  ms: number
  /** null: the record was removed. A removed entry is absent at every size, not only after its removal. */
  record: FoldRecord | null
  /** Index of the removal record, when the record was removed. */
  removedBy?: number
}

/** Bytes by their SHA-256 in hex; undefined when they are not at hand, as after the removal of an import. */
export type Evidence = (sha256: string) => Uint8Array | undefined

/** The base folds, which every view shares and none may change. */
export interface Base {
  /** Who may do what after whom. */
  register: Ledger
  /** Who votes how, for the votes that were signed here; imported ones stand in the register's conversations. */
  ballots: BallotBox
  /** What the snapshots in this log say about the chain. */
  chain: ChainBase
  /** What people said of themselves, of one another and of questions. */
  people: PeopleBase
}

/** What a view may look at while it steps over an entry; the base folds are those after the entry. */
export interface StepContext extends Base {
  /** null: the record counts. Otherwise why it does not. */
  counts: Refusal | null
  evidence: Evidence
  /** The evidence of a snapshot, when the entry is one that could be read. */
  fresh: Fresh | null
}

/**
 * Something that follows from the log: a fold over its entries, then a plain value for given parameters.
 * `step` and `finish` depend on their arguments alone; `finish` leaves the state as it is.
 */
export interface View<Params, State, Value extends object> {
  /** As in `GET /api/views/<name>`. */
  name: string
  /** Rises whenever the same log may give another value. */
  version: number
  title: string
  summary: string
  /** Parameters come as text; the schema says which there are and what they may be. */
  params: z.ZodType<Params>
  start(): State
  /** Changes the state in place. Called for every entry, whether its record counts, is removed or is unknown. */
  step(state: State, entry: Entry, context: StepContext): void
  /** A value that JSON can hold: no NaN, no bigint; undefined properties are left out. */
  finish(state: State, params: Params, base: Base): Value | Refusal
}

/** A view when it does not matter which. */
export type AnyView = View<unknown, unknown, object>
