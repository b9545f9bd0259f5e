// Source: A. M. Andrew, Another efficient algorithm for convex hulls in two dimensions, Inf. Process. Lett. 9, 1979.

import type { Place } from './frame.ts'

/** The corners of the smallest convex outline around the places, anticlockwise where y grows upwards. */
export function hull(places: readonly Place[]): Place[] {
  const sorted = [...places].sort((a, b) => a.x - b.x || a.y - b.y)
  if (sorted.length < 3) return sorted
  const lower = chain(sorted)
  const upper = chain(sorted.reverse())
  return [...lower.slice(0, -1), ...upper.slice(0, -1)]
}

function chain(sorted: readonly Place[]): Place[] {
  const corners: Place[] = []
  for (const place of sorted) {
    while (!isCorner(corners, place)) corners.pop()
    corners.push(place)
  }
  return corners
}

/** Does the last of them stay a corner when the outline goes on to a place? */
function isCorner(corners: readonly Place[], next: Place): boolean {
  const [before, last] = corners.slice(-2)
  return !before || !last || turn(before, last, next) > 0
}

function turn(a: Place, b: Place, c: Place): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/** Those places nearest to a centre that make up 85 %, so that a few far ones do not stretch an outline. */
export function core(places: readonly Place[], centre: Place): Place[] {
  const far = places.map(({ x, y }) => (x - centre.x) * (x - centre.x) + (y - centre.y) * (y - centre.y))
  const order = Array.from(far.keys()).sort((a, b) => far[a]! - far[b]!)
  return order.slice(0, Math.max(3, Math.floor(places.length * 0.85))).map((place) => places[place]!)
}
