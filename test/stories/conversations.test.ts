import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../src/records/refusals.ts'
import { type Story, start, story } from '../story.ts'

const counts = (told: Story, conversation: string): unknown =>
  told.fold().view('conversations', { conversation: told.id(conversation) })

describe('a conversation', () => {
  test('counts the last vote of each account, in the order of the log', () => {
    const told = story(`
      alice begins subnet: Should validators serve this subnet?
      alice states halt in subnet: Not while nobody answers for it.
      bob votes agree on halt
      carol votes agree on halt (importance 3)
      bob votes disagree on halt (importance 2)
      bob votes pass on halt
      bob votes disagree on halt (importance 1)
    `)
    expect(counts(told, 'subnet')).toMatchObject({
      conversation: { participants: 2, votes: 2, statements: 1, imported: null, hidden: false },
      statements: [{ body: 'Not while nobody answers for it.', agree: 1, disagree: 1, pass: 0, importance: 2 }],
    })
  })

  test('takes votes and statements from its opening to its close', () => {
    const told = story(`
      alice begins subnet: Should validators serve this subnet? (opens 1h, closes 2h)
      alice states halt in subnet: Not while nobody answers for it. => conversation-not-open
      wait 1h
      alice states review in subnet: Only after a review.
      bob votes agree on review
      wait 1h
      bob votes disagree on review => conversation-closed
      bob states late in subnet: Never. => conversation-closed
    `)
    expect(counts(told, 'subnet')).toMatchObject({
      conversation: { opens: start + 3_600_000, closes: start + 7_200_000, statements: 1, votes: 1 },
    })
  })

  test('keeps statements that an earlier release let in twice, and counts votes on both', () => {
    const told = story(`
      alice begins subnet: Should validators serve this subnet?
      alice states halt in subnet: Not while nobody answers for it.
      bob states again in subnet: Not while nobody answers for  it
      carol votes agree on again
    `)
    expect(counts(told, 'subnet')).toMatchObject({ statements: [{ agree: 0 }, { agree: 1 }] })
  })

  test('may keep statements to its author', () => {
    story(`
      alice begins subnet: Should validators serve this subnet? (add author)
      bob states review in subnet: Only after a review. => not-allowed-to-add
      alice states halt in subnet: Not while nobody answers for it.
      bob votes agree on halt
    `)
  })

  test('hides its totals until the log has an entry of the closing time', () => {
    const before = `
      alice begins subnet: Should validators serve this subnet? (closes 2h, totals after-close)
      alice states halt in subnet: Not while nobody answers for it.
      bob votes agree on halt (importance 2)
    `
    const hidden = story(before)
    const params = { conversation: hidden.id('subnet') }
    expect(counts(hidden, 'subnet')).toMatchObject({
      conversation: { hidden: true, votes: 1 },
      statements: [{ agree: null, disagree: null, pass: null }],
    })
    expect((counts(hidden, 'subnet') as { statements: object[] }).statements[0]).not.toHaveProperty('importance')
    for (const view of ['opinion-map', 'opinion-groups', 'opinion-statements', 'opinion-stability', 'readings'])
      expect(hidden.fold().view(view, params)).toMatchObject({ code: 'totals-hidden' })

    const shown = story(`${before}
      wait 2h
      carol begins other: Something else?
    `)
    expect(counts(shown, 'subnet')).toMatchObject({
      conversation: { hidden: false },
      statements: [{ agree: 1, disagree: 0, pass: 0, importance: 2 }],
    })
    expect(isRefusal(shown.fold().view('opinion-map', params))).toBe(false)
  })

  test('is refused what does not exist', () => {
    const told = story(`
      alice begins subnet: Should validators serve this subnet?
      bob states review in forest: Only after a review. => conversation-unknown
      bob votes agree on review => statement-unknown
    `)
    const unknown = { conversation: told.id('nowhere') }
    for (const view of [
      'conversations',
      'opinion-map',
      'opinion-groups',
      'opinion-statements',
      'opinion-stability',
      'next-statement',
      'readings',
    ])
      expect(told.fold().view(view, unknown)).toMatchObject({ code: 'conversation-unknown' })
  })
})

