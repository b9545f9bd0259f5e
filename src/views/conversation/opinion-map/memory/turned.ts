import type { Points } from '../../../../math/kmeans.ts'
import type { RobustSpread } from '../robust-spread.ts'

/**
 * The same spread with each axis pointing the way that it pointed on the map before, so that the picture does not turn
 * round between two votes. An axis is mirrored and never turned: the first one stays that along which opinions differ
 * most, since its halves are sides and its ends have names. Without a map before: as it is.
 */
export function alignedTo(before: { loadings: RobustSpread['loadings'] } | null, spread: RobustSpread): RobustSpread {
  if (before === null) return spread
  const [x, y] = ([0, 1] as const).map((axis) => points(before.loadings[axis], spread.loadings[axis])) as [
    boolean,
    boolean,
  ]
  if (x && y) return spread
  const mirror = (values: Float64Array, same: boolean): Float64Array => (same ? values : values.map(negated))
  const mirrored = (places: Points): Points => ({ x: mirror(places.x, x), y: mirror(places.y, y) })
  const { sums, place, loadings, said } = spread
  return {
    ...spread,
    sums: { ...sums, sum: mirrored(sums.sum) },
    place: mirrored(place),
    loadings: [mirror(loadings[0], x), mirror(loadings[1], y)],
    said: mirrored(said),
  }
}

/** No zero has a sign. */
const negated = (value: number): number => (value === 0 ? 0 : -value)

/** Does an axis point the same way as before, as far as it was the same statements that made it? */
function points(before: Float64Array, now: Float64Array): boolean {
  let product = 0
  for (let s = 0; s < before.length; s++) product += before[s]! * now[s]!
  return product >= 0
}
