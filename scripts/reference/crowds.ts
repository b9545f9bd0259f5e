import { placesByMean, sumsAlong } from '../../src/math/opinion/axes.ts'
import { robust } from '../../src/math/opinion/robust.ts'
import { bestOfStarts, nearest } from '../../src/math/opinion/seeded-kmeans.ts'
import type { VoteMatrix } from '../../src/math/polis/votes.ts'
import { adjustedRandIndex } from '../../src/math/rand-index.ts'
import { seedsOf } from '../../src/views/conversation/opinion-map/seeds.ts'
import { type Crowd, type CrowdName, crowdOf, crowdsWithoutGroups } from '../../test/crowds.ts'
import type { ReferenceLine } from './line.ts'

const sizes = [60, 300, 1500] as const
const statementsOf = [20, 40, 100] as const
const seeds = 100
/** Of every crowd without groups pooled, at most so many may be taken for some. */
const mostFalse = 0.02
/** Part of the crowds with groups in which they must be found, by the number of people. */
const leastFound = { 'two groups': [0.75, 0.88, 0.9], 'three groups': [0.5, 0.8, 0.88] } as const
/** From here on k-means at the true number agrees with the truth: the crowd can be told apart at all. */
const agrees = 0.9
const copies = 301

/** The strip rule on made-up crowds: what is no group is not called one, what is plain is found, copies change nothing. */
export function referenceCrowds(): ReferenceLine[] {
  return [falseGroups(), found('two groups', 2), found('three groups', 3), copiedKeys()]
}

const crowd = (name: CrowdName, people: number, seed: number): Crowd =>
  crowdOf(name, people, statementsOf[seed % statementsOf.length]!, seed)

const groupsOf = (votes: VoteMatrix): number => robust(votes, null, seedsOf('crowd')).groups.verdict.k

function falseGroups(): ReferenceLine {
  let wrong = 0
  const each = crowdsWithoutGroups.map((name) => {
    const counts = sizes.map(
      (people) => range(seeds).filter((seed) => groupsOf(crowd(name, people, seed).votes) > 0).length,
    )
    wrong += counts.reduce((sum, n) => sum + n, 0)
    return `${name} ${counts.join(' ')}`
  })
  const all = crowdsWithoutGroups.length * sizes.length * seeds
  const line = `${wrong} of ${all} crowds without groups are taken for some (at most ${mostFalse * all}); of ${seeds} each at ${sizes.join(', ')} people: ${each.join('; ')}`
  return { name: 'crowds without groups', ok: wrong <= mostFalse * all, line }
}

function found(name: keyof typeof leastFound, k: number): ReferenceLine {
  const results = sizes.map((people, i) => {
    const told = range(seeds).flatMap((seed) => judged(crowd(name, people, seed), k) ?? [])
    const right = told.filter((each) => each).length
    return {
      ok: told.length > 0 && right >= leastFound[name][i]! * told.length,
      text: `${people}: ${right} of ${told.length} (at least ${leastFound[name][i]})`,
    }
  })
  const line = `found where k-means at ${k} agrees with the truth: ${results.map(({ text }) => text).join('; ')}`
  return { name: `crowds of ${name}`, ok: results.every(({ ok }) => ok), line }
}

/** Whether the groups of a crowd are found; null where they cannot be told apart. */
function judged({ votes, truth }: Crowd, k: number): boolean | null {
  const { ballots, axes, groups } = robust(votes, null, seedsOf('crowd'))
  const places = placesByMean(sumsAlong(ballots.matrix, axes), votes.statements)
  const core = range(groups.inCore.length).filter((ballot) => groups.inCore[ballot] === 1)
  const pick = (values: Float64Array): Float64Array => Float64Array.from(core, (ballot) => values[ballot]!)
  const points = { x: pick(places.x), y: pick(places.y) }
  const best = bestOfStarts(points, new Float64Array(core.length).fill(1), k, seedsOf('crowd'))
  if (best === null) return null
  const people = range(votes.people).filter((p) => groups.inCore[ballots.of[p]!] === 1)
  const label = people.map((p) => nearest(best.centre, places.x[ballots.of[p]!]!, places.y[ballots.of[p]!]!))
  const real = people.map((p) => truth[p]!)
  return adjustedRandIndex(label, real) < agrees ? null : groups.verdict.k === k
}

function copiedKeys(): ReferenceLine {
  let changed = 0
  let all = 0
  for (const name of [...crowdsWithoutGroups, 'two groups', 'three groups'] as const)
    for (const people of [60, 300])
      for (const seed of range(10)) {
        const { votes } = crowd(name, people, seed)
        const [once, often] = [withCopies(votes, 1), withCopies(votes, copies)].map((each) =>
          robust(each, null, seedsOf('crowd')),
        )
        if (JSON.stringify(once!.groups.verdict) !== JSON.stringify(often!.groups.verdict)) changed++
        all++
      }
  return {
    name: 'crowds with copies',
    ok: changed === 0,
    line: `${copies} keys with one ballot change ${changed} of ${all} verdicts`,
  }
}

/** The same crowd with a ballot that agrees with everything, from so many keys. */
function withCopies({ people, statements, start, column, choice }: VoteMatrix, count: number): VoteMatrix {
  const more = Int32Array.from(range(count), (i) => start[people]! + (i + 1) * statements)
  const every = Int32Array.from(range(count * statements), (i) => i % statements)
  return {
    people: people + count,
    statements,
    start: Int32Array.from([...start, ...more]),
    column: Int32Array.from([...column, ...every]),
    choice: Int8Array.from([...choice, ...every.map(() => 1)]),
  }
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)
