/** The shapes that the views about privileged calls publish. */

import * as z from 'zod'
import { proposalStates } from '../../../folds/chain/proposals.ts'
import { actWords } from '../../../records/chain/act.ts'
import { accountAddress, block, count, hash, index, ms, next, recordId, words } from '../../fields.ts'
import { latestSnapshot, named } from './named.ts'

export const proposalState = z.enum(proposalStates)

const callNames = z
  .array(words)
  .describe('Names of what is called, at most 20; none while it is known by its hash alone.')
const time = ms.nullable()

export const actRow = z.strictObject({
  id: recordId.describe('Id of the record.'),
  index: index.describe('Place of the record in the log.'),
  what: z.enum(actWords).describe('What was done.'),
  block: block.describe('Number of the block.'),
  at: time.describe('Time of the block, Unix milliseconds; null: it does not say.'),
  extrinsic: count.nullable().describe('Its place in the block; null: none caused it.'),
  event: count
    .nullable()
    .describe('Place in the block of the event that tells it; null: the state after the block shows it.'),
  by: named.nullable().describe('The account that signed; null: none is told.'),
  authority: accountAddress.nullable().describe('The privileged account; of a change of the key the one before.'),
  key: accountAddress.nullable().describe('Of a change of the key: the new one; null: there is none any more.'),
  calls: callNames,
  error: words.nullable().describe('Code of what kept the call, or a part of it, from taking effect; null: nothing.'),
  spec: count.nullable().describe('Version of a new runtime; null: there is none.'),
  until: block.nullable().describe('The block until which safe mode holds; null: it is not about that.'),
  call: recordId
    .nullable()
    .describe('The record that names the call that it is a step or a consequence of; null: there is none.'),
})
export type ActRow = z.infer<typeof actRow>

export const actsValue = z.strictObject({
  now: ms.describe('Time of the latest entry of the log, Unix milliseconds.'),
  acts: z
    .array(
      actRow.extend({
        approved: z
          .array(named)
          .describe('Of an act that decided a call of several: who had approved, in the order in which they did.'),
      }),
    )
    .describe('Latest first.'),
  next,
  total: count.describe('How many there are in all.'),
})
export type ActsValue = z.infer<typeof actsValue>

const moment = z.strictObject({
  block: block.describe('Number of the block.'),
  at: time.describe('Its time, Unix milliseconds; null: not known.'),
})

export const proposalSummary = z.strictObject({
  id: recordId.describe('The record that names it: the first in the log of its steps.'),
  index: index.describe('Place of that record in the log.'),
  state: proposalState.describe(
    'pending: waits for approvals; executed, failed, cancelled; void: the account that it was proposed for lost its power.',
  ),
  authority: accountAddress.nullable().describe('The privileged account that it is for; null: not told.'),
  key: accountAddress
    .nullable()
    .describe('The privileged key that the authority acts for as its proxy; null: it is the key itself.'),
  callHash: hash.nullable().describe('blake2b-256 of the call; null: the key alone called, without a pending phase.'),
  calls: callNames,
  moreCalls: count.describe('How many more there are.'),
  begun: moment.nullable().describe('Where its first step stands; null: not told.'),
  decided: moment.nullable().describe('Where it was decided; null: it is pending.'),
  error: words.nullable().describe('Code of what kept it, or a part of it, from taking effect; null: nothing.'),
  whole: z.boolean().describe('Whether the first step was seen; without it others may have approved before.'),
  threshold: count.nullable().describe('How many have to approve; null: one key decides, or no step has shown it.'),
  approved: z.array(named).describe('Who has approved, in the order in which they did.'),
  missing: z.array(named).describe('Who may still approve while it is pending.'),
  opened: z.boolean().describe('Whether the operator has begun a conversation about it.'),
  conversations: count.describe('Conversations about it.'),
  opinions: count.describe('Opinions on it that are in force.'),
})
export type ProposalSummary = z.infer<typeof proposalSummary>

const keyHolder = z.strictObject({
  account: accountAddress.describe('The account.'),
  holder: accountAddress
    .nullable()
    .describe(
      'The multisig that acts for it as its proxy, whose signatories these are; null: it is the account itself.',
    ),
  threshold: count
    .nullable()
    .describe('How many have to sign; null: it is one key, or nobody has seen of whom it is made.'),
  signatories: z.array(named).describe('Who may; empty where that is not known.'),
})

export const proposalsValue = z.strictObject({
  now: ms.describe('Time of the latest entry of the log, Unix milliseconds.'),
  source: latestSnapshot,
  key: keyHolder.nullable().describe('Who has privileged power now; null: nobody, or it is not known.'),
  rows: z.array(proposalSummary).describe('Pending ones first, then the latest decided.'),
  next,
  total: count.describe('How many there are in all.'),
  pending: count.describe('How many of all are pending.'),
})
export type ProposalsValue = z.infer<typeof proposalsValue>
