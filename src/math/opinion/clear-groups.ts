import type { Points } from '../kmeans.ts'
import { upTo } from '../sparse.ts'
import { type Axes, type Places, placesByMean } from './axes.ts'
import type { WholeBallots } from './ballots.ts'
import { onGrid } from './grid.ts'
import { bestOfStarts, nearest, type Seeds } from './seeded-kmeans.ts'
import { along, lineBetween, type Reach, type Standing, type Strip, stripOf } from './strips.ts'

/** What was found for one number of groups. */
export interface Tried {
  k: number
  /** The pair that is least apart; null when there are not so many places. */
  worst: Strip | null
  /** Voices of the smallest group. */
  smallest: number
  accepted: boolean
}

/** Whether ballots fall into groups with gaps between them, and into how many. */
export interface Verdict {
  state: 'too-few' | 'one' | 'groups'
  /** Number of groups: 0 unless there are some. */
  k: number
  /** Ballots that the question is put to, those with at least `coreFrom` votes, and their voices. */
  core: number
  coreVoices: number
  coreFrom: number
  /** Each number of groups that was tried. */
  tried: Tried[]
}

/** Groups with gaps between them, by place. */
export interface ClearGroups {
  verdict: Verdict
  /** Centre of each group, in places by mean; the group with most voices first. */
  centre: Points
  /** Of each ballot: its group (-1: there are none), whether it is in the core, and whether it may as well be in another. */
  of: Int32Array
  inCore: Uint8Array
  between: Uint8Array
}

/** Least to say anything: voices in the core, and statements. */
export const needed = { people: 20, statements: 8 }
const mostGroups = 5
/** Least voices of a group, and the part of all in the core. */
const leastVoices = 5
const leastShare = 0.05
/** Ballots above which places are put on a grid before groups are looked for. */
const binnedAbove = 20_000
const leastReach = 1e-6

/**
 * The strip rule: a number of groups is accepted when there is a gap between each two of them and none is tiny; the
 * largest accepted one counts. Where none is, opinions shade into each other, and there are no groups.
 */
export function clearGroups(ballots: WholeBallots, axes: Axes, sums: Places, seeds: Seeds): ClearGroups {
  const { statements } = ballots.matrix
  const points = placesByMean(sums, statements)
  const from = coreFrom(sums.votes, ballots.voice)
  const rows = upTo(sums.votes.length).filter((row) => sums.votes[row]! >= from)
  const core = pickRows(points, ballots.voice, rows)
  const coreVoices = core.voice.reduce((sum, each) => sum + each, 0)
  const said = { core: rows.length, coreVoices, coreFrom: from }
  const inCore = Uint8Array.from(sums.votes, (n) => (n >= from ? 1 : 0))
  const none = {
    centre: { x: new Float64Array(0), y: new Float64Array(0) },
    of: new Int32Array(sums.votes.length).fill(-1),
  }
  const nobody = { ...none, inCore, between: new Uint8Array(sums.votes.length) }
  if (coreVoices < needed.people || statements < needed.statements)
    return { verdict: { state: 'too-few', k: 0, ...said, tried: [] }, ...nobody }
  const places =
    rows.length > binnedAbove ? onGrid(core.points, core.voice) : { points: core.points, weight: core.voice }
  const reachOf = reachAlong(axes, sums.votes, statements)
  const found: { tried: Tried; centre: Points }[] = []
  for (let k = 2; k <= mostGroups; k++) {
    const best = bestOfStarts(places.points, places.weight, k, seeds)
    if (best === null) found.push({ tried: { k, worst: null, smallest: 0, accepted: false }, centre: none.centre })
    else found.push(judge({ ...core, rows, voices: coreVoices, centre: best.centre, reachOf }, k))
  }
  const tried = found.map((each) => each.tried)
  const chosen = found.findLast((each) => each.tried.accepted)
  if (!chosen) return { verdict: { state: 'one', k: 0, ...said, tried }, ...nobody }
  const { centre } = chosen
  const of = Int32Array.from(points.x, (x, p) => nearest(centre, x, points.y[p]!))
  const between = betweenGroups(points, of, centre, reachOf)
  return { verdict: { state: 'groups', k: chosen.tried.k, ...said, tried }, centre, of, inCore, between }
}

