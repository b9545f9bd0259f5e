import * as z from 'zod'
import { snapshots } from '../../folds/chain/snapshots.ts'
import { ledger } from '../../folds/derived.ts'
import { latestSource } from '../chain/source.ts'
import { nextOf, pageUpTo, rowsOn } from '../params.ts'
import { defineView } from '../view.ts'
import { pruningNow } from './subnets/pruning.ts'
import { subnetSummaries } from './subnets/summaries.ts'
import { subnetsValue } from './values/subnets.ts'

/** Every subnet in force, with who owns it and how it is held. */
export const subnets = defineView({
  name: 'subnets',
  version: 3,
  title: 'Subnets',
  summary:
    'The subnets in force after the latest snapshot: name, owner, price, how many hold them and how much the largest of these have, how many opinions there are, and which of them a new registration would remove.',
  value: subnetsValue,
  params: z.strictObject(pageUpTo(500, 50)),

  from: { ledger, snapshots, subnetSummaries, pruningNow },

  answer({ ledger, snapshots, subnetSummaries, pruningNow: { rule, of } }, page) {
    const all = [...subnetSummaries.values()]
    return {
      now: ledger.ms,
      source: latestSource(snapshots),
      pruning: rule,
      rows: rowsOn(all, page).map((row) => ({ ...row, pruning: of.get(row.netuid) ?? null })),
      next: nextOf(page, all.length),
      total: all.length,
    }
  },
})
