import { describe, expect, test } from 'vitest'
import type { ReadingsValue } from '../../src/views/people/values.ts'
import { type Story, story } from '../story.ts'

const talk = `
  alice begins talk: What now?
  alice states wait in talk: We should wait.
  alice states act in talk: We should act.
  bob votes agree on wait
  visitor signs guest (may vote)
  visitor votes disagree on wait as late
  visitor votes agree on act (importance 3)
`

const counted = (told: Story): unknown => told.fold().view('conversations', { conversation: told.id('talk') })
const accountOf = (told: Story, name: string): unknown => told.fold().view('account', { account: told.address(name) })

/** What stands while nobody has adopted the votes of the visitor. */
const apart = {
  conversation: { participants: 1, votes: 1, guests: { participants: 1, votes: 2 } },
  statements: [
    { agree: 1, disagree: 0, pass: 0, guests: { agree: 0, disagree: 1, pass: 0 } },
    { agree: 0, disagree: 0, pass: 0, guests: { agree: 1, disagree: 0, pass: 0 } },
  ],
}

/** And once alice has. */
const taken = {
  conversation: { participants: 2, votes: 3, guests: { participants: 0, votes: 0 } },
  statements: [
    { agree: 1, disagree: 1, pass: 0 },
    { agree: 1, disagree: 0, pass: 0, importance: 3 },
  ],
}

const signsIn = `
  visitor signs handover (to alice) as given
  alice signs adoption (guest visitor) as taken
`

describe('a guest', () => {
  test('is counted apart in every figure, and is on no map', () => {
    const told = story(talk)
    expect(counted(told)).toMatchObject(apart)
    expect(accountOf(told, 'visitor')).toMatchObject({ guest: { index: 5, adopted: null }, sessions: [] })
    expect(accountOf(told, 'bob')).toMatchObject({ guest: null, adopted: [] })
    const map = told.fold().view('opinion-map', { conversation: told.id('talk') }) as { participants: object[] }
    expect(map.participants.map((each) => ('key' in each ? each.key : ''))).toEqual([told.address('bob')])
    const next = { conversation: told.id('talk'), account: told.address('visitor') }
    expect(told.fold().view('next-statement', next)).toMatchObject({ statement: null, remaining: 0, total: 2 })
  })

  test('may vote, take its votes back and hand them over, and nothing else', () => {
    const told = story(`
      ${talk}
      visitor states more in talk: Both. => guest-scope
      visitor begins other: Something else? => guest-scope
      visitor signs in as phone for 1d => guest-scope
      visitor signs guest (may vote) => guest-scope
      visitor signs link (with bob) => guest-scope
      visitor shouts: Hear me! => guest-scope
      visitor signs inquiry (to bob): Why? => guest-scope
      visitor signs adoption (guest bob) => guest-scope
      visitor revokes late
    `)
    expect(counted(told)).toMatchObject({ conversation: { guests: { participants: 1, votes: 1 } } })
  })

  test('is one from its first record on, and for good', () => {
    const told = story(`
      ${talk}
      bob signs guest (may vote) => not-guest
      bob signs handover (to alice) => not-guest
      second signs guest (may vote) as began
      second revokes began => bad-field
      operator removes began => bad-field
      second votes pass on act
    `)
    expect(counted(told)).toMatchObject({ conversation: { votes: 1, guests: { participants: 2, votes: 3 } } })
  })

  test('cannot be begun by a kind that is written wrongly', () => {
    story(`
      visitor signs guest (may statement) => bad-field
      visitor signs guest => header-missing
    `)
  })
})

