import { expect, test } from 'vitest'
import { startChain } from '../../folds/chain.ts'
import { type BallotBox, emptyBallots } from '../../folds/conversation/ballots.ts'
import { startPeople } from '../../folds/people/state.ts'
import { type Conversation, type Ledger, startLedger } from '../../folds/register.ts'
import { type RecordId, recordId } from '../../records/ids.ts'
import { isRefusal } from '../../records/refusals.ts'
import { opinionMap } from './opinion-map.ts'

const id = recordId('a'.repeat(64))
const operator = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY' as Conversation['author']

function registerWith(more: Partial<Conversation>): Ledger {
  const register = startLedger()
  const conversation: Conversation = {
    id,
    index: 1,
    kind: 'conversation',
    author: operator,
    title: 'Who should govern?',
    description: null,
    opens: null,
    closes: null,
    add: 'anyone',
    totals: 'always',
    statements: [],
    imported: null,
    revoked: null,
    ...more,
  }
  const own = { conversation, position: 0, index: 2, author: operator, body: 'Take changes should be announced.' }
  conversation.statements.push({ ...own, id: recordId('b'.repeat(64)), imported: null, moderated: false, meta: false })
  register.conversations.set(id, conversation)
  return register
}

function oneVote(): BallotBox {
  const box = {
    ...emptyBallots(),
    voters: [operator],
    voter: [0],
    statement: [0],
    choice: [1],
    importance: [0],
    index: [3],
  }
  return new Map<RecordId, typeof box>([[id, box]])
}

test('signed votes stand under the address of their account', () => {
  const value = opinionMap.finish(
    null,
    { conversation: id },
    { register: registerWith({}), ballots: oneVote(), chain: startChain(), people: startPeople() },
  )
  expect(value).toMatchObject({
    participants: [{ key: operator, group: 0, votes: 1 }],
    statements: [{ id: 'b'.repeat(64), imported: null, groups: [{ agree: 1, disagree: 0, seen: 1 }] }],
    parameters: { mode: 'classic', votesNeeded: 7 },
  })
})

test('a conversation that nobody has voted in has an empty map', () => {
  const value = opinionMap.finish(
    null,
    { conversation: id },
    { register: registerWith({}), ballots: new Map(), chain: startChain(), people: startPeople() },
  )
  expect(value).toMatchObject({ participants: [], groups: [], statements: [{ priority: 1 }] })
})

test('totals that are kept back until the close keep the map back too', () => {
  const register = registerWith({ closes: 2000, totals: 'after-close' })
  const ask = () =>
    opinionMap.finish(
      null,
      { conversation: id },
      { register, ballots: oneVote(), chain: startChain(), people: startPeople() },
    )
  register.ms = 1999
  expect(ask()).toMatchObject({ code: 'totals-hidden' })
  register.ms = 2000
  expect(isRefusal(ask())).toBe(false)
})

test('a conversation that is not there', () => {
  const base = { register: startLedger(), ballots: new Map(), chain: startChain(), people: startPeople() }
  expect(opinionMap.finish(null, { conversation: id }, base)).toMatchObject({ code: 'conversation-unknown' })
})

test('the parameter is the id of a conversation, and nothing else is taken', () => {
  expect(opinionMap.params.safeParse({ conversation: id }).success).toBe(true)
  for (const params of [{}, { conversation: 'x' }, { conversation: id.toUpperCase() }, { conversation: id, k: '3' }]) {
    expect(opinionMap.params.safeParse(params).success).toBe(false)
  }
})
