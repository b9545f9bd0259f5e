import { groupAwareConsensus } from '../../../math/polis/consensus.ts'
import { allVotes, type Counts, groupVotes } from '../../../math/polis/counts.ts'
import { baseClusters, best, constants, filter, groupings, groupOfPeople, pick } from '../../../math/polis/groups.ts'
import { project } from '../../../math/polis/pca.ts'
import { representative } from '../../../math/polis/representative.ts'
import { priorities } from '../../../math/polis/routing.ts'
import { nthRoot } from '../../../math/root.ts'
import { describeConsensus, describeMajority, describeRepresentative, type Named, votesIn } from './describe.ts'
import { type Opinions, type Spread, spreadOf } from './spread.ts'
import type { MapGroup, MapStatement, OpinionMap } from './value.ts'

/** Priority of a statement that nobody has voted on. */
const unseenPriority = 1

/**
 * The opinion map in classic mode: the steps and constants of production Polis from a cold start. Every map is
 * computed afresh: no start vectors, centres or number of groups carry over from an earlier size of the log. Three faults
 * of production are left out: routing counts the present votes instead of those of the update before, distances do not
 * lose what is smaller than 1e-8, and opinions that differ in one direction only are placed along it.
 */
export function mapOf(spread: Spread): OpinionMap {
  const { order, column: columnOf, meta, zeroed, votes, mean, components, place, pull } = spread
  const { people, statements } = spread.opinions
  const points = project(votes, zeroed, mean, components.axes)
  const rows = filter(votes)
  const base = baseClusters(pick(points, rows))
  const tried = groupings(base)
  const chosen = best(tried)
  const group = groupOfPeople(people.length, rows, base, chosen)
  const counts = groupVotes(votes, group, chosen?.clusters.size ?? 0)

  const named = (column: number): Named => {
    const { id, imported } = statements[order[column]!]!
    return { id, imported }
  }
  const perColumn = { mean, place, pull, counts, meta }
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
    statements: describeStatements(statements, columnOf, perColumn),
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
      loadings: Array.from(columnOf, (c) => (c < 0 ? 0 : axis[c]!)),
    })),
    silhouettes: tried.map(({ k, silhouette }) => ({ k, silhouette })),
    parameters: { ...constants, mode: 'classic' },
  }
}

/** The map of opinions that are at hand. */
export const makeMap = (opinions: Opinions): OpinionMap => mapOf(spreadOf(opinions))

interface PerColumn extends Pick<Spread, 'mean' | 'place' | 'pull' | 'meta'> {
  counts: Counts
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
