import { acrossGroups, groupAwareConsensus, majority } from '../../../math/polis/consensus.ts'
import { allVotes, type Counts, groupVotes } from '../../../math/polis/counts.ts'
import { enough } from '../../../math/polis/floor.ts'
import { baseClusters, best, constants, filter, groupings, groupOfPeople, pick } from '../../../math/polis/groups.ts'
import { centre, extremity, pca, project, projectStatements } from '../../../math/polis/pca.ts'
import { type Representative, representative, type Side } from '../../../math/polis/representative.ts'
import { priorities } from '../../../math/polis/routing.ts'
import { type Ballots, votesToMatrix } from '../../../math/polis/votes.ts'
import { nthRoot } from '../../../math/root.ts'
import type { MapAgreed, MapGroup, MapRepresentative, MapShared, MapStatement, OpinionMap } from './value.ts'

/** All that a map is made from. */
export interface Opinions {
  /** Key of each person, in the order of first votes; everybody has voted. */
  people: readonly string[]
  /** Every statement of the conversation, voted on or not. */
  statements: readonly Pick<MapStatement, 'id' | 'imported' | 'moderated' | 'meta'>[]
  /** In the order in which they were cast, by position in `people` and `statements`. The last of a pair counts. */
  ballots: Ballots
}

/** Priority of a statement that nobody has voted on. */
const unseenPriority = 1

/**
 * The opinion map in classic mode: the steps and constants of production Polis from a cold start. Every map is
 * computed afresh: no start vectors, centres or number of groups carry over from an earlier size of the log. Three faults
 * of production are left out: routing counts the present votes instead of those of the update before, distances do not
 * lose what is smaller than 1e-8, and opinions that differ in one direction only are placed along it.
 */
export function makeMap({ people, statements, ballots }: Opinions): OpinionMap {
  const columns = firstVoteOrder(ballots.statement, statements.length)
  const flag = (is: (s: (typeof statements)[number]) => boolean): Uint8Array =>
    Uint8Array.from(columns.order, (s) => (is(statements[s]!) ? 1 : 0))
  const meta = flag((s) => s.meta)
  const zeroed = flag((s) => s.meta || s.moderated)

  const renumbered = { ...ballots, statement: ballots.statement.map((s) => columns.of[s]!) }
  const votes = votesToMatrix(renumbered, people.length, columns.order.length)
  const mean = centre(votes, zeroed)
  const components = pca(votes, zeroed, mean)
  const points = project(votes, zeroed, mean, components.axes)
  const rows = filter(votes)
  const base = baseClusters(pick(points, rows))
  const tried = groupings(base)
  const chosen = best(tried)
  const group = groupOfPeople(people.length, rows, base, chosen)
  const counts = groupVotes(votes, group, chosen?.clusters.size ?? 0)

  const named = (column: number): Named => {
    const { id, imported } = statements[columns.order[column]!]!
    return { id, imported }
  }
  const place = projectStatements(mean, components.axes)
  const perColumn = { mean, place, pull: extremity(place), counts, meta }
  const lists = representative(counts, zeroed)
  const sizes = lists.map((_, g) => group.reduce((sum, each) => sum + (each === g ? 1 : 0), 0))
  return {
    participants: people.map((key, p) => ({
      key,
      x: points.x[p]!,
      y: points.y[p]!,
      group: group[p]! < 0 ? null : group[p]!,
      votes: votes.start[p + 1]! - votes.start[p]!,
    })),
    statements: describeStatements(statements, columns.of, perColumn),
    groups: lists.map((list, g): MapGroup => {
      const { centre: at } = chosen!.clusters
      const size = sizes[g] ?? 0
      const spoken = list.map((each) => describeRepresentative(each, counts, { group: g, size }, named(each.statement)))
      return { id: g, size, center: [at.x[g]!, at.y[g]!], representative: spoken }
    }),
    consensus: describeConsensus(counts, sizes, zeroed, named),
    majority: describeMajority(allVotes(votes), people.length, zeroed, named),
    components: components.axes.map((axis, i) => ({
      share: components.shares[i]!,
      loadings: Array.from(columns.of, (c) => (c < 0 ? 0 : axis[c]!)),
    })),
    silhouettes: tried.map(({ k, silhouette }) => ({ k, silhouette })),
    parameters: { ...constants, mode: 'classic' },
  }
}

type Named = { id: string; imported: number | null }

/** Statements that were voted on, in the order of first votes, and the column of each statement (-1: none). */
function firstVoteOrder(statement: Int32Array, statements: number): { order: number[]; of: Int32Array } {
  const order: number[] = []
  const of = new Int32Array(statements).fill(-1)
  for (let i = 0; i < statement.length; i++) {
    const s = statement[i]!
    if (of[s] === -1) of[s] = order.push(s) - 1
  }
  return { order, of }
}

interface PerColumn {
  mean: Float64Array
  place: { x: Float64Array; y: Float64Array }
  pull: Float64Array
  counts: Counts
  meta: Uint8Array
}

function describeStatements(
  statements: Opinions['statements'],
  column: Int32Array,
  { mean, place, pull, counts, meta }: PerColumn,
): MapStatement[] {
  const agreed = groupAwareConsensus(counts, 'agree')
  const rejected = groupAwareConsensus(counts, 'disagree')
  const priority = priorities(counts, pull, meta)
  const nobody = 1 / (1 << counts.groups)
  const root = (product: number): number => (counts.groups === 0 ? product : nthRoot(product, counts.groups))
  return statements.map(({ id, imported, moderated, meta }, s) => {
    const c = column[s]!
    const [consensus, rejection] = c < 0 ? [nobody, nobody] : [agreed[c]!, rejected[c]!]
    return {
      id,
      imported,
      moderated,
      meta,
      ...(c < 0 ? { x: 0, y: 0, extremity: 0, mean: 0 } : { x: place.x[c]!, y: place.y[c]!, extremity: pull[c]! }),
      mean: c < 0 ? 0 : mean[c]!,
      consensus,
      consensusMean: root(consensus),
      rejection,
      rejectionMean: root(rejection),
      priority: c < 0 ? unseenPriority : priority[c]!,
      groups: Array.from({ length: counts.groups }, (_, g) => votesIn(counts, g, c)),
    }
  })
}

function votesIn(counts: Counts, group: number, column: number): { agree: number; disagree: number; seen: number } {
  if (column < 0) return { agree: 0, disagree: 0, seen: 0 }
  const cell = group * counts.statements + column
  return { agree: counts.agree[cell]!, disagree: counts.disagree[cell]!, seen: counts.seen[cell]! }
}

function describeRepresentative(
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

function describeConsensus(
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

function describeMajority(
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
