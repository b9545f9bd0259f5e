import { effectiveSizes, effectiveVotes } from '../../../math/opinion/effective-votes.ts'
import { sizesOf } from '../../../math/opinion/halves.ts'
import { acrossGroups, type Shared } from '../../../math/polis/consensus.ts'
import { allVotes, type Counts } from '../../../math/polis/counts.ts'
import { fewest } from '../../../math/polis/floor.ts'
import { upTo } from '../../../math/sparse.ts'
import { campsOf, campsOn, nameCamps } from '../../conversation/opinion-map/memory/camps.ts'
import { alignedTo } from '../../conversation/opinion-map/memory/turned.ts'
import { groupsOn } from '../../conversation/opinion-map/robust-map.ts'
import { robustSpreadOf } from '../../conversation/opinion-map/robust-spread.ts'
import type { RobustMap } from '../../conversation/opinion-map/robust-value.ts'
import type { Opinions } from '../../conversation/opinion-map/spread.ts'
import { axisOf, middleOf, participantsOf, peopleOf, verdictOf } from '../../conversation/opinion-map/stand.ts'
import type { ReadingMapValue, WeightedShared } from '../values/reading-map.ts'
import type { StatementSide } from './compare.ts'
import type { Voices } from './voices.ts'

/** The opinion map of the same votes under the voices of one reading. */
export interface WeightedMap
  extends Pick<ReadingMapValue, 'participants' | 'verdict' | 'groups' | 'parts' | 'axes' | 'consensus'> {
  /** Loadings of the first axis, by position of the statement. */
  loadings: readonly number[]
  /** Has every part voices enough to hold anything? */
  hasVoices: boolean
  /** Positions of the statements that enough of every part hold, by side: all of them, listed or not. */
  held: Readonly<Record<StatementSide, ReadonlySet<number>>>
}

/** How many statements of each side are listed. */
const listed = 5

/**
 * The map of those who have weight: each with a voice of `weight` over the largest one, 0 to 1. What the parts of the map
 * hold is counted by weight, and is as sure as the number of equal voices that these count as. Axes point as on the `usual`
 * map, and a group that is one of its groups has that number.
 */
export function weightedMapOf(
  { persons, votes: cast }: Voices,
  statements: Opinions['statements'],
  weight: Float64Array,
  conversation: string,
  usual: Pick<RobustMap, 'axes' | 'groups' | 'participants'>,
): WeightedMap {
  const largest = weight.reduce((top, each) => Math.max(top, each), 0)
  const voices = new Map(
    persons.flatMap((person, p) => (weight[p]! > 0 ? [[person as string, weight[p]! / largest]] : [])),
  )
  const seen = robustSpreadOf(heardOnly(persons, cast, statements, weight), (key) => voices.get(key) ?? 0)
  const found = groupsOn(seen, conversation)
  const camps = nameCamps(campsOf(seen, found), campsOn(usual))
  const numbered = (group: number): number => camps[group]!.id
  const spread = alignedTo(loadingsOn(usual), seen)
  const { votes, place, opinions } = spread
  const people = peopleOf(spread, found)
  const name = (s: number) => ({ id: statements[s]!.id, imported: statements[s]!.imported })
  const voice = Float64Array.from(opinions.people, (key) => voices.get(key) ?? 0)
  const parts = people.sizes.length
  const counts = effectiveVotes(votes, voice, people.part, parts)
  const inSome = people.part.map((part) => (part < 0 ? -1 : 0))
  const hidden = Uint8Array.from(statements, ({ moderated, meta }) => (moderated || meta ? 1 : 0))
  const sizes = effectiveSizes(voice, people.part, parts)
  const all = acrossGroups(counts, sizes, hidden, effectiveVotes(votes, voice, inSome, 1), Number.POSITIVE_INFINITY)
  const list = (side: StatementSide): WeightedShared[] =>
    all[side].slice(0, listed).map((each) => ({ ...name(each.statement), ...sharedOf(each, counts) }))
  const held = (side: StatementSide) => new Set(all[side].flatMap((each) => (each.enough ? [each.statement] : [])))
  const heads = allVotes(votes)
  const drawn = ([0, 1] as const).map((axis) => axisOf(spread, axis, heads, people.onMap, name))
  return {
    participants: participantsOf(spread, found, people, numbered).map((each, p) => ({ ...each, voice: voice[p]! })),
    verdict: verdictOf(spread, found, numbered),
    groups: sizesOf(people.group, found.verdict.k).map((size, group) => ({
      id: numbered(group),
      size,
      center: middleOf(place, people.group, group),
    })),
    parts: { cut: people.cut, sizes: people.sizes },
    axes: drawn.map(({ loadings: _, ...axis }) => axis),
    consensus: { agree: list('agree'), disagree: list('disagree') },
    loadings: drawn[0]?.loadings ?? [],
    hasVoices: sizes.length > 0 && sizes.every((size) => size >= fewest),
    held: { agree: held('agree'), disagree: held('disagree') },
  }
}

/** The axes of a map, by position of the statement. */
function loadingsOn({ axes }: Pick<RobustMap, 'axes'>): { loadings: [Float64Array, Float64Array] } {
  const of = (axis: number): Float64Array => Float64Array.from(axes[axis]?.loadings ?? [])
  return { loadings: [of(0), of(1)] }
}

/** The votes of those who have weight, with whoever has none left out. */
function heardOnly(
  persons: Voices['persons'],
  { voice, statement, choice }: Voices['votes'],
  statements: Opinions['statements'],
  weight: Float64Array,
): Opinions {
  const renamed = new Int32Array(persons.length).fill(-1)
  const people = persons.filter((_, p) => weight[p]! > 0)
  let next = 0
  for (let p = 0; p < persons.length; p++) if (weight[p]! > 0) renamed[p] = next++
  const kept = upTo(voice.length).filter((i) => renamed[voice[i]!]! >= 0)
  return {
    people,
    statements,
    ballots: {
      person: kept.map((i) => renamed[voice[i]!]!),
      statement: kept.map((i) => statement[i]!),
      choice: Int8Array.from(kept, (i) => choice[i]!),
    },
  }
}

/** What each part says of a statement that all hold. */
function sharedOf(
  { statement, product, mean, enough }: Shared,
  counts: Counts,
): Omit<WeightedShared, 'id' | 'imported'> {
  const parts = Array.from({ length: counts.groups }, (_, part) => {
    const cell = part * counts.statements + statement
    const effective = counts.seen[cell]!
    const share = (side: StatementSide): number => (effective > 0 ? counts[side][cell]! / effective : 0)
    return { agree: share('agree'), disagree: share('disagree'), effective }
  })
  return { product, mean, enough, parts }
}
