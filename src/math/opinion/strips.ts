import type { Points } from '../kmeans.ts'

/** What stands at two centres and half-way between them. */
export interface Strip {
  /** Positions of the two groups, the lower first. */
  pair: [number, number]
  /** Voices in a third of the distance at the first centre, in the middle, and at the second. */
  near: number
  middle: number
  far: number
  /** `middle` over the smaller of the other two; null when that is 0. */
  ratio: number | null
  /** How many standard deviations the middle stays below three sevenths of it and the smaller one; null when all are 0. */
  z: number | null
  /** Is there a gap? */
  apart: boolean
}

/** The people between whom gaps are looked for. */
export interface Standing {
  points: Points
  voice: Float64Array
  /** Group of each. */
  of: ArrayLike<number>
  /** Centre of each group. */
  centre: Points
  /** How far one vote moves each along the line between two centres, in units of their distance. */
  reach(pair: Line): Reach
}

/** The line from one centre to another: its length, and the unit vector along it. */
export interface Line {
  length: number
  u: [number, number]
}

/** Of each person, half the width over which the person is spread. */
export type Reach = (person: number) => number

/** Centres so near are one. */
const nothing = 1e-9
/** A middle of at most so much of the smaller side is a gap, when it is surely below three sevenths of both. */
const gap = 0.4
const surely = 1.5
const round = (value: number): number => Math.round(value * 1e6) / 1e6

/** The line between the centres of two groups. */
export function lineBetween({ x, y }: Points, [a, b]: [number, number]): Line {
  const [dx, dy] = [x[b]! - x[a]!, y[b]! - y[a]!]
  const length = Math.sqrt(dx * dx + dy * dy)
  return { length, u: length > 0 ? [dx / length, dy / length] : [0, 0] }
}

/** Where a place is along a line that begins at `from`: 0 at its start, 1 at its end. */
export function along({ length, u }: Line, from: [number, number], x: number, y: number): number {
  return ((x - from[0]) * u[0] + (y - from[1]) * u[1]) / length
}

/**
 * Is there a gap between two groups? The people of both are projected onto the line between their centres, each spread
 * evenly over the step of one vote, and counted by voice near the first centre, half-way, and near the second. Where
 * opinions shade into each other the middle is as full as the smaller side; a gap leaves it at most 0.4 times as full.
 */
export function stripOf(standing: Standing, pair: [number, number]): Strip {
  const { points, voice, of, centre } = standing
  const line = lineBetween(centre, pair)
  const none = { pair, near: 0, middle: 0, far: 0, ratio: null, z: null, apart: false }
  if (line.length <= nothing) return none
  const reach = standing.reach(line)
  const from: [number, number] = [centre.x[pair[0]]!, centre.y[pair[0]]!]
  const sums = [0, 0, 0]
  for (let p = 0; p < voice.length; p++) {
    if (of[p] !== pair[0] && of[p] !== pair[1]) continue
    const t = along(line, from, points.x[p]!, points.y[p]!)
    const h = reach(p)
    for (let window = 0; window < 3; window++) {
      const within = Math.min(t + h, window / 2 + 1 / 6) - Math.max(t - h, window / 2 - 1 / 6)
      if (within > 0) sums[window]! += (voice[p]! * within) / (2 * h)
    }
  }
  return judged(pair, round(sums[0]!), round(sums[1]!), round(sums[2]!))
}

function judged(pair: [number, number], near: number, middle: number, far: number): Strip {
  const smaller = Math.min(near, far)
  const both = smaller + middle
  const ratio = smaller > 0 ? middle / smaller : null
  const z = both > 0 ? ((3 * both) / 7 - middle - 0.5) / Math.sqrt((12 * both) / 49) : null
  return { pair, near, middle, far, ratio, z, apart: z !== null && middle <= gap * smaller && z >= surely }
}
