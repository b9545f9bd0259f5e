import * as z from 'zod'
import { backings } from '../../../folds/chain/snapshots.ts'
import { saidRef } from '../../chain/values/named.ts'
import { accountAddress, block, count, index, ms, netuid, next, rao, words } from '../../fields.ts'
import { answered } from './said.ts'

export const keeping = z.enum(['kept', 'not-kept', 'not-yet-testable', 'disputed'])
export type Keeping = z.infer<typeof keeping>

const account = accountAddress.describe('The account that it is about.')
const most = count.describe('At most so much, in hundredths of a per cent.')

/** Something about the chain that is true or not after a block. */
const predicate = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('take').describe('What a hotkey takes.'), account, most }),
  z.strictObject({ what: z.literal('influence').describe('Share of influence of the entity.'), account, most }),
  z.strictObject({
    what: z.literal('stake').describe('Stake of the entity.'),
    account,
    least: rao.describe('At least so much, in rao of TAO.'),
  }),
  z.strictObject({
    what: z.literal('lock').describe('What the entity has locked on a subnet.'),
    account,
    netuid: netuid.describe('Number of the subnet.'),
    least: rao.describe('At least so much, in rao of the alpha of the subnet.'),
  }),
  z.strictObject({
    what: z.literal('owner').describe('Who owns a subnet.'),
    account,
    netuid: netuid.describe('Number of the subnet.'),
  }),
])
export type SaidPredicate = z.infer<typeof predicate>

/** What a snapshot shows of it. */
const shown = z.union([
  z.strictObject({ share: count.describe('In hundredths of a per cent.') }),
  z.strictObject({ rao: rao.describe('In rao of TAO.') }),
  z.strictObject({ alpha: rao.describe('In rao of the alpha of the subnet.') }),
  z.strictObject({ account: accountAddress.nullable().describe('The owner; null: nobody owns it.') }),
])
export type ShownValue = z.infer<typeof shown>

const last = z.strictObject({
  block: block.describe('Number of the block.'),
  index: index.describe('Place of the snapshot in the log.'),
  value: shown.describe('What it shows.'),
})

const broken = last.extend({
  at: ms.describe('Time of the block, Unix milliseconds.'),
  backed: z
    .enum(backings)
    .describe('How it is known, as of a snapshot; disputed also where another observer found something else.'),
})

export const commitment = saidRef.extend({
  kind: z.enum(['promise', 'position']).describe('What kind of record says it.'),
  predicate: predicate.describe('What the chain should show.'),
  text: words.nullable().describe('In their own words; null: not said.'),
  until: ms.nullable().describe('When it ends, Unix milliseconds; null: never.'),
  state: keeping.describe(
    'kept at every snapshot since; not-kept at one; not-yet-testable: no snapshot since; disputed: the evidence or whoever said it says otherwise.',
  ),
  checked: count.describe('Snapshots that were looked at.'),
  last: last.nullable().describe('The last of them; null: none.'),
  broken: broken.nullable().describe('The first snapshot that shows otherwise; null: none does.'),
  answer: answered.nullable().describe('What whoever said it says to it; null: nothing.'),
})
export type Commitment = z.infer<typeof commitment>

export const commitmentsValue = z.strictObject({
  now: ms.describe('Time of the latest entry of the log, Unix milliseconds.'),
  rows: z.array(commitment).describe('Latest first.'),
  next,
  total: count.describe('How many there are in all.'),
})
export type CommitmentsValue = z.infer<typeof commitmentsValue>
