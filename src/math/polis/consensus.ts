// Source: Polis, math/src/polismath/math/repness.clj and conversation.clj; Small et al. 2021, "Group-informed consensus".

import { overHalf, share, significant } from '../proportion.ts'
import { nthRoot } from '../root.ts'
import { type Counts, together } from './counts.ts'
import { enough } from './floor.ts'
import type { Side } from './representative.ts'

/** A statement on which most of all people are of one mind, groups aside. */
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
export function majority(counts: Counts, hidden: Uint8Array): Record<Side, Agreed[]> {
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

/** A statement on which every group is of one mind. */
export interface Shared {
  statement: number
  /** Product over groups of the share on that side, and the geometric mean of those shares. */
  product: number
  mean: number
  /** Have enough people of every group seen it? */
  enough: boolean
}

/**
 * The statements that more than half of every group agree (or disagree) with, one vote more on either side imagined, and
 * significantly more than half of all groups together; five of each side unless told. Those that enough of every group
 * have seen come first, then by the product over groups. None where there are no groups. `sizes`: people of each group;
 * `sum`: the votes of all groups as one, which weighted votes have to say by themselves.
 */
export function acrossGroups(
  counts: Counts,
  sizes: readonly number[],
  hidden: Uint8Array,
  sum: Counts = together(counts),
  limit: number = most,
): Record<Side, Shared[]> {
  const on = (side: Side): Shared[] => shared(counts, sizes, hidden, sum, side).slice(0, limit)
  return { agree: on('agree'), disagree: on('disagree') }
}

function shared(counts: Counts, sizes: readonly number[], hidden: Uint8Array, sum: Counts, side: Side): Shared[] {
  if (counts.groups === 0) return []
  const products = groupAwareConsensus(counts, side)
  const found: Shared[] = []
  products.forEach((product, statement) => {
    const cells = sizes.map((_, g) => g * counts.statements + statement)
    const seen = cells.map((cell) => counts.seen[cell] ?? 0)
    const everyGroup = cells.every((cell, g) => share(counts[side][cell] ?? 0, seen[g] ?? 0) > 0.5)
    const test = overHalf(sum[side][statement] ?? 0, sum.seen[statement] ?? 0)
    if (hidden[statement] || !everyGroup || test <= significant) return
    const reached = sizes.every((size, g) => enough(seen[g] ?? 0, size))
    found.push({ statement, product, mean: nthRoot(product, counts.groups), enough: reached })
  })
  found.sort((a, b) => Number(b.enough) - Number(a.enough) || b.product - a.product || a.statement - b.statement)
  return found
}
