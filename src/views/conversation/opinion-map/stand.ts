/** Where everybody stands on a map in robust mode, and what its axes are: before the votes of its parts are counted. */

import type { Points } from '../../../math/kmeans.ts'
import type { ClearGroups } from '../../../math/opinion/clear-groups.ts'
import { halvesOf, partsOfAxis, sizesOf } from '../../../math/opinion/halves.ts'
import type { Counts } from '../../../math/polis/counts.ts'
import { enough } from '../../../math/polis/floor.ts'
import type { Named } from './describe.ts'
import type { RobustSpread } from './robust-spread.ts'
import type { MapAxis, MapVerdict, RobustMap } from './robust-value.ts'

/** Statements that name an end of an axis. */
const named = 3

/** Where everybody belongs: numbers by person, -1 for none. */
export interface Belonging {
  group: Int32Array
  half: Int32Array
  part: Int32Array
  cut: RobustMap['parts']['cut']
  sizes: number[]
  /** How many people have votes enough to be on the map. */
  onMap: number
}

/** Group, half and part of everybody. */
export function peopleOf({ ballots, place }: RobustSpread, { of, verdict: { k } }: ClearGroups): Belonging {
  const group = ballots.of.map((ballot) => (ballot < 0 ? -1 : of[ballot]!))
  const half = halvesOf(place.x, (person) => ballots.of[person]! >= 0)
  const onMap = ballots.of.reduce((sum, ballot) => sum + (ballot < 0 ? 0 : 1), 0)
  if (k > 0) return { group, half, part: group, cut: 'groups', sizes: sizesOf(group, k), onMap }
  const { cut, sizes, of: part } = partsOfAxis(place.x, half)
  return { group, half, part, cut, sizes, onMap }
}

/** Everybody with their place, in the order of their keys. `numbered`: the number of each group that was found. */
export function participantsOf(
  { opinions: { people }, ballots, place, error, sums }: RobustSpread,
  { inCore, between }: ClearGroups,
  { group, half }: Belonging,
  numbered: (group: number) => number,
): RobustMap['participants'] {
  return people.map((key, p) => {
    const ballot = ballots.of[p]!
    return {
      key,
      x: place.x[p]!,
      y: place.y[p]!,
      uncertain: [error.x[p]!, error.y[p]!] as [number, number],
      votes: sums.votes[p]!,
      group: group[p]! < 0 ? null : numbered(group[p]!),
      half: half[p]! < 0 ? null : half[p]!,
      few: ballot < 0 || inCore[ballot] === 0,
      between: ballot >= 0 && between[ballot] === 1,
    }
  })
}

/** Whether there are groups, with the figures that say so. `numbered`: the number of each group that was found. */
export function verdictOf(
  { ballots, kept }: RobustSpread,
  { verdict }: ClearGroups,
  numbered: (group: number) => number,
): MapVerdict {
  const { state, k, core, coreVoices, coreFrom } = verdict
  const tried = verdict.tried.map(({ k, worst, smallest, accepted }) => {
    if (worst === null) return { k, worst, smallest, accepted }
    const { pair, apart: _, ...figures } = worst
    // Groups of another number than the one that counts are nobody's.
    const [a, b] = k === verdict.k ? [numbered(pair[0]), numbered(pair[1])] : pair
    return { k, worst: { a, b, ...figures }, smallest, accepted }
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

/** The mean place of a group's people. */
export function middleOf({ x, y }: Points, group: Int32Array, id: number): [number, number] {
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
export function axisOf(
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
