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

export const severity = z.enum(['notable', 'large', 'very-large'])
export type Severity = z.infer<typeof severity>

export const movementState = z.enum(['unexplained', 'announced', 'explained', 'disputed', 'not-attributable'])

const opens = z.strictObject({
  index: index.describe('Place of the announcement in the log.'),
  ms: ms.describe('When the log admitted it, Unix milliseconds.'),
  fits: z.boolean().describe('The words are the ones that were fixed.'),
  before: z.boolean().describe('They were fixed before the movement began.'),
})

const ratings = z.strictObject({
  explains: count.describe('People who found that it explains.'),
  partly: count.describe('People who found that it explains in part.'),
  doesNot: count.describe('People who found that it does not.'),
})

const raters = count.describe('People who rated.')

const basis = z.discriminatedUnion('rule', [
  z.strictObject({
    rule: z.literal('bridging').describe('The bridging model over all ratings.'),
    raters,
    intercept: z.number().describe('How helpful it is beyond what sides people stand on.'),
    factor: z.number().describe('How much of its rating follows from sides.'),
  }),
  z.strictObject({
    rule: z.literal('both-sides').describe('Both sides of the largest opinion map.'),
    raters,
    mean: z.number().describe('Geometric mean over both sides, 0 to 1.'),
  }),
])

/** What somebody said about a movement, and whether people who usually disagree find that it explains it. */
export const explanation = saidRef.extend({
  text: words.describe('The explanation.'),
  role: z
    .enum(['owner', 'receiver', 'other'])
    .describe('Whose it is: of whoever moved it, of whoever has it now, or of somebody else.'),
  opens: opens.nullable().describe('The announcement that it opens.'),
  ratings: ratings.describe('People who said each.'),
  standing: z
    .enum(['stands', 'does-not-stand', 'open'])
    .describe('Whether people who usually disagree find that it explains; open: too few of them have said.'),
  basis: basis.nullable().describe('How that was found; null: too few ratings.'),
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

export const movement = z.strictObject({
  id: recordId.nullable().describe('The record that points at it; null while there is none.'),
  index: index.nullable().describe('Place of that record in the log.'),
  what: z
    .enum(['transfer', 'stake', 'unstake', 'redelegation', 'swap', 'handover', 'hotkey-swap', 'coldkey-swap'])
    .describe('What it is, from its first source to its last destination.'),
  from: named.describe('The entity that moved it.'),
  to: named.nullable().describe('The entity that has it now, when that is another.'),
  hotkey: accountAddress.nullable().describe('Hotkey that it left.'),
  toHotkey: accountAddress.nullable().describe('Hotkey where it is now.'),
  netuid: netuid.nullable().describe('Subnet that it left.'),
  toNetuid: netuid.nullable().describe('Subnet where it is now.'),
  amount: rao.describe('In rao of TAO.'),
  share: share.describe('Of all TAO, as a fraction.'),
  first: block.describe('Block of its first step.'),
  block: block.describe('Block of its last step.'),
  at: ms.describe('Time of the snapshot that covers it, Unix milliseconds.'),
  because: z
    .enum(['issuance', 'habit', 'power', 'price'])
    .describe('Why it is shown: a share of all TAO; beyond what it usually moves; a majority; the price of a subnet.'),
  severity: severity.describe('How large it is.'),
  state: movementState.describe('What whoever it belongs to said about it, and whether that stands.'),
  explanations: z.array(explanation).describe("What was said about it, the owner's first."),
  announced: announced.nullable().describe('The announcement in force when it began.'),
  begun: ms.describe('Time of its first block as the pace of blocks gives it, Unix milliseconds.'),
  flows: hash.describe('SHA-256 of the flows.'),
  rows: z.array(count).describe('Rows of the flows that it consists of.'),
  steps: z.array(step).describe('Steps of the same money, such as unstake, transfer, stake.'),
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
  threshold: rao.describe('What an amount had to reach, of issuance: in rao of TAO.'),
  movements: z.array(movement).describe('Latest first.'),
  next,
  total: count.describe('How many there are in all.'),
  unfounded: z.array(unfounded).describe('Movement records for which the evidence shows no such movement.'),
  gaps: z.array(gap).describe('Blocks between snapshots that no flows cover.'),
})
export type MovementsValue = z.infer<typeof movementsValue>
