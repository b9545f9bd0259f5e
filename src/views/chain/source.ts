import { type ChainBase, isProven, type SnapshotPoint } from '../../folds/chain/state.ts'
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
export function latestSource({ snapshots }: Pick<ChainBase, 'snapshots'>): Source | null {
  const point = snapshots.at(-1)
  return point ? sourceOf(point) : null
}
