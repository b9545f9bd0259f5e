import * as z from 'zod'
import { accountAddress, count, netuid, rao, share } from '../../fields.ts'
import { latestSnapshot, named } from './named.ts'

export const ruleName = z.enum([
  'sudo',
  'triumvirate',
  'senate',
  'review-pass',
  'review-cancel',
  'stake-half',
  'stake-two-thirds',
])

export const ruleStatus = z.enum(['in-force', 'proposed'])

/** What a rule asks for, as far as it is not in its name. */
export const ruleTerms = z.strictObject({
  threshold: count.nullable().describe('Keys or seats that are needed, where the rule says how many.'),
  of: count.nullable().describe('How many there are of them.'),
  percent: count.nullable().describe('Share of the seats that is needed, in percent, where the rule says one.'),
})
export type RuleTerms = z.infer<typeof ruleTerms>

/** One player of a rule. */
export const player = named.extend({
  weight: rao.describe('What it counts for, in the unit of the rule.'),
  share: share.describe('Of all there is, as a fraction.'),
  banzhaf: share.describe('Probability to turn a loss into a win when the others vote at random.'),
  banzhafShare: share.describe('Its share of all such turns, as a fraction.'),
  shapley: share.describe('Shapley-Shubik index: how often it turns the outcome over all orders of joining.'),
  veto: z.boolean().describe('Nothing passes without it.'),
})
export type Player = z.infer<typeof player>

const accounts = z.array(accountAddress).nullable()

const others = z.strictObject({
  count: count.describe('How many they are.'),
  weight: rao.describe('What they weigh together, in the unit of the rule.'),
})

const fewest = z.strictObject({
  pass: count.nullable().describe('To pass; null: all together do not reach it.'),
  block: count.nullable().describe('To block; null: it cannot pass.'),
})

/** A rule in force, or one that is proposed. */
export const rule = z.strictObject({
  rule: ruleName.describe('Which rule.'),
  terms: ruleTerms.describe('What it asks for.'),
  status: ruleStatus.describe('in-force: the chain decides by it; proposed: filled as it would be now.'),
  unit: z.enum(['keys', 'seats', 'rao']).describe('What a player counts for: a key, a seat, or rao of stake.'),
  quota: rao.describe('Needed to pass, in the unit.'),
  total: rao.describe('All there is, in the unit.'),
  players: z.array(player).describe('Largest first, at most 64; the power of these is counted with all others.'),
  others: others.describe('Players that are not listed because they are small; each was counted.'),
  canPass: accounts.describe('The fewest that can pass it, largest first, at most 64; null: nobody can.'),
  canBlock: accounts.describe('The fewest that can block it, largest first, at most 64; null: nobody needs to.'),
  fewest: fewest.describe('How many those are.'),
  margin: z
    .number()
    .nullable()
    .describe(
      'How much more than is needed the fewest that can pass have, as a fraction of what is needed; null: nobody can pass.',
    ),
  unknown: z
    .enum(['signatories-not-seen'])
    .nullable()
    .describe('signatories-not-seen: the key may be a multisig whose signatories no call has shown.'),
})
export type Rule = z.infer<typeof rule>

const seatOf = named.extend({
  amount: rao.nullable().describe('Stake on its hotkeys on root, in rao of TAO; null in the building collective.'),
  netuid: netuid.nullable().describe('Its subnet with the highest price; null in the economic collective.'),
})

const rotation = z.strictObject({
  body: z
    .enum(['economic', 'building'])
    .describe('economic: the most stake on hotkeys on root; building: owners of subnets by the price of their alpha.'),
  seats: z.array(seatOf).describe('Who would sit there, the first by rank first.'),
})

export const powerValue = z.strictObject({
  source: latestSnapshot,
  rules: z.array(rule).describe('Rules in force, then those that are proposed.'),
  rotation: z.array(rotation).describe('The collectives of the proposal as they would be filled from this snapshot.'),
})
export type PowerValue = z.infer<typeof powerValue>