/** Half of the upper quartile of votes, by voices: who has fewer is placed afterwards, and decides nothing. */
function coreFrom(votes: Int32Array, voice: Float64Array): number {
  const most = votes.reduce((a, b) => Math.max(a, b), 0)
  const mass = new Float64Array(most + 1)
  let total = 0
  votes.forEach((n, p) => {
    mass[n]! += voice[p]!
    total += voice[p]!
  })
  let [n, below] = [0, mass[0]!]
  while (n < most && below <= (3 * total) / 4) below += mass[++n]!
  return Math.ceil(n / 2)
}

function pickRows({ x, y }: Points, voice: Float64Array, rows: Int32Array): { points: Points; voice: Float64Array } {
  const from = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row]!)
  return { points: { x: from(x), y: from(y) }, voice: from(voice) }
}

/** By line, half the step of one vote of each row: C / n times the mean part of a statement's loadings along the line. */
function reachAlong({ axes }: Axes, votes: Int32Array, statements: number) {
  return ({ length, u }: { length: number; u: [number, number] }): Reach => {
    let sum = 0
    for (let c = 0; c < statements; c++) sum += Math.abs(axes[0][c]! * u[0] + axes[1][c]! * u[1])
    const step = sum / length
    return (row) => Math.max(leastReach, step / votes[row]!)
  }
}

interface Core {
  points: Points
  voice: Float64Array
  rows: Int32Array
  voices: number
  centre: Points
  reachOf: Standing['reach']
}

/** Are all these groups apart, and none of them tiny? Groups are put in the order of their voices. */
function judge(
  { points, voice, rows, voices, centre: found, reachOf }: Core,
  k: number,
): { tried: Tried; centre: Points } {
  const { centre, of, mass } = byVoices(points, voice, found)
  const reach = (line: Parameters<Standing['reach']>[0]): Reach => {
    const ofRow = reachOf(line)
    return (person) => ofRow(rows[person]!)
  }
  const strips: Strip[] = []
  for (let a = 0; a < k; a++)
    for (let b = a + 1; b < k; b++) strips.push(stripOf({ points, voice, of, centre, reach }, [a, b]))
  const smallest = mass[k - 1]!
  const accepted = strips.every((strip) => strip.apart) && smallest >= Math.max(leastVoices, leastShare * voices)
  return { tried: { k, worst: strips.reduce(lessApart), smallest, accepted }, centre }
}

function byVoices(
  points: Points,
  voice: Float64Array,
  centre: Points,
): { centre: Points; of: Uint8Array; mass: number[] } {
  const first = Uint8Array.from(points.x, (x, p) => nearest(centre, x, points.y[p]!))
  const mass = Array.from(centre.x, () => 0)
  first.forEach((c, p) => {
    mass[c]! += voice[p]!
  })
  const order = mass.map((_, c) => c)
  order.sort((a, b) => mass[b]! - mass[a]! || centre.x[a]! - centre.x[b]! || centre.y[a]! - centre.y[b]! || a - b)
  const renamed = Uint8Array.from(order, (_, c) => order.indexOf(c))
  const sorted = (values: Float64Array): Float64Array => Float64Array.from(order, (c) => values[c]!)
  return {
    centre: { x: sorted(centre.x), y: sorted(centre.y) },
    of: first.map((c) => renamed[c]!),
    mass: order.map((c) => mass[c]!),
  }
}

/** The one that is less apart; of equals the first. */
function lessApart(a: Strip, b: Strip): Strip {
  if (a.apart !== b.apart) return a.apart ? b : a
  const [first, second] = [a.z ?? Number.NEGATIVE_INFINITY, b.z ?? Number.NEGATIVE_INFINITY]
  return second < first ? b : a
}

/** Who stands so near the middle between the own group and another that one vote may change it. */
function betweenGroups(points: Points, of: Int32Array, centre: Points, reachOf: Standing['reach']): Uint8Array {
  const found = new Uint8Array(of.length)
  for (let a = 0; a < centre.x.length; a++)
    for (let b = 0; b < centre.x.length; b++) {
      if (a === b) continue
      const line = lineBetween(centre, [a, b])
      const reach = reachOf(line)
      const from: [number, number] = [centre.x[a]!, centre.y[a]!]
      of.forEach((group, p) => {
        if (group !== a) return
        const t = along(line, from, points.x[p]!, points.y[p]!)
        if (Math.abs(t - 0.5) < reach(p)) found[p] = 1
      })
    }
  return found
}
