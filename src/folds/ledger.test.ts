import { describe, expect, test } from 'vitest'
import { folded, keyOf, start, story } from '../../test/story.ts'
import { formatNote } from '../log/note.ts'
import { type FoldRecord, parseRecord, writeText } from '../records/record.ts'
import { isRefusal } from '../records/refusals.ts'
import { english } from '../words/en.ts'
import { sentenceOf } from '../words/refusal.ts'
import { ballots } from './conversation/ballots.ts'
import { conversations, totalsHidden } from './conversation/conversations.ts'
import { emptyTally } from './conversation/tally.ts'
import { startValues } from './derived.ts'
import { hasSession, policyOf, startLedger } from './ledger/state.ts'
import { type Folds, judgeNext, startFolds, step } from './ledger.ts'
import { ladder } from './people/bands.ts'
import { allFolds } from './table.ts'

const told = story(`
  alice begins trees: Where should the trees go?
  alice states river in trees: Along the river.
  bob signs in as phone for 30m
  bob/phone votes agree on river
`)
const none = (): undefined => undefined
const judge = (folds: Folds, record: FoldRecord, ms: number) => judgeNext(allFolds, folds, record, ms)

/** A policy for another log. */
function elsewhere(): FoldRecord {
  const key = keyOf('operator')
  const to = { origin: 'other.example.org/log', account: key.address, time: start, nonce: '0'.repeat(32) }
  const text = writeText('policy', { name: 'Other', contact: 'nobody', body: 'Elsewhere.' }, to)
  if (isRefusal(text)) throw new Error(sentenceOf(english, text))
  return parseRecord(formatNote(text, [key.sign(text)])) as FoldRecord
}

describe('the ledger', () => {
  const { folds, ledger } = told.fold()

  test('knows the operator, the origin and the policy in force', () => {
    expect(ledger.operator).toBe(told.address('operator'))
    expect(ledger.origin).toBe('story.example.org/log')
    expect(policyOf(ledger)).toMatchObject({ index: 0, fields: { name: 'Story' } })
    expect(policyOf(startLedger())).toBe(null)
  })

  test('knows accounts by their first record, and how many there are', () => {
    expect(ledger.accounts.get(told.address('alice'))).toMatchObject({ first: 1, records: 2, sessions: [] })
    expect(ledger.accounts.get(told.address('bob'))).toMatchObject({ first: 3, records: 2 })
    expect(ledger.accounts.has(keyOf('nobody').address)).toBe(false)
  })

  test('knows what a signature by a session key is checked with', () => {
    const session = ledger.sessions.get(told.id('phone'))!
    expect(session).toMatchObject({
      index: 3,
      account: told.address('bob'),
      may: ['vote'],
      since: start + 3000,
      notAfter: start + 3000 + 30 * 60_000,
      revoked: null,
    })
    expect(session.key).toMatch(/^[0-9a-f]{64}$/)
  })

  test('refuses a record for another log', () => {
    expect(judge(folds, elsewhere(), ledger.ms)).toMatchObject({ code: 'wrong-origin' })
    expect(judge(startFolds(allFolds), elsewhere(), start)).toBe(null)
  })
})

describe('to the millisecond', () => {
  const hour = 3_600_000
  const scene = story(`
    alice begins trees: Where should the trees go? (opens 1h, closes 2h, totals after-close)
    bob signs in as phone for 90m
    wait 1h
    alice states river in trees: Along the river.
    bob/phone votes agree on river
  `)
  const fold = folded(scene.entries.slice(0, 4))
  const { ledger: before, folds } = fold
  const vote = scene.entries[4]!.record!
  const { notAfter } = before.sessions.get(scene.id('phone'))!

  test.each([
    ['before it opens', start + hour - 1, 'conversation-not-open'],
    ['as it opens', start + hour, undefined],
    ['at the last moment of the session', notAfter, undefined],
    ['after it', notAfter + 1, 'session-expired'],
  ])('%s', (_, ms, code) => expect(judge(folds, vote, ms)?.code).toBe(code))

  test('before and as it closes', () => {
    const conversation = fold.state(conversations).all.get(scene.id('trees'))!
    const byWallet = { ...vote }
    delete byWallet.session
    expect(judge(folds, byWallet, start + 2 * hour - 1)).toBe(null)
    expect(judge(folds, byWallet, start + 2 * hour)).toMatchObject({ code: 'conversation-closed' })
    expect(totalsHidden({ ...before, ms: start + 2 * hour - 1 }, conversation)).toBe(true)
    expect(totalsHidden({ ...before, ms: start + 2 * hour }, conversation)).toBe(false)
  })

  test('at the end of a session that is over as it arrives', () => {
    const session = scene.entries[2]!.record!
    const fresh = folded(scene.entries.slice(0, 2)).folds
    expect(judge(fresh, session, notAfter)).toBe(null)
    expect(judge(fresh, session, notAfter + 1)).toMatchObject({ code: 'session-expired' })
    const { address } = keyOf('bob')
    expect([hasSession(before, address, notAfter), hasSession(before, address, notAfter + 1)]).toEqual([true, false])
  })
})

describe('a log that does not begin with a policy', () => {
  test('has no operator, and nothing in it counts', () => {
    const entries = told.entries.slice(1).map((entry, index) => ({ ...entry, index }))
    const fold = folded(entries)
    expect(fold.ledger).toMatchObject({ operator: null, origin: null, size: 4 })
    expect([fold.state(conversations).all.size, fold.ledger.sessions.size, fold.state(ballots).size]).toEqual([0, 0, 0])
    const folds = startFolds(allFolds)
    for (const entry of entries) expect(step(allFolds, folds, entry, none)).toMatchObject({ code: 'first-record' })
    expect(judge(folds, told.entries[0]!.record!, start)).toMatchObject({ code: 'first-record' })
  })

  test('nor does one whose first entry was removed', () => {
    const folds = startFolds(allFolds)
    expect(step(allFolds, folds, { index: 0, ms: start, record: null, removedBy: 1 }, none)).toBe(null)
    expect(step(allFolds, folds, told.entries[1]!, none)).toMatchObject({ code: 'first-record' })
    expect(folds.ledger).toMatchObject({
      size: 2,
      authors: [null, told.address('alice')],
      kinds: [null, 'conversation'],
    })
  })
})

test('a ballot box has only conversations that somebody voted in', () => {
  const fold = story('alice begins trees: Where should the trees go?').fold()
  expect(fold.state(ballots).size).toBe(0)
  expect(emptyTally().votes).toBe(0)
})

test('a value that was asked for before is computed again when what it rests on is taken back', () => {
  const scene = story(`
    operator signs ladder (title Ours) as ours: from 20 %: introduction
    operator revokes ours
  `)
  const fold = folded(scene.entries.slice(0, 2))
  const values = startValues(fold.folds)
  const title = (): string | null => values.given({ ladder }).ladder.title
  expect(title()).toBe('Ours')
  fold.push(scene.entries.slice(2), none)
  expect(title()).toBe(null)
})
