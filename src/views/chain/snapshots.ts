import * as z from 'zod'
import { knownAccounts, listInForce } from '../../folds/chain/known-accounts.ts'
import { snapshots as snapshotsFold } from '../../folds/chain/snapshots.ts'
import { ledger } from '../../folds/derived.ts'
import { limitUpTo } from '../params.ts'
import { defineView } from '../view.ts'
import { sourceOf } from './source.ts'
import { snapshotsValue } from './values.ts'

/** Which blocks this log has a snapshot of, how far each is backed, and who says otherwise. */
export const snapshots = defineView({
  name: 'snapshots',
  version: 2,
  title: 'Snapshots',
  summary:
    'The blocks of the chain that were observed, with their evidence, how many endpoints agreed, and who took the same snapshot again and found the same or something else.',
  value: snapshotsValue,
  params: z.strictObject({ limit: limitUpTo(1000, 100) }),

  from: { ledger, snapshots: snapshotsFold, knownAccounts },

  answer({ ledger: { chain }, snapshots, knownAccounts: lists }, { limit }) {
    const { points, broken } = snapshots
    const known = listInForce(lists)
    return {
      chain,
      snapshots: points
        .slice(-limit)
        .reverse()
        .map((point) => {
          const { first, flows } = point
          return {
            ...sourceOf(snapshots, point),
            flows: flows === null || first === null ? null : { first, sha256: flows },
          }
        }),
      total: points.length,
      broken,
      known: known && { index: known.index, accounts: [...known.labels.values()] },
    }
  },
})
