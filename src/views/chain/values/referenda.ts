/** The shapes that the views about referenda publish. */

import * as z from 'zod'
import { referendumStates } from '../../../folds/chain/referenda.ts'
import { referendumSteps } from '../../../records/chain/referendum.ts'
import { block, count, index, ms, next, recordId, words } from '../../fields.ts'
import { called, outline } from './called.ts'
import { latestSnapshot, named } from './named.ts'

/** Collectives as snapshots call them. */
export const collectiveNames = ['proposers', 'triumvirate', 'economic', 'building', 'economic-eligible'] as const
const collectiveName = z.enum(collectiveNames)

const collective = z.strictObject({
  name: collectiveName.describe('Which collective.'),
  members: count.describe('Its members in the latest snapshot; 0: it is not populated.'),
})

const clock = z.strictObject({
  closes: block.describe('Block at which it ends at the latest.'),
  enacts: block.nullable().describe('Block at which its call is carried out as the votes stand; null: not by itself.'),
  pass: count.nullable().describe('Votes for it that pass it; null: the track has no such rule.'),
  hasten: count.nullable().describe('Votes for it that carry it out at once; null: the track has no such rule.'),
  stop: count.nullable().describe('Votes against it that stop it; null: the track has no such rule.'),
})

const tally = z.strictObject({
  ayes: count.describe('Votes for it.'),
  nays: count.describe('Votes against it.'),
  voters: count
    .nullable()
    .describe('How many may vote, each person once, as the chain or else the latest snapshot says; null: not known.'),
})

const moment = z.strictObject({
  index: index.describe('Place of the record in the log.'),
  block: block.describe('Number of the block.'),
  at: ms.nullable().describe('Its time, Unix milliseconds; null: it does not say.'),
})

export const referendumRow = z.strictObject({
  referendum: count.describe('Its number on the chain.'),
  id: recordId.describe('The record that names it: the first in the log of its steps.'),
  index: index.describe('Place of that record in the log.'),
  state: z
    .enum(referendumStates)
    .describe('open: voted on; delegated: another decides on; failed: carried out without effect.'),
  track: count.nullable().describe('Number of its track; null: not told.'),
  voting: z.array(collectiveName).describe('Collectives whose members vote on it; empty on a track that is not known.'),
  proposer: named.nullable().describe('Who submitted it; null: not told.'),
  calls: z.array(called).describe('The first call that holds no other; none where it is not known.'),
  moreCalls: count.describe('How many more there are that hold no others.'),
  whole: z.boolean().describe('Whether its beginning was seen; without it earlier votes may be unknown.'),
  begun: moment.describe('Its first step that was seen.'),
  decided: moment.nullable().describe('The step that decided it; null: it is open.'),
  enacted: moment.nullable().describe('The step that tells that its call was carried out; null: it was not.'),
  error: words.nullable().describe('Code of what kept its call from taking effect; null: nothing, or not carried out.'),
  tally: tally.describe('The votes as they stand.'),
  clock: clock.nullable().describe('What happens when, by the rules of the design; null: not open, or not known.'),
  review: count.nullable().describe('Number of the referendum that decides on; null: none does.'),
  parent: count.nullable().describe('Number of the one that it decides on; null: it is none.'),
  opened: z.boolean().describe('Whether the operator has begun a conversation about it, or about its parent.'),
})
export type ReferendumRow = z.infer<typeof referendumRow>

const electorate = {
  source: latestSnapshot,
  block: block.nullable().describe('The latest block that is known: of a snapshot or of a step; null: none is.'),
  collectives: z
    .array(collective)
    .describe('The collectives of the chain, populated or not; empty while nothing shows that it has any.'),
}

export const referendaValue = z.strictObject({
  ...electorate,
  rows: z.array(referendumRow).describe('Open ones first, then the latest.'),
  next,
  total: count.describe('How many there are in all.'),
  open: count.describe('How many of all are open.'),
})
export type ReferendaValue = z.infer<typeof referendaValue>

const voter = z.strictObject({
  by: named.describe('The voter.'),
  bodies: z
    .array(collectiveName)
    .describe('The voting collectives that have it as a member in the latest snapshot; several count once.'),
  vote: z.enum(['aye', 'nay']).nullable().describe('What it says now; null: it has not voted.'),
  block: block.nullable().describe('Block of its vote; null: it has not voted.'),
})

const step = z.strictObject({
  id: recordId.describe('Id of the record.'),
  index: index.describe('Place of the record in the log.'),
  what: z.enum(referendumSteps).describe('What happened.'),
  block: block.describe('Number of the block.'),
  event: count.describe('Place in the block of the event that tells it.'),
  at: ms.nullable().describe('Its time, Unix milliseconds; null: it does not say.'),
  by: named.nullable().describe('Who submitted it or voted; null: nobody did.'),
  vote: z.enum(['aye', 'nay']).nullable().describe('Of who voted.'),
  tally: tally.nullable().describe('The votes after it; null: it changes none.'),
  error: words.nullable().describe('Code of what kept the call from taking effect; null: nothing.'),
})

const talk = z.strictObject({
  id: recordId.describe('Id of the conversation.'),
  title: words.describe('Its title.'),
  statements: count.describe('Statements that can be voted on.'),
})

export const referendumValue = z.strictObject({
  ...electorate,
  row: referendumRow.describe('The referendum.'),
  ...outline,
  both: count.describe('Members of several of its collectives, who have one vote each.'),
  voters: z.array(voter).describe('Who may vote or has voted, who voted first before the others; at most 200.'),
  conversations: z
    .array(talk)
    .describe('Conversations about it, or about the one that it decides on, in the order of the log; at most 20.'),
  steps: z.array(step).describe('What happened in it, in the order of the chain; the latest 500.'),
})
export type ReferendumValue = z.infer<typeof referendumValue>
