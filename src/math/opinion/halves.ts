/** The halves of an axis, and its quarters: who is compared where nobody stands apart. */

/** People from whom on an axis is cut into quarters. */
const quartersFrom = 100

/** Half of each place on an axis: 0 below its middle, 1 above; -1 in the middle, or for whoever does not count. */
export function halvesOf(x: Float64Array, counts: (person: number) => boolean): Int32Array {
  return Int32Array.from(x, (at, p) => (at === 0 || !counts(p) ? -1 : at < 0 ? 0 : 1))
}

/** The parts of an axis, from its lower end to its upper one. */
export interface AxisParts {
  cut: 'halves' | 'quarters' | 'none'
  /** People of each part. */
  sizes: number[]
  /** Part of each person; -1: none. */
  of: Int32Array
}

/**
 * Halves; from 100 people each half is cut again, at the median of its places. No parts where one half is empty, or where
 * so many share a place that a quarter would be.
 */
export function partsOfAxis(x: Float64Array, half: Int32Array): AxisParts {
  const sizes = sizesOf(half, 2)
  if (sizes.some((size) => size === 0)) return { cut: 'none', sizes: [], of: new Int32Array(half.length).fill(-1) }
  if (sizes[0]! + sizes[1]! < quartersFrom) return { cut: 'halves', sizes, of: half }
  const medians = [0, 1].map((side) => {
    const places = x.filter((_, p) => half[p] === side).sort()
    return places[places.length >> 1]!
  })
  const of = half.map((side, p) => (side < 0 ? -1 : 2 * side + (x[p]! < medians[side]! ? 0 : 1)))
  const quarters = sizesOf(of, 4)
  return quarters.some((size) => size === 0)
    ? { cut: 'halves', sizes, of: half }
    : { cut: 'quarters', sizes: quarters, of }
}

/** How many have each of `count` numbers. */
export function sizesOf(of: Int32Array, count: number): number[] {
  const sizes = Array.from({ length: count }, () => 0)
  for (const each of of) if (each >= 0) sizes[each]!++
  return sizes
}
