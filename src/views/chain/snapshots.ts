import * as z from 'zod'
import type { BrokenSnapshot } from '../../folds/chain.ts'
import type { Label } from '../../records/chain/known-accounts.ts'
import { limitUpTo } from '../params.ts'
import type { View } from '../view.ts'
import { sourceOf } from './source.ts'
import type { Source } from './values.ts'

interface Params {
  limit: number
}

export interface SnapshotsValue {
  /** Hash of block 0 of the chain that this log is about; null before the first snapshot. */
  chain: string | null
  /** Latest block first. */
  snapshots: (Source & { flows: { first: number; sha256: string } | null })[]
  total: number
  /** Records whose evidence is missing or says something else. */
  broken: BrokenSnapshot[]
  /** Accounts publicly known to hold for many, as the list in force says. */
  known: { index: number; accounts: Label[] } | null
}

/** Which blocks this log has a snapshot of, how far each is backed, and who says otherwise. */
export const snapshots: View<Params, null, SnapshotsValue> = {
  name: 'snapshots',
  version: 1,
  title: 'Snapshots',
  summary:
    'The blocks of the chain that were observed, with their evidence, how many endpoints agreed, and who took the same snapshot again and found the same or something else.',
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
