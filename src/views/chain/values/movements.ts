import * as z from 'zod'
import { flowKinds } from '../../../evidence/flows.ts'
import {
  accountAddress,
  block,
  count,
  hash,
  index,
  ms,
  netuid,
  next,
  rao,
  recordId,
  share,
  words,
} from '../../fields.ts'
import { latestSnapshot, named, saidRef } from './named.ts'
import { rated, sidesFrom } from './rated.ts'

export const severity = z.enum(['notable', 'large', 'very-large'])
export type Severity = z.infer<typeof severity>

export const movementState = z.enum([
  'unexplained',
  'announced',
  'explanation-open',
  'explained',
  'disputed',
  'not-attributable',
])

const opens = z.strictObject({
  index: index.describe('Place of the announcement in the log.'),
  ms: ms.describe('When the log admitted it, Unix milliseconds.'),
  fits: z.boolean().describe('The words are the ones that were fixed.'),
  before: z.boolean().describe('They were fixed before the movement began.'),
})

/** What somebody said about a movement, and whether people who usually disagree find that it explains it. */
export const explanation = saidRef.extend({
  text: words.describe('The explanation.'),
  role: z
    .enum(['owner', 'receiver', 'other'])
    .describe('Whose it is: of whoever moved it, of whoever has it now, or of somebody else.'),
  opens: opens.nullable().describe('The announcement that it opens.'),
  ...rated.shape,
})
export type Explanation = z.infer<typeof explanation>

const announced = z.strictObject({
  index: index.describe('Place of the announcement in the log.'),
  ms: ms.describe('When the log admitted it, Unix milliseconds.'),
  text: words.nullable().describe('What it says; null: it is sealed.'),
})

const step = z.strictObject({
  block: block.describe('Number of the block.'),
  extrinsic: count.nullable().describe('Its place in the block; null: none caused it.'),
  what: z.enum(flowKinds).describe('What happened.'),
  from: accountAddress.nullable().describe('Coldkey that it left.'),
  to: accountAddress.nullable().describe('Coldkey that it came to.'),
  hotkey: accountAddress.nullable().describe('Hotkey where it lay, or lies now.'),
  amount: rao.describe('In rao of TAO.'),
})

const what = z.enum(['transfer', 'stake', 'unstake', 'redelegation', 'swap', 'handover', 'hotkey-swap', 'coldkey-swap'])

/** What the record of a movement says of it; a movement may have gone on since. */
const recorded = z.strictObject({
  what: what.describe('What it is.'),
  amount: rao.describe('In rao of TAO.'),
  parts: count.nullable().describe('How many flows it adds up, where it is a sum.'),
  first: block.describe('First block.'),
  block: block.describe('Last block.'),
  from: accountAddress.describe('The coldkey that moved it.'),
  to: accountAddress.nullable().describe('The coldkey that has it now, when that is another.'),
})

export const movement = z.strictObject({
  id: recordId.nullable().describe('The record that points at it; null while there is none.'),
  index: index.nullable().describe('Place of that record in the log.'),
  recorded: recorded.nullable().describe('What that record says; an explanation repeats it in words.'),
  what: what.describe('What it is, from its first source to its last destination.'),
  from: named.describe('The entity that moved it.'),
  to: named.nullable().describe('The entity that has it now, when that is another.'),
  hotkey: accountAddress.nullable().describe('Hotkey that it left.'),
  toHotkey: accountAddress.nullable().describe('Hotkey where it is now.'),
  netuid: netuid.nullable().describe('Subnet that it left.'),
  toNetuid: netuid.nullable().describe('Subnet where it is now.'),
  amount: rao.describe('In rao of TAO: what is left after all steps, or the sum of all parts.'),
  share: share.describe('Of all TAO, as a fraction.'),
  first: block.describe('Block of its first step.'),
  block: block.describe('Block of its last step.'),
  at: ms.describe('Time of the snapshot that covers it, Unix milliseconds.'),
  because: z
    .enum(['issuance', 'habit', 'power', 'price'])
    .describe('Why it is shown: a share of all TAO; beyond what it usually moves; a majority; the price of a subnet.'),
  sum: z
    .strictObject({
      parts: count.describe('Flows that are added up.'),
      within: count.describe('Blocks within which the first of them make it large; it goes on for as long.'),
    })
    .nullable()
    .describe('Of flows that are large only together; null where the steps are those of the same money.'),
  severity: severity.describe('How large it is.'),
  state: movementState.describe('What whoever it belongs to said about it, and whether that stands.'),
  explanations: z.array(explanation).describe("What was said about it, the owner's first."),
  announced: announced.nullable().describe('The announcement in force when it began.'),
  begun: ms.describe('Time of its first block as the pace of blocks gives it, Unix milliseconds.'),
  flows: hash.describe('SHA-256 of the flows.'),
  rows: z.array(count).describe('Rows of the flows that it consists of; of a sum the first 1,000.'),
  steps: z
    .array(step)
    .describe('Steps of the same money, such as unstake, transfer, stake; or the first 50 parts of a sum.'),
})
export type Movement = z.infer<typeof movement>

const unfounded = z.strictObject({
  id: recordId.describe('Id of the record.'),
  index: index.describe('Place of the record in the log.'),
})

const gap = z.strictObject({
  first: block.describe('First block that no flows cover.'),
  last: block.describe('Last block that no flows cover.'),
})

export const movementsValue = z.strictObject({
  source: latestSnapshot,
  sidesFrom: sidesFrom
    .nullable()
    .describe('The conversation whose opinion map gives the sides that rate explanations; null: none is named.'),
  threshold: rao.describe('What an amount had to reach, of issuance: in rao of TAO.'),
  movements: z.array(movement).describe('Latest first.'),
  next,
  total: count.describe('How many there are in all.'),
  unfounded: z.array(unfounded).describe('Movement records for which the evidence shows no such movement.'),
  gaps: z.array(gap).describe('Blocks between snapshots that no flows cover.'),
})
export type MovementsValue = z.infer<typeof movementsValue>
