import type { LocksNow } from '../../../folds/chain/held-locks.ts'
import type { Observed } from '../../../folds/chain/observed.ts'
import type { Address } from '../../../log/ss58.ts'
import type { Sides } from '../sides.ts'

/** What a reading may weigh by. */
export interface Known {
  /** The latest snapshot; null before the first. */
  observed: Observed | null
  locks: LocksNow
  /** The sides of the map of this conversation. */
  sides: Pick<Sides, 'ids' | 'at'>
  /** Those who signed a vote. */
  persons: readonly Address[]
}

/** Whole units of a person's voice, 0 for none. */
export type UnitsOf = (person: Address) => number

/** One way of weighing the same votes. */
export interface Reading<Name extends string = string> {
  name: Name
  /** Do its weights follow from a snapshot of the chain? */
  fromChain: boolean
  /** null: nothing is known that it could weigh by. */
  weights(known: Known): UnitsOf | null
}

export const defineReading = <const Name extends string>(reading: Reading<Name>): Reading<Name> => reading

/** A thousandth of a TAO in rao: the unit of readings by value, of which 21 million TAO are far below 2^53. */
export const milliTao = 1_000_000n
