import { describe, expect, test } from 'vitest'
import { sealOf } from '../../src/records/conversation/sealed-vote.ts'
import { type Story, story } from '../story.ts'

type Choice = 'agree' | 'disagree' | 'pass'

const secretOf = (who: string): string => Buffer.from(who.padEnd(32, '.')).toString('hex')

/** Tells a story in which `{who seals choice on statement}` and `{who opens …}` stand for the fields of the two kinds. */
function tell(script: string): Story {
  const begun: string[] = []
  let so: Story | null = null
  for (const line of script.split('\n').map((each) => each.trim())) {
    const sealing = /^(\w+)(\/\w+)? seals (agree|disagree|pass) on (\w+)(.*)$/.exec(line)
    if (!sealing) {
      begun.push(line)
      if (line.includes(' states ')) so = null
      continue
    }
    const [, who = '', session = '', choice = '', about = '', rest = ''] = sealing
    so ??= story(begun.join('\n'))
    const [statement, account, secret] = [so.id(about), so.address(who), secretOf(who)]
    const commitment = sealOf({ statement, account, choice: choice as Choice, secret })
    begun.push(`${who}${session} signs sealed-vote (commitment ${commitment}, about ${about}, title ${about})${rest}`)
  }
  return story(begun.join('\n'))
}

const opens = (who: string, choice: Choice, about: string, secret = who): string =>
  `${who} signs opening (choice ${choice}, about ${about}, secret ${secretOf(secret)})`

const talk = `
  alice signs conversation (title What now?, closes 1d, add anyone, totals always, votes sealed, opening-ends 2d) as talk
  alice states wait in talk: We should wait.
  alice states act in talk: We should act.
`
const sealed = `
  ${talk}
  bob seals agree on wait as bobs
  carol seals disagree on wait as carols
  dora seals pass on wait as doras
`
const over = 'wait 1d\nalice begins other: Something else?'

const counted = (told: Story): unknown => told.fold().view('conversations', { conversation: told.id('talk') })

describe('a conversation with sealed votes', () => {
  test('tells before the close that somebody voted, and nothing of how', () => {
    const told = tell(sealed)
    expect(counted(told)).toMatchObject({
      conversation: { sealed: { votes: 3, opened: 0 }, votes: 0, participants: 0, hidden: true },
      statements: [{ agree: null }, { agree: null }],
    })
    expect(told.fold().view('opinion-map', { conversation: told.id('talk') })).toMatchObject({ code: 'totals-hidden' })
    const next = { conversation: told.id('talk'), account: told.address('bob') }
    expect(told.fold().view('next-statement', next)).toMatchObject({ remaining: 1, statement: { id: told.id('act') } })
  })

  test('counts what is opened, and names how many never were', () => {
    const told = tell(`${sealed}${over}\n${opens('bob', 'agree', 'bobs')}\n${opens('carol', 'disagree', 'carols')}`)
    expect(counted(told)).toMatchObject({ conversation: { hidden: true, sealed: { votes: 3, opened: 2 } } })
    const late = tell(
      `${sealed}${over}\n${opens('bob', 'agree', 'bobs')}\n${opens('carol', 'disagree', 'carols')}
      wait 1d\n${opens('dora', 'pass', 'doras')} => opening-not-now`,
    )
    expect(counted(late)).toMatchObject({
      conversation: { hidden: false, sealed: { votes: 3, opened: 2 }, votes: 2, participants: 2 },
      statements: [{ agree: 1, disagree: 1, pass: 0 }, { agree: 0 }],
    })
  })

  test('refuses an opening with another text, by somebody else, too early, twice, and of nothing', () => {
    tell(`
      ${sealed}
      ${opens('bob', 'agree', 'bobs')} => opening-not-now
      ${over}
      ${opens('bob', 'disagree', 'bobs')} => opening-mismatch
      ${opens('bob', 'agree', 'bobs', 'carol')} => opening-mismatch
      ${opens('carol', 'agree', 'bobs', 'bob')} => not-yours
      ${opens('bob', 'agree', 'nothing')} => target-unknown
      ${opens('bob', 'agree', 'bobs')}
      ${opens('bob', 'agree', 'bobs')} => opening-superseded
    `)
  })

  test('takes votes under seal alone, and another one none of these', () => {
    tell(`
      ${talk}
      bob votes agree on wait => votes-sealed
      alice begins plain: And here?
      alice states here in plain: Here.
      bob seals agree on here => votes-open
      bob seals agree on wait
      wait 1d
      bob seals agree on act => conversation-closed
    `)
  })

  test('counts the last seal of each account: nobody chooses afterwards which one to open', () => {
    const twice = `${talk}
      bob seals agree on wait as first
      bob seals disagree on wait as second
    `
    const told = tell(`${twice}${over}
      ${opens('bob', 'agree', 'first')} => opening-superseded
      bob revokes second
      ${opens('bob', 'disagree', 'second')} => revoked
      ${opens('bob', 'agree', 'first')} => opening-superseded
    `)
    expect(counted(told)).toMatchObject({ conversation: { sealed: { votes: 0, opened: 0 } } })
    expect(counted(tell(`${twice}bob revokes second\nbob seals pass on wait`))).toMatchObject({
      conversation: { sealed: { votes: 1 } },
    })
  })

  test('forgets what was taken back or removed: an opening, and the sealed vote beneath it', () => {
    const opened = `${sealed}${over}\n${opens('bob', 'agree', 'bobs')} as shown\n`
    const end = 'wait 1d\nalice begins more: And then?'
    const none = { conversation: { votes: 0 }, statements: [{ agree: 0, disagree: 0, pass: 0 }, { agree: 0 }] }
    for (const [back, sealedVotes] of [
      ['bob revokes shown', { votes: 3, opened: 0 }],
      ['bob revokes bobs', { votes: 2, opened: 0 }],
      ['operator removes shown', { votes: 3, opened: 0 }],
      ['operator removes bobs', { votes: 2, opened: 0 }],
      ['bob revokes shown\nbob revokes bobs', { votes: 2, opened: 0 }],
      ['bob revokes bobs\nbob revokes shown', { votes: 2, opened: 0 }],
    ] as const) {
      const told = tell(`${opened}${back}\n${end}`)
      expect(counted(told)).toMatchObject(none)
      expect(counted(told)).toMatchObject({ conversation: { sealed: sealedVotes } })
    }
    const again = tell(`${opened}bob revokes shown\n${opens('bob', 'agree', 'bobs')}\n${end}`)
    expect(counted(again)).toMatchObject({ conversation: { votes: 1 }, statements: [{ agree: 1 }, {}] })
  })

  test('is not for guests, and a session has to be told that it may seal', () => {
    tell(`
      ${talk}
      visitor signs guest (may vote)
      visitor seals agree on wait => guest-scope
      bob signs in as phone for 2d
      bob/phone seals agree on wait => session-scope
    `)
  })

  test('says when it closes and until when votes can be opened', () => {
    const begins = (more: string) => `alice signs conversation (title X, add anyone, totals always, ${more})`
    story(`
      ${begins('votes sealed')} => bad-field
      alice signs conversation (title X, closes 1d, add anyone, totals always, votes sealed) => bad-field
      alice signs conversation (title X, closes 1d, add anyone, totals always, votes sealed, opening-ends 1d) => bad-field
      alice signs conversation (title X, closes 1d, add anyone, totals always, opening-ends 2d) => bad-field
      alice signs conversation (title X, closes 1d, add anyone, totals always, votes open)
    `)
  })
})
