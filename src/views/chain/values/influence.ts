import * as z from 'zod'
import { potKinds } from '../../../evidence/pots.ts'
import { accountAddress, block, count, netuid, next, rao, share, words } from '../../fields.ts'
import { issuanceCheck, latestSnapshot, level, named, rolesLeftOut, twoShares } from './named.ts'

/** A key of the chain that an account holds alone, or shares in a multisig. */
export const governanceKey = z.strictObject({
  key: z.enum(['sudo']).describe('sudo: the key through which privileged calls go.'),
  threshold: count.nullable().describe('Signatures that the multisig of the key needs; null: held alone.'),
  of: count.nullable().describe('Signatories of that multisig; null: held alone.'),
})
export type GovernanceKey = z.infer<typeof governanceKey>

/** A body as the chain names it, such as `root`, `senate` or `triumvirate`. */
export const seat = z.string().regex(/^[a-z]+(-[a-z]+)*$/)

const shares = twoShares.extend({
  ownStake: share.describe('Own stake, of all stake, as a fraction.'),
  delegated: share.describe('Stake that others put on its validators, of all stake, as a fraction.'),
})

const member = z.strictObject({
  account: accountAddress.describe('Address.'),
  kind: z.enum(['coldkey', 'hotkey']).describe('What kind of key it is.'),
})

const subnetWeight = z.strictObject({
  netuid: netuid.describe('Number of the subnet.'),
  share: share.describe('Of the validator weight on that subnet, as a fraction.'),
})

/** What one entity, or one account, holds and can move. */
export const influence = named.extend({
  accounts: z.array(member).describe('Coldkeys and hotkeys of an entity, the one it is named by first; at most 64.'),
  accountCount: count.describe('How many accounts it has.'),
  free: rao.describe('Free TAO, in rao.'),
  ownStake: rao.describe('Stake that it put on any validator, in rao of TAO.'),
  delegated: rao.describe('Stake that others put on its validators, in rao of TAO.'),
  weight: rao.describe('Stake on its validators, whoever put it there, in rao of TAO.'),
  shares: shares.describe('The same as fractions.'),
  subnetWeights: z
    .array(subnetWeight)
    .describe('Of the validator weight on each subnet, what its hotkeys have; the largest 16.'),
  subnetsOwned: z.array(netuid).describe('Subnets that it owns.'),
  seats: z.array(seat).describe('Bodies that it sits in.'),
  keys: z.array(governanceKey).describe('Keys that it holds or shares.'),
})
export type Influence = z.infer<typeof influence>

const relationDetail = z.strictObject({
  proxyType: words.nullable().describe('What a proxy may do, as the chain names it.'),
  delay: count.nullable().describe('Blocks that a call of the proxy waits.'),
  threshold: count.nullable().describe('Signatures that a multisig needs.'),
  of: count.nullable().describe('Signatories of the multisig.'),
  netuid: netuid.nullable().describe('Subnet on which a validator gives weight.'),
  block: block
    .nullable()
    .describe(
      'When a coldkey was swapped, or from which block on it can be: announced, and waited for; 0: the chain does not say.',
    ),
})
export type RelationDetail = z.infer<typeof relationDetail>

/** What the chain says of an account of an entity and of another account. */
export const relation = z.strictObject({
  own: accountAddress.describe('The account of the entity.'),
  other: named.nullable().describe('The other account; null where it is not known yet.'),
  how: z
    .enum([
      'proxy',
      'proxy-for',
      'signatory',
      'signatory-of',
      'child',
      'parent',
      'swap-due',
      'swapped-from',
      'swapped-to',
    ])
    .describe(
      'proxy: the other may act for it; proxy-for: it for the other; signatory: the other signs in its multisig; signatory-of: it in that of the other; child: the other takes weight from its validator; parent: gives weight to it; swap-due: its coldkey is about to be swapped; swapped-from, swapped-to: its coldkey was.',
    ),
  detail: relationDetail.describe('The figures of the relation; null where it has none of that kind.'),
})
export type Relation = z.infer<typeof relation>

const totals = z.strictObject({
  issuance: rao.describe('All TAO, in rao.'),
  free: rao.describe('Free and reserved TAO of all accounts but the pots, in rao.'),
  staked: rao.describe('All stake, in rao of TAO.'),
  delegated: rao.describe('Stake that lies on validators of others, in rao of TAO.'),
  accounts: count.describe('Accounts in the snapshot that are no pots.'),
  hotkeys: count.describe('Hotkeys among them.'),
  entities: count.describe('Entities, or accounts at that level, without those left out.'),
})

const rest = z.strictObject({
  count: count.describe('How many they are.'),
  holdings: rao.describe('Their free TAO and own stake, in rao.'),
  weight: rao.describe('Stake on their validators, in rao of TAO.'),
})

const pots = z.strictObject({
  kind: z
    .enum(potKinds)
    .describe(
      'root: stake on root; subnet: pools of subnets; baskets: escrow of root dividends; burn: burned TAO; swap: the swap pallet; crowdloan: crowdloans; orders: orders that wait; other: other pallets.',
    ),
  count: count.describe('How many accounts.'),
  amount: rao.describe('TAO in them, in rao.'),
})

export const influenceValue = z.strictObject({
  source: latestSnapshot,
  level: level.describe('Whether accounts are joined to entities.'),
  without: rolesLeftOut,
  totals: totals.describe('Sums over the whole snapshot.'),
  issuance: issuanceCheck.nullable().describe('Where all TAO lies, each part once; null before the first snapshot.'),
  pots: z
    .array(pots)
    .describe('Accounts of pallets, to which nobody has a key, by what they are for; they are among no other figure.'),
  rows: z.array(influence).describe('Ordered by the larger of the two shares, of all TAO and of all stake that votes.'),
  next,
  relations: z
    .array(relation)
    .nullable()
    .describe('Of the entity that was asked for; null when none was. At most 200.'),
  rest: rest.describe('What the rows leave out.'),
})
export type InfluenceValue = z.infer<typeof influenceValue>
