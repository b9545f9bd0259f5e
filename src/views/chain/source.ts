import { checksOf, isProven, type SnapshotPoint, type Snapshots } from '../../folds/chain/snapshots.ts'
import type { Source } from './values.ts'

/** Where figures come from, as a value publishes it. */
export function sourceOf(snapshots: Observed, point: SnapshotPoint): Source {
  const { id, index, block, hash, at, spec, holdings, endpoints, agreed, dissenting } = point
  return {
    id,
    index,
    block,
    hash,
    at,
    spec,
    holdings,
    endpoints,
    agreed,
    dissenting,
    proven: isProven(point),
    ...checksOf(snapshots, point),
  }
}

/** Snapshots with what others say of them. */
type Observed = Readonly<Pick<Snapshots, 'points' | 'observations'>>

/** Where the figures of the latest snapshot come from; null before the first. */
export function latestSource(snapshots: Observed): Source | null {
  const point = snapshots.points.at(-1)
  return point ? sourceOf(snapshots, point) : null
}
