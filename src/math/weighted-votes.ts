/**
 * Votes under weights. How sure a weighted share is follows from the effective number of voices (Kish 1965, Survey
 * Sampling, 11.7): one voice that outweighs all others is one voice.
 */

import { enough, fewest } from './polis/floor.ts'
import { overHalf, significant } from './proportion.ts'

/** One vote of each voice on each statement that it voted on, in any order. */
export interface CastVotes {
  voice: Int32Array
  statement: Int32Array
  /** +1 agree, -1 disagree, 0 pass. */
  choice: Int8Array
}

/** Votes on each statement, added up by the weight of whoever cast them; a voice without weight is not there. */
export interface WeightedCounts {
  /** Voices with any weight that voted at all. */
  voices: number
  /** Of each statement: sums of whole units, exact below 2^53. */
  agree: Float64Array
  disagree: Float64Array
  /** All votes, passes included. */
  seen: Float64Array
  /** Sum of the squares of the weights in `seen`. */
  squares: Float64Array
  /** How many voices voted on it. */
  voters: Int32Array
}

/** Adds votes up. `weight`: whole units of each voice. */
export function weighVotes(votes: CastVotes, weight: Float64Array, statements: number): WeightedCounts {
  const sums = (): Float64Array => new Float64Array(statements)
  const counts = { agree: sums(), disagree: sums(), seen: sums(), squares: sums(), voters: new Int32Array(statements) }
  const voted = new Uint8Array(weight.length)
  for (let i = 0; i < votes.voice.length; i++) {
    const voice = votes.voice[i] ?? 0
    const s = votes.statement[i] ?? 0
    const choice = votes.choice[i] ?? 0
    const units = weight[voice] ?? 0
    if (units === 0) continue
    voted[voice] = 1
    add(counts.seen, s, units)
    add(counts.squares, s, units * units)
    if (choice !== 0) add(choice > 0 ? counts.agree : counts.disagree, s, units)
    counts.voters[s] = (counts.voters[s] ?? 0) + 1
  }
  return { voices: voted.reduce((sum, each) => sum + each, 0), ...counts }
}

function add(column: Float64Array, at: number, units: number): void {
  column[at] = (column[at] ?? 0) + units
}

/** As how many voices of equal weight those on a statement count: (Σ w)² / Σ w², at most their number; 0 for none. */
export function effectiveVoices({ seen, squares }: WeightedCounts, statement: number): number {
  const [sum, square] = [seen[statement] ?? 0, squares[statement] ?? 0]
  return square === 0 ? 0 : (sum * sum) / square
}

/** What is said of a statement: a side if significantly more than half of the weight take it; `few`: too few voices. */
export type Stance = 'agree' | 'disagree' | 'open' | 'few'

/**
 * The stance on a statement, by the test of Polis for more than half, with the effective number of voices. Of fewer than
 * five of these nothing is said: one vote would pass that test.
 */
export function stanceOn(counts: WeightedCounts, statement: number): Stance {
  const voices = effectiveVoices(counts, statement)
  if (!enough(counts.voters[statement] ?? 0, counts.voices) || voices < fewest) return 'few'
  const isOver = (column: Float64Array): boolean => {
    const part = (column[statement] ?? 0) / (counts.seen[statement] ?? 1)
    return part > 0.5 && overHalf(part * voices, voices) > significant
  }
  return isOver(counts.agree) ? 'agree' : isOver(counts.disagree) ? 'disagree' : 'open'
}
