import { describe, expect, test } from 'vitest'
import type { OpinionsValue } from '../../src/views/people/values.ts'
import { flowsTold } from '../flows.ts'
import { holdings } from '../holdings.ts'
import { type Story, story } from '../story.ts'

/** Olga owns subnet 3, val has weight there, hana holds its alpha, and stan has nothing to do with it. */
const town = (block: number, owner = 'olga') => `
  block ${block} (issuance 20000)
  olga has 500
  val has 200
  val runs hal
  hana has 40
  stan has 3
  rita has 9
  hana stakes 10 on hal in 3
  subnet 0 of nobody at 1
  subnet 3 of ${owner} at 0.5 since 1000 holding 400
`
const monday = holdings(town(7200))

const four = String.raw`
  operator sees monday
  olga signs opinion (subject subnet:3, title subnet 3, stance supports, until 90d) as own: # Reason\nWe build it.\n\n# What would change it\nTwo quarters without users.
  val signs opinion (subject subnet:3, stance both, until 90d) as valid: # Reason\nThe code is good, the weights are not.\n\n# What would change it\nMore validators.
  hana signs opinion (subject subnet:3, stance doubts, until 10d) as held: # Reason\nNobody answers.\n\n# What would change it\nAn answer.
  stan signs opinion (subject subnet:3, stance doubts, until 90d) as strange: # Reason\nI read about it.\n\n# What would change it\nSeeing it work.
`

const ask = (told: Story, params: Record<string, string> = { subject: 'subnet:3' }) =>
  told.fold().view('opinions', params) as OpinionsValue

const inShort = ({ rows }: OpinionsValue) => rows.map(({ by, role, stance, state }) => [by.key, role, stance, state])

describe('an opinion on a subnet', () => {
  test('stands by what the chain shows its author to be there, the owner replies, and it expires', () => {
    const told = story(
      `${four}
      olga signs answer (about held): Write to us in the open.
      stan signs answer (about held): I can answer, too.
      wait 11d
      stan signs inquiry (to olga): And now?`,
      {},
      { monday },
    )
    const value = ask(told)
    expect(inShort(value)).toEqual([
      [told.address('olga'), 'owner', 'supports', 'in-force'],
      [told.address('val'), 'validator', 'both', 'in-force'],
      [told.address('stan'), 'none', 'doubts', 'in-force'],
      [told.address('hana'), 'holder', 'doubts', 'expired'],
    ])
    expect(value.concerned?.key).toBe(told.address('olga'))
    expect(value.rows[3]).toMatchObject({
      reason: 'Nobody answers.',
      change: 'An answer.',
      reply: { text: 'Write to us in the open.', by: { key: told.address('olga') } },
    })
    expect(value.rows.slice(0, 3).map(({ reply }) => reply)).toEqual([null, null, null])
    const counts = Object.fromEntries(
      value.byRole.map(({ role, stances }) => [role, stances.map((each) => each.people)]),
    )
    expect(counts).toEqual({ owner: [1, 0, 0], validator: [0, 1, 0], holder: [0, 0, 0], none: [0, 0, 1] })
    expect(ask(told, { subject: 'subnet:3', role: 'holder' }).total).toBe(1)
    expect(ask(told, { subject: 'subnet:4' })).toMatchObject({ rows: [], concerned: null })
  })

  test('holds until the time that it names, by the time of the log', () => {
    const at = (wait: string) =>
      ask(story(`${four}\nwait ${wait}\nstan begins other: Else?`, {}, { monday })).rows.find(
        ({ role }) => role === 'holder',
      )?.state
    // The record that is asked after comes some seconds after the wait.
    expect([at('14399m'), at('14400m')]).toEqual(['in-force', 'expired'])
  })

  test('gives way to a later one by the same person, a hotkey of theirs included, and comes back when that is taken back', () => {
    const later = String.raw`
      hal signs opinion (subject subnet:3, stance doubts, until 30d) as later: # Reason\nLess good than it was.\n\n# What would change it\nMore validators.`
    const told = story(`${four}${later}`, {}, { monday })
    const own = ask(told).rows.find(({ by }) => by.key === told.address('val'))
    expect(own).toMatchObject({ stance: 'doubts', earlier: [{ index: told.index('valid'), stance: 'both' }] })
    const back = story(`${four}${later}\nhal revokes later`, {}, { monday })
    expect(ask(back).rows.find(({ by }) => by.key === back.address('val'))).toMatchObject({
      stance: 'both',
      earlier: [],
    })
  })

  test('on a subnet that had the number before is named so, and concerns nobody of the new one', () => {
    const later = holdings(
      `block 400000000 (issuance 20000)\nolga has 1\nnew has 1\nhana has 1\nsubnet 3 of new at 0.5 since 399999999`,
    )
    const told = story(`${four}\noperator sees later`, {}, { monday, later })
    const value = ask(told)
    expect(value.concerned?.key).toBe(told.address('new'))
    expect(value.rows.map(({ state }) => state)).toEqual(Array(4).fill('earlier-subnet'))
    expect(value.byRole.flatMap(({ stances }) => stances.map(({ people }) => people))).toEqual(Array(12).fill(0))
  })

  test('is answered by whoever owns the subnet after the latest snapshot', () => {
    const sold = holdings(town(14_400, 'rita'))
    const told = story(
      `${four}\nolga signs answer (about held): Mine.\noperator sees sold\nrita signs answer (about valid): It is ours now.`,
      {},
      { monday, sold },
    )
    const replies = ask(told).rows.map(({ by, reply }) => [by.key, reply?.text ?? null])
    expect(Object.fromEntries(replies)).toMatchObject({
      [told.address('val')]: 'It is ours now.',
      [told.address('hana')]: null,
    })
  })
})