describe('taking back', () => {
  test('a vote brings the one before it back', () => {
    const told = story(`
      alice begins subnet: Should validators serve this subnet?
      alice states halt in subnet: Not while nobody answers for it.
      bob votes agree on halt as first
      bob votes disagree on halt as second
      carol votes agree on halt as hers
      bob revokes second
      carol revokes hers
      bob revokes hers => not-yours
      bob revokes nothing => target-unknown
      carol revokes hers => revoked
    `)
    expect(counts(told, 'subnet')).toMatchObject({
      conversation: { participants: 1, votes: 1 },
      statements: [{ agree: 1, disagree: 0, pass: 0 }],
    })
    const account = told.fold().view('account', { account: told.address('bob') }) as { records: { counts: unknown }[] }
    expect(account.records.map((each) => each.counts)).toEqual(['target-unknown', 'not-yours', true, 'revoked', true])
  })

  test('an earlier vote changes nothing', () => {
    const told = story(`
      alice begins subnet: Should validators serve this subnet?
      alice states halt in subnet: Not while nobody answers for it.
      bob votes agree on halt as first
      bob votes disagree on halt
      bob revokes first
    `)
    expect(counts(told, 'subnet')).toMatchObject({ statements: [{ agree: 0, disagree: 1, pass: 0 }] })
  })

  test('a statement takes it off the table; a conversation ends it', () => {
    const told = story(`
      alice begins subnet: Should validators serve this subnet?
      alice states halt in subnet: Not while nobody answers for it.
      bob states review in subnet: Only after a review.
      bob revokes review
      carol votes agree on review => revoked
      carol votes agree on halt
      alice revokes subnet
      carol votes pass on halt => revoked
      carol states more in subnet: Always. => revoked
    `)
    expect(counts(told, 'subnet')).toMatchObject({
      conversation: { revoked: true, votes: 1 },
      statements: [
        { body: 'Not while nobody answers for it.', moderated: false },
        { body: 'Only after a review.', moderated: true },
      ],
    })
    const next = told.fold().view('next-statement', { conversation: told.id('subnet') })
    expect(next).toMatchObject({ remaining: 1, total: 1, statement: { id: told.id('halt') } })
  })

  test('works neither on revocations and removals nor on the first policy', () => {
    const told = story(`
      operator rules as newer: Be kinder.
      alice signs in as phone for 1d
      alice revokes phone as back
      alice revokes back => bad-field
      operator removes phone as gone
      operator revokes gone => bad-field
      operator revokes first => bad-field
      operator revokes newer
    `)
    expect(told.fold().ledger.policies.map(({ index }) => index)).toEqual([0])
  })
})

describe('the operator', () => {
  test('alone signs policies, removals and imports', () => {
    const told = story(`
      alice rules: Mine! => not-operator
      alice removes 0 => not-operator
      operator rules as newer: Be kinder.
    `)
    expect(told.fold().ledger.policies.map(({ index }) => index)).toEqual([0, 3])
    expect(told.fold().ledger.operator).toBe(told.address('operator'))
  })
})

describe('the log', () => {
  test('has each text once', () => {
    const told = story(`
      alice begins subnet: Should validators serve this subnet?
      alice states halt in subnet: Not while nobody answers for it.
      bob votes agree on halt as v
      bob votes disagree on halt
      bob repeats v => duplicate
    `)
    expect(counts(told, 'subnet')).toMatchObject({ statements: [{ agree: 0, disagree: 1 }] })
  })

  test('keeps kinds it does not know, and no view minds them', () => {
    const told = story(`
      alice begins subnet: Should validators serve this subnet?
      bob shouts: Stop! => unknown-kind
      alice states halt in subnet: Not while nobody answers for it.
    `)
    const account = told.fold().view('account', { account: told.address('bob') })
    expect(account).toMatchObject({ records: [{ index: 2, kind: 'shout', counts: 'unknown-kind', title: null }] })
    expect(told.fold().view('conversations', {})).toMatchObject({ conversations: [{ statements: 1 }] })
  })
})
