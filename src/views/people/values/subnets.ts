import * as z from 'zod'
import { spread } from '../../chain/values/concentration.ts'
import { latestSnapshot, named } from '../../chain/values/named.ts'
import { accountAddress, block, count, index, ms, netuid, next, rao, share, words } from '../../fields.ts'
import { roleCount } from './opinions.ts'

/** What every view says of a subnet. */
export const subnetSummary = z.strictObject({
  netuid: netuid.describe('Its number; numbers are given again.'),
  name: words.describe('What its owner calls it on the chain; nobody checks it. Empty: nothing.'),
  symbol: words.describe('The sign of its alpha.'),
  owner: named.nullable().describe('The person that the owner belongs to; null: nobody owns it.'),
  price: rao.describe('Price of one alpha, in rao of TAO.'),
  pool: rao.describe('TAO in its pool, in rao.'),
  registered: z
    .strictObject({
      block: block.describe('Block in which it was registered.'),
      at: ms.describe('When that was, as the pace of blocks gives it, Unix milliseconds.'),
    })
    .describe('Since when it has this number.'),
  holders: count.describe('Entities that hold its alpha.'),
  top10: share.describe('Share of its alpha that the ten largest hold, as a fraction.'),
  validators: count.describe('Entities with weight on it.'),
  opinions: count.describe('Opinions on it that are in force.'),
})
export type SubnetSummary = z.infer<typeof subnetSummary>

/** Where one subnet stands when the chain looks for one to remove. */
const subnetPruning = z.strictObject({
  movingPrice: rao.describe(
    'The moving price of its alpha by which the chain orders them, in rao of TAO, rounded down.',
  ),
  place: count
    .nullable()
    .describe('Its place among those that may be removed, 1 for the next; null: it may not be yet.'),
  immuneUntil: block.nullable().describe('The first block in which it may be removed; null: it may be now.'),
})
export type SubnetPruning = z.infer<typeof subnetPruning>

const pruningRule = z.strictObject({
  limit: count.describe('How many subnets there may be beside root: only beyond that one is removed.'),
  count: count.describe('How many there are.'),
  immunityPeriod: count.describe('For so many blocks after its registration a subnet is not removed.'),
  removable: count.describe('How many may be removed.'),
  next: netuid.nullable().describe('The one that would be removed next; null: none may be.'),
})

const ofSubnet = subnetPruning
  .nullable()
  .describe('Where it stands when the chain looks for a subnet to remove; null: root, or the snapshot does not say.')
const ofAll = pruningRule
  .nullable()
  .describe('Which subnet a new registration would remove, by the rule of the chain; null: the snapshot does not say.')

export const subnetsValue = z.strictObject({
  now: ms.describe('Time of the latest entry of the log, Unix milliseconds.'),
  source: latestSnapshot,
  pruning: ofAll,
  rows: z.array(subnetSummary.extend({ pruning: ofSubnet })).describe('By the TAO in the pool, the most first.'),
  next,
  total: count.describe('How many there are in all.'),
})
export type SubnetsValue = z.infer<typeof subnetsValue>

const holder = named.extend({
  alpha: rao.describe('What it holds, in rao of the alpha of the subnet.'),
  tao: rao.describe('The same at the price of the block, in rao of TAO.'),
  share: share.describe('Of all alpha that is somebody’s, as a fraction.'),
})

const validator = named.extend({
  share: share.describe('Of all weight on the subnet, as a fraction.'),
})

const lock = named.extend({
  hotkey: accountAddress.describe('The hotkey that it is locked on.'),
  alpha: rao.describe(
    'What is locked at the block of the snapshot, in rao of the alpha of the subnet; where `conviction` is null as the chain last wrote it, not decayed since.',
  ),
  conviction: rao
    .nullable()
    .describe('Its conviction at that block, in rao of alpha; null: a snapshot of the older recipe does not say.'),
  perpetual: z.boolean().nullable().describe('Whether it stays, or decays; null: not said.'),
  since: block.nullable().describe('Block in which the chain last wrote it; null: not said.'),
})

const moment = z.strictObject({
  block: block.describe('Number of the block.'),
  at: ms.describe('When that is, as the pace of blocks gives it, Unix milliseconds.'),
})

