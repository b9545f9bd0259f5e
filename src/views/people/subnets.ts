import * as z from 'zod'
import { snapshots } from '../../folds/chain/snapshots.ts'
import { ledger } from '../../folds/derived.ts'
import { latestSource } from '../chain/source.ts'
import { nextOf, pageUpTo, rowsOn } from '../params.ts'
import { defineView } from '../view.ts'
import { subnetSummaries } from './subnets/summaries.ts'
import { subnetsValue } from './values/subnets.ts'

/** Every subnet in force, with who owns it and how it is held. */
export const subnets = defineView({
  name: 'subnets',
  version: 1,
  title: 'Subnets',
  summary:
    'The subnets in force after the latest snapshot: name, owner, price, how many hold them and how much the largest of these have, and how many opinions there are.',
  value: subnetsValue,
  params: z.strictObject(pageUpTo(500, 50)),

  from: { ledger, snapshots, subnetSummaries },

  answer({ ledger, snapshots, subnetSummaries }, page) {
    const all = [...subnetSummaries.values()]
    return {
      now: ledger.ms,
      source: latestSource(snapshots),
      rows: rowsOn(all, page),
      next: nextOf(page, all.length),
      total: all.length,
    }
  },
})
