import { backingOf, checksOf, type SnapshotPoint, type Snapshots } from '../../folds/chain/snapshots.ts'
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
    backed: backingOf(point),
    ...checksOf(snapshots, point),
  }
}

/** Snapshots with what others say of them. */
type Observed = Readonly<Pick<Snapshots, 'points' | 'observations'>>

/** The same for what moved: blocks are as the endpoints told them, and no proof of a state says what was in them. */
export function latestMoved(snapshots: Observed): Source | null {
  const [source, point] = [latestSource(snapshots), snapshots.points.at(-1)]
  return source && point ? { ...source, backed: backingOf({ ...point, proofs: [] }) } : null
}

/** Where the figures of the latest snapshot come from; null before the first. */
export function latestSource(snapshots: Observed): Source | null {
  const point = snapshots.points.at(-1)
  return point ? sourceOf(snapshots, point) : null
}
