import { describe, expect, test } from 'vitest'
import { folded, keyOf, start, story } from '../../test/story.ts'
import { formatNote } from '../log/note.ts'
import { parseRecord, type SignedRecord, writeText } from '../records/record.ts'
import { isRefusal } from '../records/refusals.ts'
import { judge, policyOf, startRegister, stepRegister } from './register.ts'
import { emptyTally } from './tally.ts'

const told = story(`
  alice begins trees: Where should the trees go?
  alice states river in trees: Along the river.
  bob signs in as phone for 30m
  bob/phone votes agree on river
`)
const none = (): undefined => undefined

/** A policy for another log. */
function elsewhere(): SignedRecord {
  const key = keyOf('operator')
  const to = { origin: 'other.example.org/log', account: key.address, time: start, nonce: '0'.repeat(32) }
  const text = writeText('policy', { name: 'Other', contact: 'nobody', body: 'Elsewhere.' }, to)
  if (isRefusal(text)) throw new Error(text.sentence)
  return parseRecord(formatNote(text, [key.sign(text)])) as SignedRecord
}

describe('the register', () => {
  const { register } = told.fold()

  test('knows the operator, the origin and the policy in force', () => {
    expect(register.operator).toBe(told.address('operator'))
    expect(register.origin).toBe('story.example.org/log')
    expect(policyOf(register)).toMatchObject({ index: 0, fields: { name: 'Story' } })
    expect(policyOf(startRegister())).toBe(null)
  })

  test('knows accounts by their first record, and how many there are', () => {
    expect(register.accounts.get(told.address('alice'))).toMatchObject({ first: 1, records: 2, sessions: [] })
    expect(register.accounts.get(told.address('bob'))).toMatchObject({ first: 3, records: 2 })
    expect(register.accounts.has(keyOf('nobody').address)).toBe(false)
  })

  test('knows what a signature by a session key is checked with', () => {
    const session = register.sessions.get(told.id('phone'))!
    expect(session).toMatchObject({
      ...{ index: 3, account: told.address('bob'), may: ['vote'], since: start + 3000 },
      ...{ notAfter: start + 3000 + 30 * 60_000, revoked: null },
    })
    expect(session.key).toMatch(/^[0-9a-f]{64}$/)
  })

  test('refuses a record for another log', () => {
    expect(judge(register, elsewhere(), register.ms)).toMatchObject({ code: 'wrong-origin' })
    expect(judge(startRegister(), elsewhere(), start)).toBe(null)
  })
})

describe('a log that does not begin with a policy', () => {
  test('has no operator, and nothing in it counts', () => {
    const entries = told.entries.slice(1).map((entry, index) => ({ ...entry, index }))
    const fold = folded(entries)
    expect(fold.register).toMatchObject({ operator: null, origin: null, size: 4 })
    expect([fold.register.conversations.size, fold.register.sessions.size, fold.ballots.size]).toEqual([0, 0, 0])
    const register = startRegister()
    for (const entry of entries) expect(stepRegister(register, entry, none)).toMatchObject({ code: 'first-record' })
    expect(judge(register, told.entries[0]!.record!, start)).toMatchObject({ code: 'first-record' })
  })

  test('nor does one whose first entry was removed', () => {
    const register = startRegister()
    expect(stepRegister(register, { index: 0, ms: start, record: null, removedBy: 1 }, none)).toBe(null)
    expect(stepRegister(register, told.entries[1]!, none)).toMatchObject({ code: 'first-record' })
    expect(register).toMatchObject({ size: 2, authors: [null, told.address('alice')], kinds: [null, 'conversation'] })
  })
})

test('a ballot box has only conversations that somebody voted in', () => {
  const { ballots } = story('alice begins trees: Where should the trees go?').fold()
  expect(ballots.size).toBe(0)
  expect(emptyTally().votes).toBe(0)
})
