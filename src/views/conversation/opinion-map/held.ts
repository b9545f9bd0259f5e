import { enough } from '../../../math/polis/floor.ts'
import { overHalf, share, significant } from '../../../math/proportion.ts'

/** Votes of some people on a statement. */
export interface Tally {
  agree: number
  disagree: number
  /** All votes, passes included. */
  seen: number
}

/**
 * How the parts that are compared stand to a statement. `joins`: more than half of every part on one side, and
 * significantly more than half of all of them together. `divides`: significantly more than half of one part agree, of
 * another disagree. `few`: there are parts, and too few of one have seen it, or there is none to compare.
 */
export const heldStates = ['joins', 'divides', 'open', 'few'] as const

export interface Held {
  state: (typeof heldStates)[number]
  /** The side that joins; null unless it does. */
  side: 'agree' | 'disagree' | null
  /** Largest difference between two parts in the share that agrees, one vote more on either side imagined; 0 to 1. */
  apart: number
}

/** Do more than half of a part hold a side, one vote more on either side imagined, and significantly so? */
export const mostly = (part: Tally, side: 'agree' | 'disagree'): boolean =>
  share(part[side], part.seen) > 0.5 && overHalf(part[side], part.seen) > significant

/** `groups`: votes of each part; `sizes`: its people. The bounds are those of the lists of the opinion map. */
export function heldBy(groups: readonly Tally[], sizes: readonly number[]): Held {
  const agreeing = groups.map(({ agree, seen }) => share(agree, seen))
  const apart = groups.length < 2 ? 0 : Math.max(...agreeing) - Math.min(...agreeing)
  if (groups.length < 2 || groups.some(({ seen }, part) => !enough(seen, sizes[part]!)))
    return { state: 'few', side: null, apart }
  for (const side of ['agree', 'disagree'] as const) {
    const everyPart = groups.every((part) => share(part[side], part.seen) > 0.5)
    const all = groups.reduce((sum, part) => ({ on: sum.on + part[side], seen: sum.seen + part.seen }), {
      on: 0,
      seen: 0,
    })
    if (everyPart && overHalf(all.on, all.seen) > significant) return { state: 'joins', side, apart }
  }
  const some = (side: 'agree' | 'disagree'): boolean => groups.some((part) => mostly(part, side))
  return { state: some('agree') && some('disagree') ? 'divides' : 'open', side: null, apart }
}
