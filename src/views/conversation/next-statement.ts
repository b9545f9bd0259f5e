import * as z from 'zod'
import type { BallotBox } from '../../folds/conversation/ballots.ts'
import type { Conversation, Statement } from '../../folds/register.ts'
import { sha256, utf8 } from '../../log/bytes.ts'
import type { Address } from '../../log/ss58.ts'
import { random } from '../../math/random.ts'
import type { RecordId } from '../../records/ids.ts'
import { Refusal } from '../../records/refusals.ts'
import { accountAddress, conversationId, idList } from '../params.ts'
import type { View } from '../view.ts'
import { routing } from './routing.ts'

interface Params {
  conversation: RecordId
  account?: Address | undefined
  seen?: RecordId[] | undefined
}

export interface NextStatement {
  /** null: nothing is left to vote on. */
  statement: { id: RecordId; body: string; imported: number | null; author: Address | null } | null
  /** Statements left, this one included, of all that can be voted on. */
  remaining: number
  total: number
}

/**
 * Which statement to show next: a lottery among those that the account has not voted on, in which a statement has a weight
 * by its routing priority. The seed is made from account, conversation and the number of statements seen, so the same
 * question has the same answer for everybody, and the next question another.
 */
export const nextStatement: View<Params, null, NextStatement> = {
  name: 'next-statement',
  version: 1,
  title: 'Next statement',
  summary:
    'The statement that an account is shown next: drawn by lot among those it has not seen, with more weight on statements that have few votes, little passing and a strong pull on the map.',
  params: z.strictObject({
    conversation: conversationId,
    account: accountAddress.optional().describe('Whose votes count as seen.').meta({ own: true }),
    seen: idList
      .optional()
      .describe('Statements that are not to come, by their ids with commas between them.')
      .meta({ own: true }),
  }),

  // The base folds hold all of it.
  start: () => null,
  step: () => undefined,

  finish(_state, { conversation: id, account, seen = [] }, { register, ballots }) {
    const conversation = register.conversations.get(id)
    if (!conversation)
      return new Refusal('conversation-unknown', `The log has no conversation ${id}: look for it among all of them.`)
    const open = conversation.statements.filter(({ moderated }) => !moderated)
    const done = new Set<number>(votedOn(ballots, id, account))
    for (const each of seen) addSeen(done, register.statements.get(each), conversation)
    const left = open.filter(({ position }) => !done.has(position))
    const drawn = draw(left, () => routing(conversation, ballots.get(id) ?? null), seedOf(account, id, done.size))
    return { statement: drawn && describe(drawn), remaining: left.length, total: open.length }
  },
}

/** Positions of the statements that the account votes on. */
function votedOn(ballots: BallotBox, conversation: RecordId, account: Address | undefined): Iterable<number> {
  const own = ballots.get(conversation)
  const number = account === undefined ? undefined : own?.numbers.get(account)
  return number === undefined ? [] : own!.held[number]!.keys()
}

function addSeen(done: Set<number>, statement: Statement | undefined, conversation: Conversation): void {
  if (statement?.conversation === conversation) done.add(statement.position)
}

/** Eight 32-bit words. */
function seedOf(account: Address | undefined, conversation: RecordId, seen: number): number[] {
  const { buffer, byteOffset } = sha256(utf8(`${account ?? ''}\n${conversation}\n${seen}\n`))
  const words = new DataView(buffer, byteOffset)
  return Array.from({ length: 8 }, (_, i) => words.getUint32(i * 4))
}

/** One of them, each with its weight; null of none. */
function draw(left: Statement[], weigh: () => Float64Array, seed: number[]): Statement | null {
  if (left.length < 2) return left[0] ?? null
  const weights = weigh()
  const total = left.reduce((sum, { position }) => sum + weights[position]!, 0)
  let at = random(...seed).unit() * total
  for (const each of left) {
    at -= weights[each.position]!
    if (at < 0) return each
  }
  // Rounding may leave a crumb behind the last one.
  return left.at(-1)!
}

function describe({ id, body, imported, author }: Statement): NonNullable<NextStatement['statement']> {
  return { id, body, imported, author }
}
