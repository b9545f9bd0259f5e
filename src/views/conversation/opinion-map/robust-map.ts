import { sumsAlong } from '../../../math/opinion/axes.ts'
import { votesNeeded } from '../../../math/opinion/ballots.ts'
import { type ClearGroups, clearGroups } from '../../../math/opinion/clear-groups.ts'
import { sizesOf } from '../../../math/opinion/halves.ts'
import { startsFor } from '../../../math/opinion/seeded-kmeans.ts'
import { groupAwareConsensus } from '../../../math/polis/consensus.ts'
import { allVotes, type Counts, groupVotes } from '../../../math/polis/counts.ts'
import { representative } from '../../../math/polis/representative.ts'
import { priorities } from '../../../math/polis/routing.ts'
import { nthRoot } from '../../../math/root.ts'
import { describeConsensus, describeMajority, describeRepresentative, type Named, votesIn } from './describe.ts'
import { campsOf, type NamedCamp, nameCamps } from './memory/camps.ts'
import type { Memory } from './memory/remember.ts'
import { alignedTo } from './memory/turned.ts'
import type { RobustSpread } from './robust-spread.ts'
import type { GroupMemory, RobustMap } from './robust-value.ts'
import { seedsOf } from './seeds.ts'
import { axisOf, middleOf, participantsOf, peopleOf, verdictOf } from './stand.ts'
import type { MapRepresentative } from './value.ts'

/** What is remembered of a conversation; null before its first moment. */
export interface Memories {
  /** Of its axes alone. */
  axes(): Memory | null
  /** Of its groups too, for which they have to be found on every map that is remembered. */
  groups(): Memory | null
}

/** The clear groups of a conversation by its id. */
export function groupsOn({ ballots, axes }: RobustSpread, conversation: string): ClearGroups {
  return clearGroups(ballots, axes, sumsAlong(ballots.matrix, axes), seedsOf(conversation))
}

/**
 * The opinion map in robust mode, of a conversation by its id. Seen in the light of what is `remembered` of it, its axes
 * point as they did and its groups keep their numbers; nothing else depends on that.
 */
export function robustMapOf(seen: RobustSpread, conversation: string, remembered: Memories | null = null): RobustMap {
  const found = groupsOn(seen, conversation)
  const before = (found.verdict.k > 0 ? remembered?.groups() : remembered?.axes()) ?? null
  const spread = alignedTo(before, seen)
  const camps = nameCamps(campsOf(seen, found), before?.camps ?? [])
  const numbered = (group: number): number => camps[group]!.id
  const { votes, place } = spread
  const { statements } = spread.opinions
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
    participants: participantsOf(spread, found, people, numbered),
    statements: statementsOf(spread, counts, everybody),
    verdict: verdictOf(spread, found, numbered),
    before: before === null ? null : before.moment,
    groups: speaking(people.group, groupSizes).map((list, group) => ({
      id: numbered(group),
      size: groupSizes[group]!,
      center: middleOf(place, people.group, group),
      representative: list,
      memory: memoryIn(camps[group]!),
    })),
    parts: { cut: people.cut, sizes: people.sizes },
    ends: speaking(people.half, halfSizes).map((list, id) => ({ id, size: halfSizes[id]!, representative: list })),
    axes: ([0, 1] as const).map((axis) => axisOf(spread, axis, everybody, people.onMap, name)),
    consensus: describeConsensus(counts, people.sizes, hidden, name),
    majority: describeMajority(everybody, spread.opinions.people.length, hidden, name),
    parameters: { mode: 'robust', votesNeeded, starts: startsFor(found.verdict.core) },
  }
}

/** What of a group is told of its past. */
function memoryIn({ since, how, from, history }: NamedCamp): GroupMemory {
  return { since, how, from, history }
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
