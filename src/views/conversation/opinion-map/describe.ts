import { acrossGroups, majority } from '../../../math/polis/consensus.ts'
import type { Counts } from '../../../math/polis/counts.ts'
import { enough } from '../../../math/polis/floor.ts'
import type { Representative, Side } from '../../../math/polis/representative.ts'
import type { MapAgreed, MapRepresentative, MapShared } from './value.ts'

/** Which statement it is. */
export type Named = { id: string; imported: number | null }

/** Votes of one group on a statement; none on one without a column (-1). */
export function votesIn(
  counts: Counts,
  group: number,
  column: number,
): { agree: number; disagree: number; seen: number } {
  if (column < 0) return { agree: 0, disagree: 0, seen: 0 }
  const cell = group * counts.statements + column
  return { agree: counts.agree[cell]!, disagree: counts.disagree[cell]!, seen: counts.seen[cell]! }
}

/** A statement that speaks for a group of `size`. */
export function describeRepresentative(
  each: Representative,
  counts: Counts,
  { group, size }: { group: number; size: number },
  named: Named,
): MapRepresentative {
  const { side, seen, probability, probabilityTest, repness, repnessTest, bestAgree } = each
  const { agree, disagree } = votesIn(counts, group, each.statement)
  const tests = { probability, probabilityTest, repness, repnessTest, enough: enough(seen, size) }
  return { ...named, side, agrees: agree, disagrees: disagree, seen, ...tests, ...(bestAgree ? { bestAgree } : {}) }
}

/** What more than half of every group hold. */
export function describeConsensus(
  counts: Counts,
  sizes: readonly number[],
  hidden: Uint8Array,
  named: (column: number) => Named,
): Record<Side, MapShared[]> {
  const found = acrossGroups(counts, sizes, hidden)
  const describe = (side: Side): MapShared[] =>
    found[side].map(({ statement, ...figures }) => ({
      ...named(statement),
      ...figures,
      groups: sizes.map((_, g) => votesIn(counts, g, statement)),
    }))
  return { agree: describe('agree'), disagree: describe('disagree') }
}

/** What most of all people hold. */
export function describeMajority(
  everybody: Counts,
  people: number,
  hidden: Uint8Array,
  named: (column: number) => Named,
): Record<Side, MapAgreed[]> {
  const found = majority(everybody, hidden)
  const describe = (side: Side): MapAgreed[] =>
    found[side].map(({ statement, seen, probability, probabilityTest }) => {
      const { agree, disagree } = votesIn(everybody, 0, statement)
      const tests = { probability, probabilityTest, enough: enough(seen, people) }
      return { ...named(statement), agrees: agree, disagrees: disagree, seen, ...tests }
    })
  return { agree: describe('agree'), disagree: describe('disagree') }
}
