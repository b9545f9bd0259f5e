import { describe, expect, test } from 'vitest'
import { conversations } from '../../src/folds/conversation/conversations.ts'
import { checked } from '../check-value.ts'
import { folded, type Story, story } from '../story.ts'

const comments = `timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1000,x,0,7,2,0,1,Build a path.
2000,x,1,7,1,1,-1,Buy my books.
3000,x,2,8,0,0,0,Close the road.
`
const votes = `timestamp,datetime,comment-id,voter-id,vote
1000,x,0,7,1
1001,x,0,8,-1
1002,x,1,7,1
1003,x,0,8,1
1004,x,1,9,-1
999,x,0,7,-1
`
const old = { comments, votes }

const subnet = `
  alice begins subnet: Should validators serve this subnet?
  alice states halt in subnet: Not while nobody answers for it.
  bob signs in as phone for 1d
  bob votes disagree on halt as wallet
  bob/phone votes agree on halt as session
`

const tally = (told: Story, conversation: string): unknown =>
  told.fold().view('conversations', { conversation: told.id(conversation) })

describe('a removed entry is absent at every size', () => {
  test('a vote: the one before it counts again', () => {
    const told = story(`${subnet}
      operator removes session (category privacy)
    `)
    expect(tally(told, 'subnet')).toMatchObject({ statements: [{ agree: 0, disagree: 1 }] })
    expect(told.entries[5]).toMatchObject({ record: null, removedBy: 6 })
    expect(told.fold().ledger.removals).toEqual(new Map([[5, 6]]))
    expect(told.fold().ledger.authors[5]).toBe(null)
    const account = told.fold().view('account', { account: told.address('bob') }) as { records: object[] }
    expect(account.records).toHaveLength(2)
  })

  test('a session: what it signed does not count any more', () => {
    const told = story(`${subnet}
      operator removes phone (category key-compromise)
    `)
    expect(told.counts('session')).toBe('session-unknown')
    expect(told.counts('wallet')).toBe(true)
    expect(tally(told, 'subnet')).toMatchObject({ statements: [{ agree: 0, disagree: 1 }] })
  })

  test('a statement: votes on it hang in the air', () => {
    const told = story(`${subnet}
      operator removes halt and 1 (category court)
    `)
    expect(told.counts('session')).toBe('statement-unknown')
    expect(told.fold().view('conversations', {})).toEqual({ conversations: [], next: null })
    const account = told.fold().view('account', { account: told.address('bob') })
    expect(JSON.stringify(account)).not.toContain('nobody answers')
  })

  test('a revocation: what it took back counts again', () => {
    const told = story(`${subnet}
      bob revokes session as back
      operator removes back (category author-request)
    `)
    expect(tally(told, 'subnet')).toMatchObject({ statements: [{ agree: 1, disagree: 0 }] })
  })

  test('before the removal too, so a prefix of the log reads the same', () => {
    const told = story(`${subnet}
      operator removes session (category privacy)
    `)
    const entries = told.entries.slice(0, 6)
    const fold = checked(folded(entries, told.evidence), { entries, files: [] })
    expect(fold.view('conversations', { conversation: told.id('subnet') })).toMatchObject({
      statements: [{ agree: 0, disagree: 1 }],
    })
    expect(fold.stale).toBe(false)
  })

  test('a fold that had it is stale, and stays so', () => {
    const told = story(`${subnet}
      operator removes session (category privacy)
      carol votes agree on halt as hers
      operator removes hers (category privacy)
    `)
    const fold = story(subnet).fold()
    expect(fold.stale).toBe(false)
    fold.push(told.entries.slice(6, 7), told.evidence)
    expect(fold.stale).toBe(true)
    fold.push(told.entries.slice(7), told.evidence)
    expect(fold.stale).toBe(true)
    expect(told.fold().stale).toBe(false)
  })
})

describe('what cannot be removed', () => {
  test('the first policy, removals, what is not there yet, and what is gone', () => {
    story(`${subnet}
      operator removes 0 => first-record
      operator removes 7 => target-unknown
      operator removes session as gone
      operator removes session => removed
      operator removes gone => bad-field
      operator removes wallet and session => removed
      operator removes wallet and halt
    `)
  })
})

describe('an import', () => {
  const told = story(
    `
    operator imports old as paths: Paths
    alice votes agree on paths/0
    alice votes agree on paths/1 => statement-unknown
    alice votes agree on paths/9 => statement-unknown
    alice states bench in paths: Put benches along it.
    bob votes disagree on bench as v
    `,
    { old },
  )

  test('is a conversation that signed people join', () => {
    expect(tally(told, 'paths')).toMatchObject({
      conversation: {
        kind: 'import',
        statements: 4,
        participants: 2,
        votes: 2,
        imported: { participants: 3, votes: 4, licence: 'CC0' },
      },
      statements: [
        { imported: 0, author: null, index: null, agree: 3, disagree: 0, pass: 0, moderated: false },
        { imported: 1, body: null, agree: 1, disagree: 1, moderated: true },
        { imported: 2, agree: 0, disagree: 0 },
        { imported: null, author: told.address('alice'), index: 5, agree: 0, disagree: 1 },
      ],
    })
    const { participants } = told.fold().view('opinion-map', { conversation: told.id('paths') }) as {
      participants: { key: string }[]
    }
    const keys = ['import:7', 'import:8', 'import:9', told.address('alice'), told.address('bob')]
    expect(participants.map(({ key }) => key)).toEqual([...keys].sort())
  })

  test('is gone when it is removed, with all that was said in it', () => {
    const removed = story(
      `
      operator imports old as paths: Paths
      alice states bench in paths: Put benches along it.
      bob votes disagree on paths/0 as v
      operator removes paths (category court)
      `,
      { old },
    )
    expect(removed.counts('v')).toBe('statement-unknown')
    expect(removed.counts('bench')).toBe('conversation-unknown')
    expect(removed.fold().view('conversations', {})).toEqual({ conversations: [], next: null })
  })

  test('does not count without its files', () => {
    const fold = checked(folded(told.entries), { entries: told.entries, files: [] })
    expect(fold.state(conversations).all.size).toBe(0)
    expect(fold.view('account', { account: told.address('operator') })).toMatchObject({
      records: [{ kind: 'import', counts: 'evidence-missing' }, { kind: 'policy' }],
    })
  })

  test('does not count when a file is broken', () => {
    story('operator imports bad as paths: Paths => csv-row', { bad: { comments, votes: `${votes}1,x,0,7,2\n` } })
    story('operator imports bad as paths: Paths => csv-columns', { bad: { comments: 'a,b\n', votes } })
  })
})
