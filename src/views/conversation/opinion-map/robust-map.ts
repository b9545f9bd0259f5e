import { sumsAlong } from '../../../math/opinion/axes.ts'
import { votesNeeded } from '../../../math/opinion/ballots.ts'
import { clearGroups } from '../../../math/opinion/clear-groups.ts'
import { sizesOf } from '../../../math/opinion/halves.ts'
import { starts } from '../../../math/opinion/seeded-kmeans.ts'
import { groupAwareConsensus } from '../../../math/polis/consensus.ts'
import { allVotes, type Counts, groupVotes } from '../../../math/polis/counts.ts'
import { representative } from '../../../math/polis/representative.ts'
import { priorities } from '../../../math/polis/routing.ts'
import { nthRoot } from '../../../math/root.ts'
import { describeConsensus, describeMajority, describeRepresentative, type Named, votesIn } from './describe.ts'
import type { RobustSpread } from './robust-spread.ts'
import type { RobustMap } from './robust-value.ts'
import { seedsOf } from './seeds.ts'
import { axisOf, middleOf, participantsOf, peopleOf, verdictOf } from './stand.ts'
import type { MapRepresentative } from './value.ts'

/** The opinion map in robust mode, of a conversation by its id. */
export function robustMapOf(spread: RobustSpread, conversation: string): RobustMap {
  const { ballots, axes, votes, place } = spread
  const { statements } = spread.opinions
  const found = clearGroups(ballots, axes, sumsAlong(ballots.matrix, axes), seedsOf(conversation))
  const people = peopleOf(spread, found)
  const hidden = Uint8Array.from(statements, ({ moderated, meta }) => (moderated || meta ? 1 : 0))
  const name = (s: number): Named => ({ id: statements[s]!.id, imported: statements[s]!.imported })
  const counts = groupVotes(votes, people.part, people.sizes.length)
  const everybody = allVotes(votes)
  const speaking = (of: Int32Array, sizes: readonly number[]) => representativesOf(spread, of, sizes, hidden, name)
  const { k } = found.verdict
  const groupSizes = sizesOf(people.group, k)
  const halfSizes = k === 0 && people.cut !== 'none' ? sizesOf(people.half, 2) : []
  return {
    participants: participantsOf(spread, found, people),
    statements: statementsOf(spread, counts, everybody),
    verdict: verdictOf(spread, found),
    groups: speaking(people.group, groupSizes).map((list, id) => ({
      id,
      size: groupSizes[id]!,
      center: middleOf(place, people.group, id),
      representative: list,
    })),
    parts: { cut: people.cut, sizes: people.sizes },
    ends: speaking(people.half, halfSizes).map((list, id) => ({ id, size: halfSizes[id]!, representative: list })),
    axes: ([0, 1] as const).map((axis) => axisOf(spread, axis, everybody, people.onMap, name)),
    consensus: describeConsensus(counts, people.sizes, hidden, name),
    majority: describeMajority(everybody, spread.opinions.people.length, hidden, name),
    parameters: { mode: 'robust', votesNeeded, starts },
  }
}

function statementsOf(spread: RobustSpread, counts: Counts, everybody: Counts): RobustMap['statements'] {
  const { statements } = spread.opinions
  const agreed = groupAwareConsensus(counts, 'agree')
  const rejected = groupAwareConsensus(counts, 'disagree')
  const meta = Uint8Array.from(statements, (each) => (each.meta ? 1 : 0))
  const priority = priorities(everybody, spread.pull, meta)
  const root = (product: number): number => (counts.groups === 0 ? product : nthRoot(product, counts.groups))
  return statements.map(({ id, imported, moderated, meta }, s) => ({
    id,
    imported,
    moderated,
    meta,
    x: spread.said.x[s]!,
    y: spread.said.y[s]!,
    extremity: spread.pull[s]!,
    mean: spread.mean[s]!,
    consensus: agreed[s]!,
    consensusMean: root(agreed[s]!),
    rejection: rejected[s]!,
    rejectionMean: root(rejected[s]!),
    priority: everybody.seen[s]! === 0 ? 1 : priority[s]!,
    groups: Array.from({ length: counts.groups }, (_, g) => votesIn(counts, g, s)),
  }))
}

function representativesOf(
  { votes }: RobustSpread,
  of: Int32Array,
  sizes: readonly number[],
  hidden: Uint8Array,
  name: (s: number) => Named,
): MapRepresentative[][] {
  const counts = groupVotes(votes, of, sizes.length)
  return representative(counts, hidden).map((list, group) =>
    list.map((each) => describeRepresentative(each, counts, { group, size: sizes[group]! }, name(each.statement))),
  )
}
