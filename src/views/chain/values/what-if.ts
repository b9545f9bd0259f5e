import * as z from 'zod'
import { accountAddress, change, next, rao, share } from '../../fields.ts'
import { latestSnapshot, named } from './named.ts'
import { ruleName, ruleStatus, ruleTerms } from './power.ts'

const nakamoto = z.strictObject({
  half: change.describe('More than half.'),
  third: change.describe('More than a third.'),
})

const changedRule = z.strictObject({
  rule: ruleName.describe('Which rule.'),
  terms: ruleTerms.describe('What it asks for.'),
  status: ruleStatus.describe('Whether it is in force or proposed.'),
  pass: change.nullable().describe('The fewest that can pass it; null: nobody could or can.'),
  block: change.nullable().describe('The fewest that can block it; null: nobody needs to.'),
  players: z.array(accountAddress).describe('The fewest that could pass it then, at most 64.'),
})

const gain = named.extend({
  before: share.describe('Of all weight on validators now, as a fraction.'),
  after: share.describe('Of all weight on validators then, as a fraction.'),
})

export const whatIfValue = z.strictObject({
  source: latestSnapshot,
  moved: rao.describe('Stake that would move, in rao of TAO.'),
  gini: change.describe('Gini coefficient of weight on validators.'),
  nakamoto: nakamoto.describe('The fewest that together have more than this share of the weight.'),
  rules: z.array(changedRule).describe('Rules under which more or fewer would be needed.'),
  gains: z.array(gain).describe('Who gains and who loses weight, largest change first.'),
  next,
})
export type WhatIfValue = z.infer<typeof whatIfValue>