describe('an opinion on an account or a movement', () => {
  const on = (who: string, subject: string) => String.raw`
    ${who} signs opinion (subject ${subject}, stance both, until 30d): # Reason\nSo I see it.\n\n# What would change it\nMore facts.`

  test('is on the person, whichever account it names, and shows whose stake lies with whom', () => {
    const told = story(
      `operator sees monday${['val', 'hana', 'stan'].map((who) => on(who, '@hal')).join('')}${on('val', '@hana')}`,
      {},
      { monday },
    )
    expect(inShort(ask(told, { subject: told.address('val') })).map(([by, role]) => [by, role])).toEqual([
      [told.address('val'), 'owner'],
      [told.address('hana'), 'holder'],
      [told.address('stan'), 'none'],
    ])
    expect(ask(told, { subject: told.address('hana') }).rows).toMatchObject([
      { by: { key: told.address('val') }, role: 'validator' },
    ])
    expect(ask(told, { account: told.address('hal') }).rows.map(({ subject }) => subject)).toEqual([
      told.address('hana'),
      told.address('hal'),
    ])
  })

  test('names a movement that stands, and who moved may reply', () => {
    const after = holdings(town(14_400))
    const days = { ...after, flows: flowsTold(after, 7201, '8000: olga transfers 100 to stan') }
    const told = story(
      `operator sees monday\noperator sees days\noperator points at 1 as moved${on('stan', 'moved')}`,
      {},
      { monday, days },
    )
    expect(ask(told, { subject: told.id('moved') })).toMatchObject({
      concerned: { key: told.address('olga') },
      rows: [{ role: 'none' }],
    })
    story(`${on('stan', 'nothing')} => target-unknown`)
  })
})

describe('what cannot be signed', () => {
  const signs = (more: string, code = 'bad-field', body = String.raw`# Reason\nX\n\n# What would change it\nY`) =>
    story(`stan signs opinion (${more}): ${body} => ${code}`)

  test('is an opinion without end, or for more than 184 days', () => {
    signs('subject subnet:3, stance both, until 185d')
    signs('subject subnet:3, stance both', 'header-missing')
    story(
      String.raw`stan signs opinion (subject subnet:3, stance both, until 184d): # Reason\nX\n\n# What would change it\nY`,
    )
  })

  test('is one on nothing, one without what would change it, and a grade', () => {
    signs('subject subnet:65536, stance both, until 9d')
    signs('subject subnet:03, stance both, until 9d')
    signs('subject subnet:3, stance 4, until 9d')
    signs('subject subnet:3, stance both, until 9d', 'bad-field', String.raw`# Reason\nX`)
  })
})
