import { describe, expect, test } from 'vitest'
import { ballots } from '../../src/folds/conversation/ballots.ts'
import { hasSession } from '../../src/folds/ledger/state.ts'
import { start, story } from '../story.ts'

const opening = `
  alice begins subnet: Should validators serve this subnet?
  alice states halt in subnet: Not while nobody answers for it.
`

describe('a session', () => {
  test('votes for its account until it ends, by the time of admission', () => {
    const told = story(`${opening}
      bob signs in as phone for 30m
      bob/phone votes agree on halt as first
      wait 29m
      bob/phone votes disagree on halt as second
      wait 1m
      bob/phone votes pass on halt => session-expired
      bob votes pass on halt
    `)
    const fold = told.fold()
    expect(fold.state(ballots).get(told.id('subnet'))!.tally).toMatchObject({
      agree: [0],
      disagree: [0],
      pass: [1],
      votes: 1,
    })
    expect(hasSession(fold.ledger, told.address('bob'), start + 20 * 60_000)).toBe(true)
    expect(hasSession(fold.ledger, told.address('bob'), start + 60 * 60_000)).toBe(false)
    expect(hasSession(fold.ledger, told.address('alice'), start)).toBe(false)
  })

  test('ends where it is revoked, by the wallet or by itself; earlier votes stay', () => {
    const told = story(`${opening}
      bob signs in as phone for 1d
      bob/phone votes agree on halt as v
      bob revokes phone
      bob/phone votes disagree on halt => session-revoked
      bob revokes phone => revoked
      bob signs in as tablet for 1d
      bob/tablet revokes tablet
      bob/tablet votes disagree on halt => session-revoked
    `)
    expect(told.counts('v')).toBe(true)
    expect(told.fold().state(ballots).get(told.id('subnet'))!.tally).toMatchObject({ agree: [1], votes: 1 })
    expect(told.fold().ledger.sessions.get(told.id('phone'))!.revoked).toBe(5)
    expect(hasSession(told.fold().ledger, told.address('bob'), start)).toBe(false)
  })

  test('signs nothing but what it may, and for nobody else', () => {
    story(`${opening}
      bob signs in as phone for 1d
      bob/phone states review in subnet: Only after a review. => session-scope
      bob/phone begins more: More? => session-scope
      bob/phone signs in as tablet for 1d => session-scope
      bob/phone shouts: Hello! => session-scope
      bob/phone revokes halt => session-scope
      carol/phone votes agree on halt => session-unknown
      bob/nothing votes agree on halt => session-unknown
      operator/phone removes halt => session-scope
    `)
  })

  test('that is over when it arrives does not count', () => {
    const told = story(`${opening}
      bob signs in as phone for 30m
    `)
    const late = told.entries.map((entry) => (entry.index === 3 ? { ...entry, ms: start + 3_600_000 } : entry))
    expect(late[3]!.record!.kind).toBe('session')
    const fold = story(opening).fold()
    fold.push([late[3]!], told.evidence)
    expect(fold.ledger.sessions.size).toBe(0)
    expect(fold.view('account', { account: told.address('bob') })).toMatchObject({
      records: [{ kind: 'session', counts: 'session-expired' }],
    })
  })
})
