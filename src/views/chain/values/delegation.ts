import * as z from 'zod'
import { accountAddress, block, count, index, ms, next, rao, share } from '../../fields.ts'
import { latestSnapshot, named } from './named.ts'

const since = z.strictObject({
  block: block.describe('First block of the flows that are counted.'),
  at: ms.describe('Time of the first snapshot that covers it, Unix milliseconds.'),
  index: index.describe('Place of that snapshot in the log.'),
})

const validator = named.extend({
  hotkey: accountAddress.describe('The hotkey of the validator.'),
  take: share.describe('What it takes of what its delegators earn, as a fraction.'),
  own: rao.describe('Stake of its own entity on it, in rao of TAO.'),
  delegated: rao.describe('Stake of others on it, in rao of TAO.'),
  delegators: count.describe('Coldkeys of others that put stake on it.'),
  gained: rao.describe('Stake that came in the window, in rao of TAO.'),
  lost: rao.describe('Stake that went in the window, in rao of TAO.'),
})

const shift = z.strictObject({
  from: accountAddress.nullable().describe('Hotkey that it left; null: it was not staked.'),
  to: accountAddress.nullable().describe('Hotkey that it went to; null: it is not staked any more.'),
  amount: rao.describe('In rao of TAO.'),
  coldkeys: count.describe('Coldkeys that moved it.'),
  count: count.describe('Moves that were added up.'),
})

const delegator = named.extend({
  amount: rao.describe('Its stake on the validator, in rao of TAO.'),
  share: share.describe("Of the validator's stake, as a fraction."),
})

export const delegationValue = z.strictObject({
  source: latestSnapshot,
  since: since.nullable().describe('Where counting begins; null: no flows are known.'),
  validators: z.array(validator).describe('Heaviest first.'),
  flows: z.array(shift).describe('Stake that went from validator to validator in the window, largest first.'),
  next,
  delegators: z
    .array(delegator)
    .nullable()
    .describe('Who delegates to the validator asked for, largest first; null when none was.'),
})
export type DelegationValue = z.infer<typeof delegationValue>