describe('a guest who signs in', () => {
  test('takes the votes along, by both keys', () => {
    const half = story(`${talk}\nvisitor signs handover (to alice)`)
    expect(counted(half)).toMatchObject(apart)
    const told = story(`${talk}${signsIn}`)
    expect(counted(told)).toMatchObject(taken)
    expect((counted(told) as { statements: object[] }).statements[0]).not.toHaveProperty('guests')
    expect(accountOf(told, 'visitor')).toMatchObject({ guest: { adopted: told.address('alice') } })
    expect(accountOf(told, 'alice')).toMatchObject({ adopted: [told.address('visitor')] })
    const next = { conversation: told.id('talk'), account: told.address('alice') }
    expect(told.fold().view('next-statement', next)).toMatchObject({ remaining: 0 })
  })

  test("keeps the account's own vote, whenever it was cast; what it takes back uncovers the guest's", () => {
    for (const script of [
      `${talk}alice votes agree on wait as own\n${signsIn}`,
      `${talk}${signsIn}alice votes agree on wait as own`,
    ]) {
      const told = story(script)
      expect(counted(told)).toMatchObject({
        conversation: { participants: 2, votes: 3 },
        statements: [{ agree: 2, disagree: 0 }, { agree: 1 }],
      })
      expect(counted(story(`${script}\nalice revokes own`))).toMatchObject(taken)
    }
  })

  test('votes as the account from then on; the key of the guest only takes back', () => {
    const told = story(`
      ${talk}${signsIn}
      visitor votes agree on wait => guest-adopted
      visitor signs handover (to bob) => guest-adopted
      visitor revokes late
    `)
    expect(counted(told)).toMatchObject({ conversation: { votes: 2 }, statements: [{ disagree: 0 }, { agree: 1 }] })
  })

  test('belongs to one account: the guest chooses, and the first adoption holds', () => {
    const told = story(`
      ${talk}
      bob signs adoption (guest visitor) => not-yours
      visitor signs handover (to bob)
      visitor signs handover (to alice)
      bob signs adoption (guest visitor) => not-yours
      alice signs adoption (guest visitor)
      bob signs adoption (guest visitor) => guest-adopted
      alice signs adoption (guest visitor) => guest-adopted
      alice signs adoption (guest bob) => not-guest
      visitor signs handover (to visitor) => bad-field
    `)
    expect(counted(told)).toMatchObject(taken)
  })

  test('is a guest again when either record is taken back or removed', () => {
    for (const back of [
      'alice revokes taken',
      'visitor revokes given',
      'operator removes taken',
      'operator removes given',
      'operator removes given and taken',
    ])
      expect(counted(story(`${talk}${signsIn}${back}`))).toMatchObject(apart)
    const again = story(
      `${talk}${signsIn}visitor revokes given\nalice signs adoption (guest visitor) => not-yours${signsIn}`,
    )
    expect(counted(again)).toMatchObject(taken)
    const other = story(`${talk}visitor signs handover (to bob)\nvisitor signs handover (to alice) as second
      visitor revokes second\nbob signs adoption (guest visitor)`)
    expect(counted(other)).toMatchObject({ conversation: { participants: 1, votes: 2 } })
  })

  test('may have been several: of two guests of one account the latest vote counts', () => {
    const told = story(`
      ${talk}
      tablet signs guest (may vote)
      tablet votes pass on wait
      tablet signs handover (to alice)
      alice signs adoption (guest tablet)
      ${signsIn}
    `)
    expect(counted(told)).toMatchObject({
      conversation: { participants: 2, votes: 3 },
      statements: [{ agree: 1, disagree: 0, pass: 1 }, { agree: 1 }],
    })
    expect(accountOf(told, 'alice')).toMatchObject({ adopted: ['tablet', 'visitor'].map((each) => told.address(each)) })
  })

  test('leaves nothing behind when the votes are removed', () => {
    const told = story(`${talk}${signsIn}operator removes late`)
    expect(counted(told)).toMatchObject({ conversation: { votes: 2 }, statements: [{ disagree: 0 }, { agree: 1 }] })
  })
})

describe('many guests', () => {
  const crowd = Array.from({ length: 8 }, (_, i) => `p${i}`)
  const guests = Array.from({ length: 20 }, (_, i) => `g${i}`)
  const statements = Array.from({ length: 8 }, (_, i) => `s${i}`)
  const people = `
    alice begins talk: What now?
    ${statements.map((each) => `alice states ${each} in talk: This is ${each}.`).join('\n')}
    ${crowd.map((who, i) => statements.map((s, n) => `${who} votes ${(i + n) % 2 ? 'agree' : 'disagree'} on ${s}`).join('\n')).join('\n')}
  `
  const flood = guests
    .map((who) => `${who} signs guest (may vote)\n${statements.map((s) => `${who} votes agree on ${s}`).join('\n')}`)
    .join('\n')

  test('move no reading, no map, no lottery and no count but their own', () => {
    const [without, flooded] = [story(people), story(people + flood)]
    const conversation = without.id('talk')
    expect(flooded.id('talk')).toBe(conversation)
    for (const view of ['opinion-map', 'opinion-groups', 'next-statement'])
      expect(flooded.fold().view(view, { conversation })).toEqual(without.fold().view(view, { conversation }))
    const read = (told: Story) => told.fold().view('readings', { conversation }) as ReadingsValue
    const [calm, loud] = [read(without), read(flooded)]
    expect([calm.guests, loud.guests]).toEqual([0, 20])
    expect({ ...loud, guests: 0, rows: loud.rows.map((row) => ({ ...row, guests: null })) }).toEqual(calm)
    expect(loud.rows[0]?.guests).toEqual({ says: 'agree', agree: 1, disagree: 0, voters: 20 })
  })
})
