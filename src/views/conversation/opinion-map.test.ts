import { expect, test } from 'vitest'
import { type BallotBox, emptyBallots } from '../../folds/conversation/ballots.ts'
import type { Conversation, Conversations } from '../../folds/conversation/conversations.ts'
import { noSealedVotes } from '../../folds/conversation/sealed.ts'
import { inOrder } from '../../folds/conversation/values.ts'
import { startLedger } from '../../folds/ledger/state.ts'
import { type RecordId, recordId } from '../../records/ids.ts'
import { isRefusal } from '../../records/refusals.ts'
import { opinionsOf } from './opinion-map/collect.ts'
import { makeMap } from './opinion-map/map.ts'
import { robustMapOf } from './opinion-map/robust-map.ts'
import { robustSpreadOf } from './opinion-map/robust-spread.ts'
import { opinionMap } from './opinion-map.ts'

const id = recordId('a'.repeat(64))
const operator = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY' as Conversation['author']

function oneConversation(more: Partial<Conversation>): Conversations {
  const conversation: Conversation = {
    id,
    index: 1,
    ms: 0,
    kind: 'conversation',
    author: operator,
    title: 'Who should govern?',
    description: null,
    about: null,
    opens: null,
    closes: null,
    add: 'anyone',
    totals: 'always',
    sealed: null,
    statements: [],
    said: new Map(),
    added: new Map(),
    imported: null,
    revoked: null,
    ...more,
  }
  const own = {
    conversation: id,
    position: 0,
    revoked: false,
    index: 2,
    author: operator,
    body: 'Take changes should be announced.',
  }
  conversation.statements.push({ ...own, id: recordId('b'.repeat(64)), imported: null, moderated: false, meta: false })
  return { all: new Map([[id, conversation]]), statements: new Map(), sealed: noSealedVotes() }
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
    ms: [0],
    previous: [-1],
  }
  return new Map<RecordId, typeof box>([[id, box]])
}

/** The view over one conversation and its votes, at a time of the ledger. */
function ask(conversations: Conversations, ballots: BallotBox, ms = 0, mode: 'robust' | 'classic' = 'robust') {
  const opinions = (of: RecordId) =>
    opinionsOf(conversations.all.get(of)?.statements ?? [], inOrder(null), ballots.get(of) ?? null)
  const maps = (of: RecordId) => robustMapOf(robustSpreadOf(opinions(of)), of)
  const classicMaps = (of: RecordId) => makeMap(opinions(of))
  const given = { ledger: { ...startLedger(), ms }, conversations, maps, classicMaps }
  return opinionMap.answer(given, { conversation: id, mode })
}

test('signed votes stand under the address of their account', () => {
  expect(ask(oneConversation({}), oneVote())).toMatchObject({
    participants: [{ key: operator, group: null, half: null, votes: 1 }],
    verdict: { state: 'too-few', core: 1 },
    statements: [{ id: 'b'.repeat(64), imported: null, mean: 1, groups: [] }],
    parameters: { mode: 'robust', votesNeeded: 7 },
  })
  expect(ask(oneConversation({}), oneVote(), 0, 'classic')).toMatchObject({
    participants: [{ key: operator, group: 0, votes: 1 }],
    statements: [{ id: 'b'.repeat(64), imported: null, groups: [{ agree: 1, disagree: 0, seen: 1 }] }],
    parameters: { mode: 'classic', votesNeeded: 7 },
  })
})

test('a conversation that nobody has voted in has an empty map', () => {
  expect(ask(oneConversation({}), new Map())).toMatchObject({
    participants: [],
    groups: [],
    statements: [{ priority: 1 }],
  })
})

test('totals that are kept back until the close keep the map back too', () => {
  const closing = oneConversation({ closes: 2000, totals: 'after-close' })
  expect(ask(closing, oneVote(), 1999)).toMatchObject({ code: 'totals-hidden' })
  expect(isRefusal(ask(closing, oneVote(), 2000))).toBe(false)
})

test('a conversation that is not there', () => {
  const none: Conversations = { all: new Map(), statements: new Map(), sealed: noSealedVotes() }
  expect(ask(none, new Map())).toMatchObject({ code: 'conversation-unknown' })
})

test('the parameters are the id of a conversation and a mode, and nothing else is taken', () => {
  expect(opinionMap.params.safeParse({ conversation: id }).success).toBe(true)
  expect(opinionMap.params.safeParse({ conversation: id, mode: 'classic' }).success).toBe(true)
  for (const params of [
    {},
    { conversation: 'x' },
    { conversation: id.toUpperCase() },
    { conversation: id, k: '3' },
    { conversation: id, mode: 'other' },
  ]) {
    expect(opinionMap.params.safeParse(params).success).toBe(false)
  }
})
