import * as z from 'zod'
import type { Ballots } from '../../folds/conversation/ballots.ts'
import {
  type Conversation,
  conversations,
  type Statement,
  totalsHidden,
} from '../../folds/conversation/conversations.ts'
import { countedVotes } from '../../folds/conversation/counted.ts'
import { hasSealed } from '../../folds/conversation/sealed.ts'
import { ledger } from '../../folds/derived.ts'
import { sha256, utf8 } from '../../log/bytes.ts'
import type { Address } from '../../log/ss58.ts'
import { shareOfAuthors } from '../../math/polis/routing.ts'
import { random } from '../../math/random.ts'
import type { RecordId } from '../../records/ids.ts'
import { Refusal } from '../../records/refusals.ts'
import { accountAddress, conversationId, idList } from '../params.ts'
import { defineView } from '../view.ts'
import { spreads } from './opinion-map/maps.ts'
import { routing } from './routing.ts'
import { type NextStatement, nextStatementValue } from './values.ts'

/**
 * Which statement to show next: a lottery among those that the account has not voted on, in which a statement has a weight
 * by its routing priority. The seed is made from account, conversation and the number of statements seen, so the same
 * question has the same answer for everybody, and the next question another.
 */
export const nextStatement = defineView({
  name: 'next-statement',
  version: 4,
  title: 'Next statement',
  summary:
    'The statement that an account is shown next: drawn by lot among those it has not seen, with more weight on statements that have few votes, little passing and a strong pull on the map, and no more than three statements’ weight for all of one author who did not begin it. While totals are hidden all weigh the same.',
  value: nextStatementValue,
  params: z.strictObject({
    conversation: conversationId,
    account: accountAddress.optional().describe('Whose votes count as seen.').meta({ own: true }),
    seen: idList
      .optional()
      .describe('Statements that are not to come, by their ids with commas between them.')
      .meta({ own: true }),
  }),

  from: { ledger, conversations, countedVotes, spreads },

  answer({ ledger, conversations, countedVotes, spreads }, { conversation: id, account, seen = [] }) {
    const conversation = conversations.all.get(id)
    if (!conversation) return new Refusal('conversation-unknown', { id })
    const { statements } = conversation
    const open = statements.filter(({ moderated }) => !moderated)
    const { signed, guests } = countedVotes(id)
    const done = new Set<number>([...votedOn(signed, account), ...votedOn(guests.ballots, account)])
    if (account !== undefined && conversation.sealed)
      for (const { id, position } of open) if (hasSealed(conversations.sealed, account, id)) done.add(position)
    for (const each of seen) {
      const statement = conversations.statements.get(each)
      if (statement?.conversation === id) done.add(statement.position)
    }
    const left = open.filter(({ position }) => !done.has(position))
    // A lottery by how people vote would tell it, ticket by ticket.
    const priorities = () =>
      totalsHidden(ledger, conversation) ? new Float64Array(statements.length).fill(1) : routing(spreads(id))
    const weigh = () => shareOfAuthors(priorities(), authorsOf(conversation))
    const drawn = draw(left, weigh, seedOf(account, id, done.size))
    return { statement: drawn && describe(drawn), remaining: left.length, total: open.length }
  },
})

/** Positions of the statements that the account votes on. */
function votedOn(ballots: Ballots | null, account: Address | undefined): Iterable<number> {
  const number = account === undefined ? undefined : ballots?.numbers.get(account)
  return number === undefined ? [] : (ballots?.held[number]?.keys() ?? [])
}

/** Number of the author of each statement; -1 for imported ones, for whoever began the conversation, and out of the lottery. */
function authorsOf({ author: host, statements }: Conversation): number[] {
  const numbers = new Map<Address, number>()
  return statements.map(({ author, moderated }) => {
    if (author === null || author === host || moderated) return -1
    const number = numbers.get(author) ?? numbers.size
    numbers.set(author, number)
    return number
  })
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
