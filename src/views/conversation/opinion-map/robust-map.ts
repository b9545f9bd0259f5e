import { type placesDrawn, sumsAlong } from '../../../math/opinion/axes.ts'
import { votesNeeded } from '../../../math/opinion/ballots.ts'
import { type ClearGroups, clearGroups } from '../../../math/opinion/clear-groups.ts'
import { halvesOf, partsOfAxis, sizesOf } from '../../../math/opinion/halves.ts'
import { starts } from '../../../math/opinion/seeded-kmeans.ts'
import { groupAwareConsensus } from '../../../math/polis/consensus.ts'
import { allVotes, type Counts, groupVotes } from '../../../math/polis/counts.ts'
import { enough } from '../../../math/polis/floor.ts'
import { representative } from '../../../math/polis/representative.ts'
import { priorities } from '../../../math/polis/routing.ts'
import { nthRoot } from '../../../math/root.ts'
import { describeConsensus, describeMajority, describeRepresentative, type Named, votesIn } from './describe.ts'
import type { RobustSpread } from './robust-spread.ts'
import type { MapAxis, MapVerdict, RobustMap } from './robust-value.ts'
import { seedsOf } from './seeds.ts'
import type { MapRepresentative } from './value.ts'

/** Statements that name an end of an axis. */
const named = 3

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

/** Where everybody belongs: numbers by person, -1 for none. */
interface Belonging {
  group: Int32Array
  half: Int32Array
  part: Int32Array
  cut: RobustMap['parts']['cut']
  sizes: number[]
  /** How many people have votes enough to be on the map. */
  onMap: number
}

function peopleOf({ ballots, place }: RobustSpread, { of, verdict: { k } }: ClearGroups): Belonging {
  const group = ballots.of.map((ballot) => (ballot < 0 ? -1 : of[ballot]!))
  const half = halvesOf(place.x, (person) => ballots.of[person]! >= 0)
  const onMap = ballots.of.reduce((sum, ballot) => sum + (ballot < 0 ? 0 : 1), 0)
  if (k > 0) return { group, half, part: group, cut: 'groups', sizes: sizesOf(group, k), onMap }
  const { cut, sizes, of: part } = partsOfAxis(place.x, half)
  return { group, half, part, cut, sizes, onMap }
}

function participantsOf(
  { opinions: { people }, ballots, place, error, sums }: RobustSpread,
  { inCore, between }: ClearGroups,
  { group, half }: Belonging,
): RobustMap['participants'] {
  return people.map((key, p) => {
    const ballot = ballots.of[p]!
    return {
      key,
      x: place.x[p]!,
      y: place.y[p]!,
      uncertain: [error.x[p]!, error.y[p]!] as [number, number],
      votes: sums.votes[p]!,
      group: group[p]! < 0 ? null : group[p]!,
      half: half[p]! < 0 ? null : half[p]!,
      few: ballot < 0 || inCore[ballot] === 0,
      between: ballot >= 0 && between[ballot] === 1,
    }
  })
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

function verdictOf({ ballots, kept }: RobustSpread, { verdict }: ClearGroups): MapVerdict {
  const { state, k, core, coreVoices, coreFrom } = verdict
  const tried = verdict.tried.map(({ k, worst, smallest, accepted }) => {
    if (worst === null) return { k, worst, smallest, accepted }
    const { pair, apart: _, ...figures } = worst
    return { k, worst: { a: pair[0], b: pair[1], ...figures }, smallest, accepted }
  })
  return {
    state,
    k,
    core,
    voices: coreVoices,
    from: coreFrom,
    statements: kept.length,
    repeated: ballots.repeated,
    tried,
  }
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

/** The mean place of a group's people. */
function middleOf({ x, y }: ReturnType<typeof placesDrawn>, group: Int32Array, id: number): [number, number] {
  let [sumX, sumY, n] = [0, 0, 0]
  group.forEach((each, p) => {
    if (each !== id) return
    sumX += x[p]!
    sumY += y[p]!
    n++
  })
  return n === 0 ? [0, 0] : [sumX / n, sumY / n]
}

/** An axis by the statements with the largest loadings of either sign, those that enough have seen first. */
function axisOf(
  { kept, loadings, axes: { shares } }: RobustSpread,
  axis: 0 | 1,
  { seen }: Counts,
  onMap: number,
  name: (s: number) => Named,
): MapAxis {
  const own = loadings[axis]
  const reached = (s: number): number => Number(enough(seen[s]!, onMap))
  const strongest = kept.filter((s) => own[s] !== 0)
  strongest.sort((a, b) => reached(b) - reached(a) || Math.abs(own[b]!) - Math.abs(own[a]!))
  const end = (sign: 1 | -1): MapAxis['low'] => {
    const agreed = strongest.filter((s) => own[s]! * sign > 0)
    const [list, side] = agreed.length > 0 ? [agreed, 'agree' as const] : [strongest, 'disagree' as const]
    return list.slice(0, named).map((s) => ({ ...name(s), side, loading: own[s]!, enough: reached(s) === 1 }))
  }
  return { share: shares[axis], low: end(-1), high: end(1), loadings: [...own] }
}
