// Source: Polis, math/src/polismath/math/repness.clj and conversation.clj; Small et al. 2021, "Group-informed consensus".

import { overHalf, share, significant } from '../proportion.ts'
import type { Counts } from './counts.ts'
import type { Side } from './representative.ts'

/** A statement on which most of all people are of one mind. */
export interface Agreed {
  statement: number
  /** Votes on that side, and all votes. */
  votes: number
  seen: number
  probability: number
  probabilityTest: number
}

const most = 5

/**
 * The statements that significantly more than half agree (or disagree) with, at most five each, strongest first.
 * `counts` are the votes of everybody as one group; `hidden` marks statements that are never shown.
 */
export function consensus(counts: Counts, hidden: Uint8Array): Record<Side, Agreed[]> {
  return { agree: agreed(counts, hidden, 'agree'), disagree: agreed(counts, hidden, 'disagree') }
}

function agreed(counts: Counts, hidden: Uint8Array, side: Side): Agreed[] {
  const found: Agreed[] = []
  for (let statement = 0; statement < counts.statements; statement++) {
    const [votes, seen] = [counts[side][statement]!, counts.seen[statement]!]
    const [probability, probabilityTest] = [share(votes, seen), overHalf(votes, seen)]
    if (hidden[statement] || probability <= 0.5 || probabilityTest <= significant) continue
    found.push({ statement, votes, seen, probability, probabilityTest })
  }
  const strength = (each: Agreed): number => each.probability * each.probabilityTest
  return found.sort((a, b) => strength(b) - strength(a) || a.statement - b.statement).slice(0, most)
}

/**
 * Group-aware consensus per statement: the product over groups of the share that agrees (or disagrees), so that no
 * group can be outvoted. 1 where there are no groups.
 */
export function groupAwareConsensus(counts: Counts, side: Side): Float64Array {
  const product = new Float64Array(counts.statements).fill(1)
  for (let g = 0; g < counts.groups; g++) {
    const row = g * counts.statements
    for (let c = 0; c < product.length; c++) product[c]! *= share(counts[side][row + c]!, counts.seen[row + c]!)
  }
  return product
}
