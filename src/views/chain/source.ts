import { isProven, type SnapshotPoint, type Snapshots } from '../../folds/chain/snapshots.ts'
import type { Source } from './values.ts'

/** Where figures come from, as a value publishes it. */
export function sourceOf(point: SnapshotPoint): Source {
  const { id, index, block, hash, at, spec, holdings, endpoints, agreed, dissenting, confirmed, contradicted } = point
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
    confirmed,
    contradicted,
  }
}

/** Where the figures of the latest snapshot come from; null before the first. */
export function latestSource({ points }: Pick<Snapshots, 'points'>): Source | null {
  const point = points.at(-1)
  return point ? sourceOf(point) : null
}
