import * as z from 'zod'
import { accountAddress, block, count, hash, index, netuid, next, rao, words } from '../../fields.ts'
import { latestSnapshot } from './named.ts'

const unread = z.strictObject({
  pallet: words.describe('Pallet, as the chain names it.'),
  name: words.nullable().describe('Its name there; null: older evidence told the pallet alone.'),
  count: count.describe('How often it was seen.'),
  last: block.describe('Last block of the flows that saw it last.'),
})
export type UnreadOf = z.infer<typeof unread>

const storage = z.strictObject({
  pallet: words.describe('Pallet, as the chain names it.'),
  items: z.array(words).describe('Names of its items that nothing reads.'),
})

const unpriced = z.strictObject({
  netuid: netuid.describe('Number that no subnet has.'),
  positions: count.describe('Positions of stake that lie there.'),
  amount: rao.describe('Alpha in them, in rao of alpha.'),
})

const unexplained = z.strictObject({
  block: block.describe('Number of the block.'),
  extrinsic: count.nullable().describe('Its place in the block; null: none caused it.'),
  account: accountAddress.describe('Whose balance changed.'),
  way: z.enum(['came', 'left']).describe('Whether it came to the account or left it.'),
  amount: rao.describe('In rao of TAO.'),
  index: index.describe('Place of the snapshot record in the log.'),
  flows: hash.describe('SHA-256 of the flows.'),
  row: count.describe('Row of the flows.'),
})
export type UnexplainedChange = z.infer<typeof unexplained>

const counts = z.strictObject({
  events: count.describe('Kinds of event.'),
  calls: count.describe('Kinds of call.'),
  storage: count.describe('Items of storage.'),
  unexplained: count.describe('Changes of balances.'),
})

export const coverageValue = z.strictObject({
  source: latestSnapshot,
  blocks: count.describe('Blocks that flows cover.'),
  undecoded: count.describe('Blocks among them of which something did not decode.'),
  fees: rao.describe('What extrinsics of these blocks paid as fees, in rao of TAO.'),
  counts: counts.describe('How many there are in all of what the lists name.'),
  events: z.array(unread).describe('Events that nothing here reads, most frequent first.'),
  calls: z
    .array(unread)
    .describe('Calls that succeeded and of which nothing was read, most frequent first; not those that hold others.'),
  storage: z.array(storage).describe('Storage of the latest runtime that nothing here reads, by pallet.'),
  unpriced: z
    .array(unpriced)
    .describe('Stake that the chain keeps under numbers of subnets that it does not have any more: it counts nothing.'),
  unexplained: z
    .array(unexplained)
    .describe('Changes of balances that no known event explains, latest first; those of pots are left out.'),
  next,
})
export type CoverageValue = z.infer<typeof coverageValue>
