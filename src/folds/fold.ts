import type { Address } from '../log/ss58.ts'
import type { RecordId } from '../records/ids.ts'
import type { FoldRecord } from '../records/record.ts'
import type { Refusal } from '../records/refusals.ts'
import type { FieldsOf, KindName } from '../records/registry.ts'
import type { Evidence } from './entry.ts'
import type { Ledger } from './ledger/state.ts'

/** A record that counts and was not taken back, with its place. */
export type ActiveRecord<K extends KindName = KindName> = { [P in K]: ActiveOf<P> }[K]

interface ActiveOf<K extends KindName> {
  kind: K
  id: RecordId
  index: number
  /** Admission time, Unix milliseconds. */
  ms: number
  account: Address
  fields: FieldsOf<K>
  /** Does a remark on the chain stand for its signature? */
  byRemark: boolean
}

/** A record that its author took back, and the place of the revocation. */
export interface TakenBack<K extends KindName = KindName> {
  kind: K
  id: RecordId
  index: number
  account: Address
  /** Index and admission time (Unix milliseconds) of the revocation. */
  by: { index: number; ms: number }
}

/** Folds by the name under which another one reads them. */
export interface Needs {
  readonly [name: string]: AnyFold
}

/** The state of a fold. */
export type StateOf<F> = F extends { start(): infer S } ? S : never

/** What a fold may look at beside its own state: the ledger, and the folds that it needs. */
export type Known<N extends Needs> = { readonly [K in keyof N]: Readonly<StateOf<N[K]>> } & {
  readonly ledger: Readonly<Ledger>
}

/** What a fold is given when it is told: the ledger after the record, and the folds that it needs, told before it. */
export type Given<N extends Needs> = Known<N> & { readonly evidence: Evidence }

/**
 * What follows from the records of some kinds, one after another. The ledger decides what counts and tells every fold
 * that asked for the kind; a fold never listens for a revocation by itself. The state is plain data, which
 * `structuredClone` and `v8.serialize` carry, and changes in these calls alone.
 */
export interface SubjectFold<
  State,
  K extends KindName,
  N extends Needs,
  J extends KindName = KindName,
  D extends KindName = KindName,
> {
  /** Unique among all folds. */
  name: string
  needs: N
  kinds: readonly K[]
  start(): State
  /** Kinds about which it knows whether they count. Asked at the door and for every entry, before `take`; changes nothing. */
  judges?: {
    kinds: readonly J[]
    refuses(state: State, record: ActiveRecord<J>, known: Known<N>): Refusal | null
  }
  /** What is refused at the door alone, by rules that came later than records which the log has and keeps. */
  door?: {
    kinds: readonly D[]
    refuses(state: State, record: ActiveRecord<D>): Refusal | null
    /** Of records that share one of these only one enters with a batch: the next has to be judged after it. */
    turns(record: ActiveRecord<D>): string[]
  }
  /**
   * Takes a record in. Only the first fold that is told of a kind may answer with a refusal, when the evidence of the
   * record cannot be read; its state is then as it was, and the record does not count.
   */
  take(state: State, record: ActiveRecord<K>, given: Given<N>): Refusal | undefined
  /** Told of every record, whether it counts or not, once the others have been told. */
  hear?(state: State, record: FoldRecord, at: { index: number; ms: number }, refusal: Refusal | null): void
  /** Takes back a record that it took. */
  takeBack(state: State, record: TakenBack<K>, given: Given<N>): void
}

/** A fold when it does not matter which. */
export interface AnyFold extends SubjectFold<unknown, KindName, Needs> {}

/** Checks a fold against the kinds and the folds that it names; returns it as it is. */
export function defineFold<
  State,
  const K extends KindName,
  N extends Needs,
  const J extends KindName = never,
  const D extends KindName = never,
>(fold: SubjectFold<State, K, N, J, D>): SubjectFold<State, K, N, J, D> {
  return fold
}
