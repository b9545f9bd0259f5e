import * as z from 'zod'
import { block, count, index, ms, next, rao, share, words } from '../../fields.ts'
import { issuanceCheck, latestSnapshot, level, rolesLeftOut } from './named.ts'
import { ruleName } from './power.ts'

const nakamoto = z.strictObject({
  third: count.describe('More than a third.'),
  half: count.describe('More than half.'),
  twoThirds: count.describe('More than two thirds.'),
})

/** How unequally one thing is spread. */
export const spread = z.strictObject({
  holders: count.describe('Holders that have any of it.'),
  total: rao.describe('All of it, in rao of TAO.'),
  gini: z.number().describe('Gini coefficient: 0 is equal, 1 is all with one.'),
  hhi: z.number().describe('Herfindahl-Hirschman index: the sum of squared shares.'),
  effective: z.number().describe('1 / HHI: as many equal holders would be as concentrated.'),
  nakamoto: nakamoto.describe(
    'The fewest holders that together have more than this share; 0 when there is nothing to hold.',
  ),
  top10: share.describe('Share of the ten largest, as a fraction.'),
  top100: share.describe('Share of the hundred largest, as a fraction.'),
})
export type Spread = z.infer<typeof spread>

const measured = z.strictObject({
  level: level.describe('Whether accounts are joined to entities.'),
  measure: z
    .enum(['holdings', 'stake', 'weight'])
    .describe("holdings: free and own stake; stake: own stake; weight: stake on one's validators."),
  all: spread.describe('Over everybody.'),
  withoutKnown: spread.nullable().describe('Without the known accounts; null when none is among them.'),
})

const point = z.strictObject({
  block: block.describe('Number of the block.'),
  at: ms.describe('Time of the block, Unix milliseconds.'),
  index: index.describe('Place of the snapshot in the log.'),
  holdings: spread.describe('Of free TAO and own stake.'),
  weight: spread.describe('Of stake on validators.'),
  issuance: issuanceCheck,
})

const needed = z.strictObject({
  rule: ruleName.describe('Which rule.'),
  needed: count.nullable().describe('The fewest players that can pass it; null: all together do not reach it.'),
})

const genesis = z.strictObject({
  index: index.describe('Place of the record in the log.'),
  title: words.describe('What its operator calls the list.'),
  source: words.describe('Where the operator has it from.'),
  accounts: count.describe('Accounts in it.'),
  positions: count.describe('Positions of stake in it.'),
  free: rao.describe('All balances, in rao of TAO.'),
  staked: rao.describe('All stake, in rao of TAO.'),
  holdings: spread.describe('Of balances and own stake, by coldkeys with the hotkeys that they had then.'),
  weight: spread.describe('Of stake on hotkeys, by the same.'),
})

export const concentrationValue = z.strictObject({
  source: latestSnapshot,
  without: rolesLeftOut,
  spreads: z.array(measured).describe('Each measure at each level.'),
  rules: z.array(needed).describe('For each rule in force or proposed: the fewest players that can pass it.'),
  history: z.array(point).describe('Entity level, a point for each snapshot, oldest first.'),
  next,
  genesis: genesis
    .nullable()
    .describe(
      'Block 0, as a published list has it, which was not read from a node and is no snapshot; null: no list was brought in.',
    ),
})
export type ConcentrationValue = z.infer<typeof concentrationValue>
