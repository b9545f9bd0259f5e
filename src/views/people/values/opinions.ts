import * as z from 'zod'
import { opinionStances } from '../../../records/people/opinion.ts'
import { latestSnapshot, named, saidRef, twoShares } from '../../chain/values/named.ts'
import { count, index, ms, next, recordId, words } from '../../fields.ts'
import { subjectRoles } from '../opinions/roles.ts'
import { answered } from './said.ts'

const stance = z.enum(opinionStances)

export const opinionState = z.enum(['in-force', 'expired', 'earlier-subnet'])
export type OpinionState = z.infer<typeof opinionState>

/** As the chain shows it after the latest snapshot, never as somebody says it. */
export const subjectRole = z.enum(subjectRoles)

/** A subject as text. */
export const subjectText = z.string().regex(/^(subnet:[0-9]{1,5}|[1-9A-HJ-NP-Za-km-z]{46,48}|[0-9a-f]{64})$/)

const before = z.strictObject({
  index: index.describe('Place of the record in the log.'),
  ms: ms.describe('When the log admitted it, Unix milliseconds.'),
  stance: stance.describe('What they thought.'),
})

export const opinionRow = saidRef.extend({
  subject: subjectText.describe('What it is on: subnet: with its number, an address, or the id of a record.'),
  title: words.nullable().describe('What the subject was called when it was signed; null: not said.'),
  stance: stance.describe('supports, sees both sides, or doubts.'),
  reason: words.describe('Why.'),
  change: words.describe('What would change it.'),
  until: ms.describe('Until when it holds, Unix milliseconds.'),
  state: opinionState.describe(
    'expired: `until` is past at the latest entry of the log; earlier-subnet: given before the subnet that has this number now was registered.',
  ),
  role: subjectRole.describe(
    'What the latest snapshot shows the person to be. On a subnet: its owner, with weight on it, with its alpha, or none. On an account: itself, with its stake, staking on it. On a movement: who moved.',
  ),
  band: count.describe('Bands of the ladder that the person reaches after the latest snapshot; 0: none.'),
  shares: twoShares
    .nullable()
    .describe('What is held and voted with by the latest snapshot; null: no band is reached.'),
  group: count.nullable().describe('Opinion group in the conversation that is named for the sides; null: none.'),
  earlier: z.array(before).describe('What the person thought before, oldest first: at most the latest 20.'),
  reply: answered.nullable().describe('The latest reply of whom the subject concerns; null: none.'),
})
export type OpinionRow = z.infer<typeof opinionRow>

/** How many people take a stance: counted beside one another, and never added. */
const stanceCount = z.strictObject({
  stance: stance.describe('Which stance.'),
  people: count.describe('People who take it.'),
})

export const roleCount = z.strictObject({
  role: subjectRole.describe('What the chain shows them to be.'),
  stances: z.array(stanceCount).describe('How many of them take each stance.'),
})
export type RoleCount = z.infer<typeof roleCount>

const groupCount = z.strictObject({
  group: count.describe('Number of the opinion group.'),
  stances: z.array(stanceCount).describe('How many of it take each stance.'),
})

const groupsFrom = z.strictObject({
  conversation: recordId.describe('Id of the conversation.'),
  title: words.describe('Its title.'),
})

export const opinionsValue = z.strictObject({
  now: ms.describe('Time of the latest entry of the log, Unix milliseconds.'),
  source: latestSnapshot,
  concerned: named
    .nullable()
    .describe(
      'Whom the subject concerns, as the latest snapshot shows it; null: nobody is known, or none was asked for.',
    ),
  rows: z.array(opinionRow).describe('Those in force first, by role, the latest of each first.'),
  next,
  total: count.describe('How many there are in all.'),
  byRole: z.array(roleCount).describe('Those in force on the subject that was asked for, by role.'),
  byGroup: z.array(groupCount).describe('Those in force on the subject that was asked for, by opinion group.'),
  groupsFrom: groupsFrom.nullable().describe('The conversation that the opinion groups are of; null: there are none.'),
})
export type OpinionsValue = z.infer<typeof opinionsValue>
