/** The shape that the view about one privileged call publishes. */

import * as z from 'zod'
import { actWords } from '../../../records/chain/act.ts'
import { stances } from '../../../records/people/position.ts'
import { actRow, proposalSummary } from '../../chain/values/acts.ts'
import { outline } from '../../chain/values/called.ts'
import { latestSnapshot, named } from '../../chain/values/named.ts'
import { accountAddress, block, count, index, ms, recordId, words } from '../../fields.ts'
import { roleCount } from './opinions.ts'

const held = z.strictObject({
  by: named.describe('The signatory.'),
  stance: z.enum(stances).nullable().describe('Where they stand, 1 no to 7 yes, or depends; null: they have not said.'),
  index: index.nullable().describe('Place of that position in the log; null: there is none.'),
  ms: ms.nullable().describe('When the log admitted it, Unix milliseconds; null: there is none.'),
})

const question = z.strictObject({
  id: recordId.describe('Id of the question.'),
  index: index.describe('Place of the record in the log.'),
  title: words.describe('The question.'),
  precedents: words.nullable().describe('What happened elsewhere; null: not said.'),
  touches: z.array(words).describe('Pallets and calls by which it is touched.'),
  positions: z.array(held).describe('Where the signatories stand on it, each person once.'),
})

const statement = z.strictObject({
  id: recordId.describe('Id of the statement.'),
  body: words.describe('What it says.'),
  agree: count.describe('Votes that agree.'),
  disagree: count.describe('Votes that disagree.'),
  pass: count.describe('Votes that pass.'),
})

const conversation = z.strictObject({
  id: recordId.describe('Id of the conversation.'),
  title: words.describe('Its title.'),
  author: accountAddress.describe('Who began it.'),
  operator: z.boolean().describe('Whether the operator of the log began it.'),
  closes: ms.nullable().describe('Unix milliseconds; null: open for ever.'),
  statements: count.describe('Statements that can be voted on.'),
  participants: count.describe('Accounts that voted.'),
  votes: count.describe('Their votes.'),
  hidden: z.boolean().describe('Whether the totals are kept back at present.'),
  leading: z
    .array(statement)
    .describe('The statements with the most votes, at most three; none while totals are kept back.'),
})
export type TalkRow = z.infer<typeof conversation>

export const proposalValue = z.strictObject({
  now: ms.describe('Time of the latest entry of the log, Unix milliseconds.'),
  source: latestSnapshot,
  proposal: proposalSummary.describe('The call.'),
  recorded: z
    .strictObject({
      what: z.enum(actWords).describe('What was done.'),
      calls: words.nullable().describe('Names of what is called; null: it did not show them.'),
      block: block.describe('Number of the block.'),
    })
    .describe('What the record says that names it; an opinion on it repeats that in words.'),
  signatories: z.array(named).describe('Who may approve, as far as a step has shown it.'),
  ...outline,
  steps: z.array(actRow).describe('What was done about it, in the order of the chain; at most 500.'),
  consequences: z
    .array(actRow)
    .describe('What else the extrinsic did that decided it: a key or a runtime that it changed; at most 50.'),
  took: z
    .strictObject({
      blocks: count.describe('Blocks from its beginning to the decision.'),
      ms: ms.nullable().describe('The same in milliseconds; null: a time is not known.'),
    })
    .nullable()
    .describe('How long it was pending; null: it still is, or it never was.'),
  questions: z.array(question).describe('Standing questions that it touches, those of the operator first; at most 20.'),
  conversations: z.array(conversation).describe('What is talked about it, those of the operator first; at most 20.'),
  before: z
    .array(roleCount)
    .describe('What people thought of it before the decision, by role; while it is pending, now.'),
  after: z.array(roleCount).describe('What people say of it since the decision, by role; empty while it is pending.'),
})
export type ProposalValue = z.infer<typeof proposalValue>
