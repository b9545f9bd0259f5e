// Source: Polis, math/src/polismath/math/repness.clj; Small et al. 2021, "Representative statements".

import { moreThan, overHalf, share, significant } from '../proportion.ts'
import { type Counts, together } from './counts.ts'

export type Side = 'agree' | 'disagree'

/** A statement that speaks for a group. */
export interface Representative {
  statement: number
  /** Whether the group stands out by agreeing or by disagreeing. */
  side: Side
  /** Votes of the group on that side, and all votes of the group on the statement. */
  votes: number
  seen: number
  /** Share of that side in the group, and the z that it is over half. */
  probability: number
  probabilityTest: number
  /** That share over the share in all other groups together, and the z that it is larger. */
  repness: number
  repnessTest: number
  /** Set on the statement that the group most stands out by agreeing with. */
  bestAgree?: true
}

/** How many statements are kept for a group. */
const most = 5

/**
 * For every group up to five statements, those the group stands out by agreeing with first. `hidden` marks statements
 * that are never shown. A group nothing speaks for gets the best there is, or none when nobody voted.
 */
export function representative(counts: Counts, hidden: Uint8Array): Representative[][] {
  const sum = together(counts)
  return Array.from({ length: counts.groups }, (_, group) => {
    const stats: Statistics[] = []
    for (let c = 0; c < counts.statements; c++) if (!hidden[c]) stats.push(statistics(counts, sum, group, c))
    return choose(stats)
  })
}

/** Both sides of one statement in one group. */
interface Statistics {
  statement: number
  agree: Representative
  disagree: Representative
}

function statistics(counts: Counts, sum: Counts, group: number, statement: number): Statistics {
  const cell = group * counts.statements + statement
  const seen = counts.seen[cell]!
  const others = sum.seen[statement]! - seen
  const side = (name: Side): Representative => {
    const votes = counts[name][cell]!
    const otherVotes = sum[name][statement]! - votes
    const probability = share(votes, seen)
    return {
      statement,
      side: name,
      votes,
      seen,
      probability,
      probabilityTest: overHalf(votes, seen),
      repness: probability / share(otherVotes, others),
      repnessTest: moreThan(votes, seen, otherVotes, others),
    }
  }
  return { statement, agree: side('agree'), disagree: side('disagree') }
}

function choose(stats: Statistics[]): Representative[] {
  const top = bestAgree(stats)
  const marked = top === null ? [] : [{ ...stronger(top), bestAgree: true as const }]
  const passing = stats.filter(({ agree, disagree }) => stands(agree) || stands(disagree))
  if (passing.length === 0) return marked.length > 0 ? marked : bestOfAny(stats)
  const rest = passing.filter((each) => each !== top).map(stronger)
  rest.sort((a, b) => metric(b) - metric(a) || a.statement - b.statement)
  const chosen = [...marked, ...rest].slice(0, most)
  return [...chosen.filter(({ side }) => side === 'agree'), ...chosen.filter(({ side }) => side === 'disagree')]
}

/** Significantly over half in the group, and significantly more than elsewhere. */
function stands(side: Representative): boolean {
  return side.repnessTest > significant && side.probabilityTest > significant
}

/** The side on which the group differs more from the others. */
function stronger({ agree, disagree }: Statistics): Representative {
  return agree.repnessTest > disagree.repnessTest ? agree : disagree
}

function metric(side: Representative): number {
  return side.repness * side.repnessTest * side.probability * side.probabilityTest
}

/** The statement that the group most stands out by agreeing with: one pass, the first of equals. */
function bestAgree(stats: Statistics[]): Statistics | null {
  let top: Statistics | null = null
  for (const each of stats) {
    if (each.agree.votes === 0 && each.disagree.votes === 0) continue
    if (beats(each.agree, top?.agree ?? null)) top = each
  }
  return top
}

function beats(agree: Representative, top: Representative | null): boolean {
  if (top === null) {
    return agree.probabilityTest > significant || (agree.repness > 1 && agree.probability > 0.5)
  }
  if (top.repness > 1) return metric(agree) > metric(top)
  return agree.probability * agree.probabilityTest > top.probability * top.probabilityTest
}

/** What is left when nothing passes: the largest difference from the others, whatever its side. */
function bestOfAny(stats: Statistics[]): Representative[] {
  let top: Representative | null = null
  for (const each of stats) {
    const side = stronger(each)
    if (side.seen > 0 && (top === null || side.repnessTest > top.repnessTest)) top = side
  }
  return top === null ? [] : [top]
}
