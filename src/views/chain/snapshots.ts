import * as z from 'zod'
import { knownAccounts, listInForce } from '../../folds/chain/known-accounts.ts'
import { snapshots as snapshotsFold } from '../../folds/chain/snapshots.ts'
import { ledger } from '../../folds/derived.ts'
import { nextOf, pageUpTo, rowsOn } from '../params.ts'
import { defineView } from '../view.ts'
import { sourceOf } from './source.ts'
import { snapshotsValue } from './values.ts'

/** Which blocks this log has a snapshot of, how far each is backed, and who says otherwise. */
export const snapshots = defineView({
  name: 'snapshots',
  version: 4,
  title: 'Snapshots',
  summary:
    'The blocks of the chain that were observed, with their evidence, how many endpoints agreed, and who took the same snapshot again and found the same or something else.',
  value: snapshotsValue,
  params: z.strictObject(pageUpTo(1000, 100)),

  from: { ledger, snapshots: snapshotsFold, knownAccounts },

  answer({ ledger: { chain }, snapshots, knownAccounts: lists }, page) {
    const { points, broken } = snapshots
    const known = listInForce(lists)
    return {
      chain,
      snapshots: rowsOn(points.toReversed(), page).map((point) => {
        const { first, flows, proofs } = point
        return {
          ...sourceOf(snapshots, point),
          flows: flows === null || first === null ? null : { first, sha256: flows },
          proofs,
        }
      }),
      next: nextOf(page, points.length, broken.length),
      total: points.length,
      broken: rowsOn(broken, page),
      known: known && { index: known.index, accounts: [...known.labels.values()] },
    }
  },
})
