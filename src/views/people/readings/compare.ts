import { type Stance, stanceOn, type WeightedCounts } from '../../../math/weighted-votes.ts'

/**
 * What readings say together of a statement. `robust`: at least two have enough voices, and all that have say the same
 * side. `contested`: some say one side, some the other. `partly`: some say a side, the others none. `open`: none says one.
 * `few`: fewer than two readings have enough voices.
 */
export const readingStates = ['robust', 'contested', 'partly', 'open', 'few'] as const
export type ReadingState = (typeof readingStates)[number]
export type StatementSide = 'agree' | 'disagree'

export interface Compared {
  state: ReadingState
  /** The side that every reading with one says; null where there is none or more than one. */
  side: StatementSide | null
  /** Positions of the readings that are fewer on their side of a contested statement; of equally many all. */
  odd: number[]
}

/** Compares the stances of readings on one statement. */
export function compare(stances: readonly Stance[]): Compared {
  const on = (side: Stance): number[] => stances.flatMap((stance, at) => (stance === side ? [at] : []))
  const [agree, disagree, open] = [on('agree'), on('disagree'), on('open')]
  const heard = agree.length + disagree.length + open.length
  if (heard < 2) return { state: 'few', side: null, odd: [] }
  if (agree.length > 0 && disagree.length > 0) {
    const odd =
      agree.length === disagree.length ? stances.map((_, at) => at) : agree.length < disagree.length ? agree : disagree
    return {
      state: 'contested',
      side: null,
      odd: odd.filter((at) => stances[at] === 'agree' || stances[at] === 'disagree'),
    }
  }
  if (agree.length + disagree.length === 0) return { state: 'open', side: null, odd: [] }
  return { state: open.length === 0 ? 'robust' : 'partly', side: agree.length > 0 ? 'agree' : 'disagree', odd: [] }
}

/** The stances of readings on a statement; a reading that weighs nothing has none. */
export function stancesOn(readings: readonly (WeightedCounts | null)[], statement: number): Stance[] {
  return readings.map((counts) => (counts === null ? 'few' : stanceOn(counts, statement)))
}