const race = z.strictObject({
  eligible: rao.describe(
    'Alpha outside the pool without what the protocol holds and what was burned, in rao of alpha.',
  ),
  needed: rao
    .nullable()
    .describe('The least conviction that takes the subnet: more than 18 % of that; null: no alpha is eligible.'),
  old: moment.describe('From when on the subnet is old enough: 2,629,800 blocks after it was registered.'),
  enforced: z
    .enum(['seen', 'unknown'])
    .describe(
      'seen: flows in this log show that a subnet changed hands by conviction; unknown: none does, and no storage says whether the chain acts by the rule.',
    ),
  leader: accountAddress.nullable().describe('The hotkey with the most conviction now; null: none has any.'),
  takeover: moment
    .extend({ hotkey: accountAddress.describe('The hotkey that takes the subnet.') })
    .nullable()
    .describe('When the subnet first leaves its owner if nobody locks or unlocks more; null: not within four years.'),
  rows: z
    .array(
      named.extend({
        hotkey: accountAddress.describe('The hotkey that the locks are on; the row is named by who owns it.'),
        isOwners: z.boolean().describe('Whether the owner of the subnet owns it.'),
        locked: rao.describe('What is locked on it, in rao of alpha.'),
        conviction: rao.describe('Conviction of all of it, in rao of alpha.'),
        ofNeeded: share.nullable().describe('How much of what is needed that is, as a fraction; null: nothing is.'),
        reaches: moment
          .nullable()
          .describe('When its conviction is what is needed if nothing changes; null: not within four years.'),
      }),
    )
    .describe('Hotkeys with locks on them, the most conviction first; at most 24.'),
  others: count.describe('Further hotkeys with less.'),
})

const identity = z.strictObject({
  url: words.describe('A page.'),
  description: words.describe('What it is.'),
  github: words.describe('Where its source stands.'),
  discord: words.describe('Where one can talk to its owner.'),
})

const since = z.strictObject({
  how: z
    .enum(['changed', 'registered', 'seen'])
    .describe(
      'changed: in this block it became theirs; registered: the subnet was registered then, and no other owner was seen since; seen: the first snapshot that shows them, who may have owned it before.',
    ),
  block: block.describe('Number of the block.'),
  at: ms.describe('When that was, as the pace of blocks gives it, Unix milliseconds.'),
  index: index.describe('Place of the snapshot that shows it.'),
})

export const subnetValue = z.strictObject({
  now: ms.describe('Time of the latest entry of the log, Unix milliseconds.'),
  source: latestSnapshot,
  subnet: subnetSummary.describe('The subnet.'),
  identity: identity
    .nullable()
    .describe('What its owner says of it on the chain beside its name, shortened; nobody checks it. null: nothing.'),
  rule: ofAll,
  pruning: ofSubnet,
  ownerAccount: accountAddress.nullable().describe('The account that owns it; null: none.'),
  ownerHotkey: accountAddress.nullable().describe('The hotkey of the owner; null: none is set.'),
  ownerSince: since.nullable().describe('Since when the owner owns it; null: nobody owns it.'),
  alphaIn: rao.describe('Alpha in its pool, in rao of alpha.'),
  alphaOut: rao.describe('Alpha outside its pool, in rao of alpha.'),
  spread: spread
    .extend({ total: rao.describe('All of it, in rao of the alpha of the subnet.') })
    .describe('How unequally its alpha is held.'),
  inPots: rao.describe('Alpha that lies with pots, which are nobody, in rao of alpha.'),
  locked: rao.describe('Alpha that is locked, in rao of alpha.'),
  holders: z.array(holder).describe('Who holds its alpha, the largest first.'),
  validators: z.array(validator).describe('Who has weight on it, the largest share first.'),
  locks: z.array(lock).describe('Who locked alpha on it, the most first.'),
  next,
  totals: z
    .strictObject({
      holders: count.describe('How many hold.'),
      validators: count.describe('How many have weight.'),
      locks: count.describe('How many locks there are.'),
    })
    .describe('How long each list is in all.'),
  lockRates: z
    .strictObject({
      unlock: count.describe('Blocks in which a lock that does not stay falls to 1/e.'),
      maturity: count.describe('Blocks in which conviction comes as near to what is locked.'),
    })
    .nullable()
    .describe('How fast locks change; null: the snapshot does not say.'),
  race: race
    .nullable()
    .describe(
      'Who would own the subnet by conviction; null: the snapshot does not say what the chain adds up of locks.',
    ),
  byRole: z.array(roleCount).describe('Opinions in force, by what the chain shows their authors to be there.'),
})
export type SubnetValue = z.infer<typeof subnetValue>
