import * as z from 'zod'
import { limitUpTo } from '../params.ts'
import type { View } from '../view.ts'
import { sourceOf } from './source.ts'
import { type SnapshotsValue, snapshotsValue } from './values.ts'

export type { SnapshotsValue } from './values.ts'

interface Params {
  limit: number
}

/** Which blocks this log has a snapshot of, how far each is backed, and who says otherwise. */
export const snapshots: View<Params, null, SnapshotsValue> = {
  name: 'snapshots',
  version: 2,
  title: 'Snapshots',
  summary:
    'The blocks of the chain that were observed, with their evidence, how many endpoints agreed, and who took the same snapshot again and found the same or something else.',
  value: snapshotsValue,
  params: z.strictObject({ limit: limitUpTo(1000, 100) }),

  // The base fold holds all of it.
  start: () => null,
  step: () => undefined,

  finish(_state, { limit }, { chain, register }) {
    const latest = chain.snapshots.slice(-limit).reverse()
    return {
      chain: register.chain,
      snapshots: latest.map((point) => ({
        ...sourceOf(point),
        flows: point.flows === null ? null : { first: point.first!, sha256: point.flows },
      })),
      total: chain.snapshots.length,
      broken: chain.broken,
      known: chain.labelsIndex === null ? null : { index: chain.labelsIndex, accounts: [...chain.labels.values()] },
    }
  },
}
