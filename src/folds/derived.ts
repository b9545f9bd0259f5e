/**
 * Values that are worth keeping: what follows from some folds and from nothing else. A value is handed those folds and
 * no others, and is kept until one of their counts moves; so there is nothing that could be forgotten.
 */

import type { AnyFold, StateOf } from './fold.ts'
import type { Ledger } from './ledger/state.ts'
import { type Folds, stateOf } from './ledger.ts'

/** The ledger itself, as a source: it moves with every entry. */
export const ledger = { name: 'ledger', source: 'ledger' } as const

/** What a value may be made from: folds, other values, the ledger. */
export type Source = AnyFold | AnyDerived | typeof ledger

/** Folds and values, by the names under which they are given. */
export interface Sources {
  readonly [name: string]: Source
}

/** What a source gives. */
export type GivenBy<S> = S extends typeof ledger
  ? Readonly<Ledger>
  : S extends { compute(given: never): infer V }
    ? V
    : S extends AnyFold
      ? Readonly<StateOf<S>>
      : never

/** What is given of sources: states of folds and values, to read alone. */
export type GivenFrom<S extends Sources> = { readonly [K in keyof S]: GivenBy<S[K]> }

/** A value that follows from its sources. */
export interface Derived<S extends Sources, V> {
  name: string
  source: 'derived'
  from: S
  /**
   * What follows from the sources. `before`: what it gave the last time, if ever, from which whatever is still true may be
   * taken over; whether there is any decides how long it takes, never what is given.
   */
  compute(given: GivenFrom<S>, before?: V): V
}

/** A value when it does not matter which. */
export interface AnyDerived extends Derived<Sources, unknown> {}

/** Declares a value: `from` names what it follows from, and `compute` is given that and no more. */
export function derived<S extends Sources, V>(value: Omit<Derived<S, V>, 'source'>): Derived<S, V> {
  return { ...value, source: 'derived' }
}

/** A function that remembers what it gave for the latest keys; beyond `most` the one first asked for goes. */
export function remembered<K, V>(most: number, compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined || known.has(key)) return before as V
    const value = compute(key)
    known.set(key, value)
    const [first] = known.keys()
    if (known.size > most && first !== undefined) known.delete(first)
    return value
  }
}

/** What was computed, and from which states of its sources. */
interface Kept {
  value: unknown
  /** Moves of each source when it was computed. */
  at: readonly number[]
  /** How often it was computed. */
  moves: number
}

/** The values over one set of folds; it lives and ends with them. */
export interface Values {
  given<S extends Sources>(from: S): GivenFrom<S>
}

/** Values over folds, none computed yet. */
export function startValues(folds: Folds): Values {
  const kept = new Map<AnyDerived, Kept>()

  /** A number that moves whenever the source may give something else. */
  function moves(source: Source): number {
    if (isLedger(source)) return folds.ledger.size
    return isDerived(source) ? refreshed(source).moves : (folds.told[source.name] ?? 0)
  }

  function refreshed(value: AnyDerived): Kept {
    const sources = Object.values(value.from)
    const at = sources.map(moves)
    const known = kept.get(value)
    if (known?.at.every((each, i) => each === at[i])) return known
    const fresh = { value: value.compute(given(value.from), known?.value), at, moves: (known?.moves ?? 0) + 1 }
    kept.set(value, fresh)
    return fresh
  }

  function read(source: Source): unknown {
    if (isLedger(source)) return folds.ledger
    return isDerived(source) ? refreshed(source).value : stateOf(folds, source)
  }

  /** Each source is read when it is asked for: a question that does not need a value does not wait for it. */
  function given<S extends Sources>(from: S): GivenFrom<S> {
    const all = {}
    for (const [name, source] of Object.entries(from))
      Object.defineProperty(all, name, { enumerable: true, get: () => read(source) })
    // Each source gives what its type says.
    return all as GivenFrom<S>
  }

  return { given }
}

const isLedger = (source: Source): source is typeof ledger => source === ledger
const isDerived = (source: Source): source is AnyDerived => 'source' in source && source.source === 'derived'
