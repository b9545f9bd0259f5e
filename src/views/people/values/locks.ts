import * as z from 'zod'
import { latestSnapshot, named } from '../../chain/values/named.ts'
import { accountAddress, block, count, index, ms, netuid, next, rao, words } from '../../fields.ts'

/** What is said of a lock at a block. */
const held = {
  alpha: rao.describe(
    'What is locked at the block, in rao of the alpha of the subnet; where `conviction` is null as the chain last wrote it.',
  ),
  conviction: rao
    .nullable()
    .describe('Its conviction at the block, in rao of alpha; null: a snapshot of the older recipe does not say.'),
  perpetual: z.boolean().nullable().describe('Whether it stays, or decays; null: not said.'),
  since: block.nullable().describe('Block in which the chain last wrote it; null: not said.'),
}

const sight = z.strictObject({
  block: block.describe('Block of the snapshot.'),
  at: ms.describe('Time of that block, Unix milliseconds.'),
  index: index.describe('Place of the snapshot in the log.'),
  held: z.strictObject(held).nullable().describe('What is locked; null: nothing any more.'),
})

export const locksValue = z.strictObject({
  now: ms.describe('Time of the latest entry of the log, Unix milliseconds.'),
  source: latestSnapshot,
  person: named.describe('Whose locks these are: all accounts that are proven to belong together.'),
  rows: z
    .array(
      z.strictObject({
        coldkey: accountAddress.describe('The account that locked.'),
        hotkey: accountAddress.describe('The hotkey that it is locked on.'),
        netuid: netuid.describe('Number of the subnet.'),
        name: words.describe('What the owner of the subnet calls it on the chain; empty: nothing.'),
        symbol: words.describe('The sign of its alpha; empty: the subnet is gone.'),
        now: z.strictObject(held).nullable().describe('After the latest snapshot; null: nothing is locked any more.'),
        trail: z
          .array(sight)
          .describe(
            'What snapshots showed, oldest first: the first and the last of each time in which the chain wrote nothing anew; at most 100.',
          ),
      }),
    )
    .describe('Those that are there, by subnet; then those that are gone, by subnet.'),
  next,
  total: count.describe('How many there are in all.'),
})
export type LocksValue = z.infer<typeof locksValue>
