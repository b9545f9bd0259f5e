import { describe, expect, test } from 'vitest'
import type { InfluenceValue } from '../../src/views/chain/values.ts'
import type { DisclosureValue, PersonValue } from '../../src/views/people/values.ts'
import { flowsTold } from '../flows.ts'
import { holdings } from '../holdings.ts'
import { type Story, story } from '../story.ts'

/** 20,000 TAO in all: the author has 50.3 of them staked, less than 1 %, and ann runs a validator with a third. */
const town = (block: number) => `
  block ${block} (issuance 20000)
  author has 3
  author stakes 50.3 on hal
  ann runs hal (take 18%)
  ann stakes 6000 on hal
  bea has 900
  cat stakes 120 on hal
`
const monday = holdings(town(7200))

const person = (told: Story, name: string) => told.fold().view('person', { account: told.address(name) }) as PersonValue

const disclosures = (told: Story, name: string) => {
  const { rows } = told.fold().view('disclosure', { account: told.address(name) }) as DisclosureValue
  return rows[0]!
}

const essay =
  'name Grey Heron, anonymous yes, stake-as exact, stake 50, further-wallets 1, since 2020, living no, affiliations none, roles holder, open-to questions'
const words = String.raw`# Goals\nThat the community can decide together before it has to.\n\n# Desired outcomes\nA process that everybody knows.`

describe('the introduction of the essay', () => {
  const told = story(`operator sees monday\nauthor signs introduction (${essay}) as hello: ${words}`, {}, { monday })

  test('is said field by field, and its figure is confirmed by the chain', () => {
    const [introduction] = person(told, 'author').introductions
    expect(introduction).toMatchObject({
      name: 'Grey Heron',
      anonymous: true,
      furtherWallets: 1,
      since: '2020',
      living: 'no',
      affiliations: 'none',
      roles: ['holder'],
      openTo: 'questions',
      contact: null,
      how: 'signed',
      index: told.index('hello'),
      stake: {
        as: 'exact',
        from: '50000000000',
        below: null,
        means: 'staked',
        check: {
          state: 'confirmed',
          block: 7200,
          index: 1,
          compared: 'staked',
          staked: '50300000000',
          held: '53300000000',
        },
      },
    })
    expect(introduction!.parts).toContainEqual({
      field: 'goals',
      text: 'That the community can decide together before it has to.',
    })
    expect(introduction!.parts).toContainEqual({ field: 'stake', text: '50 TAO' })
  })

  test('a figure that the chain contradicts is shown as differing, with what the chain has', () => {
    const more = story(
      `operator sees monday\nauthor signs introduction (${essay.replace('stake 50', 'stake 51')})`,
      {},
      { monday },
    )
    expect(person(more, 'author').introductions[0]!.stake.check).toEqual({
      state: 'differs',
      block: 7200,
      index: 1,
      compared: 'staked',
      staked: '50300000000',
      held: '53300000000',
    })
  })

  test('without a snapshot nothing is checked; the first one checks it', () => {
    const before = `author signs introduction (${essay})`
    expect(person(story(before), 'author').introductions[0]!.stake.check).toEqual({ state: 'not-checked' })
    const after = story(`${before}\noperator sees monday`, {}, { monday })
    expect(person(after, 'author').introductions[0]!.stake.check).toMatchObject({ state: 'confirmed', index: 2 })
  })

  test('a band holds from its lower end to below its upper end', () => {
    const band = (from: string, below: string) => {
      const given = essay.replace('stake-as exact, stake 50', `stake-as band, stake ${from}, stake-below ${below}`)
      const log = story(`operator sees monday\nauthor signs introduction (${given})`, {}, { monday })
      const { check } = person(log, 'author').introductions[0]!.stake
      return check.state
    }
    expect(band('50.3', '60')).toBe('confirmed')
    expect(band('50', '50.3')).toBe('differs')
    expect(band('10', '100')).toBe('confirmed')
  })

  test('what is held is compared with what is held, and at least with no upper end', () => {
    // 8,100 TAO are free and none is staked.
    const free = holdings('block 7200\nauthor has 8100')
    const check = (given: string) => {
      const said = essay.replace('stake-as exact, stake 50', given)
      const log = story(`operator sees free\nauthor signs introduction (${said})`, {}, { free })
      return person(log, 'author').introductions[0]!.stake.check
    }
    const found = { staked: '0', held: '8100000000000' }
    const band = 'stake-as band, stake 5000, stake-below 10000'
    expect(check(band)).toMatchObject({ state: 'differs', compared: 'staked', ...found })
    expect(check(`${band}, stake-means held`)).toMatchObject({ state: 'confirmed', compared: 'held', ...found })
    expect(check('stake-as exact, stake 8100, stake-means held')).toMatchObject({ state: 'confirmed' })
    expect(check('stake-as at-least, stake 10, stake-means held')).toMatchObject({ state: 'confirmed' })
    expect(check('stake-as at-least, stake 8101, stake-means held')).toMatchObject({ state: 'differs' })
    expect(check('stake-as at-least, stake 10')).toMatchObject({ state: 'differs', compared: 'staked' })
    story(
      `author signs introduction (${essay.replace('exact', 'withheld').replace('stake 50', 'stake-means held')}) => bad-field`,
    )
  })

  test('the figure is of all accounts that are linked when it is said', () => {
    const hers = holdings('block 7200\nauthor has 5\nother has 3')
    const held = (before: string) => {
      const said = essay.replace('stake-as exact, stake 50', 'stake-as at-least, stake 1')
      const log = story(`operator sees hers\n${before}\nauthor signs introduction (${said})`, {}, { hers })
      const { check } = person(log, 'author').introductions[0]!.stake
      return 'held' in check ? check.held : null
    }
    const both = 'author signs link (with other)\nother signs link (with author)'
    expect(held('author signs link (with other)')).toBe('5000000000')
    expect(held(both)).toBe('8000000000')
    expect(held(`${both}\nother signs unlink (with author)`)).toBe('5000000000')
  })

  test('withheld is an answer, and contradictions in the form are refused', () => {
    const withheld = essay.replace('stake-as exact, stake 50', 'stake-as withheld')
    story(`author signs introduction (${withheld})`)
    story(`author signs introduction (${withheld}, contact x) => bad-field`)
    story(`author signs introduction (${essay.replace('exact', 'withheld')}) => bad-field`)
    story(`author signs introduction (${essay.replace('exact', 'band')}) => bad-field`)
    story(String.raw`author signs introduction (${essay}): # Goals\nA.\n\n# Goals\nB. => bad-field`)
    story(String.raw`author signs introduction (${essay}): # Religion\nNone. => bad-field`)
  })

  test('every version stays, with what changed', () => {
    const twice = story(`
      author signs introduction (${essay}): ${words}
      author signs introduction (${essay.replace('living no', 'living partly').replace(', since 2020', '')}): ${words.replace('everybody', 'anybody')}
    `)
    const [now, then] = person(twice, 'author').introductions
    expect(now!.changes).toEqual([
      { field: 'living', before: 'no', after: 'partly' },
      { field: 'outcomes', before: 'A process that everybody knows.', after: 'A process that anybody knows.' },
      { field: 'since', before: '2020', after: null },
    ])
    expect(then!.changes).toEqual([])
  })

  test('names are not unique, and go with the address', () => {
    const two = story(`
      author signs introduction (${essay})
      bea signs introduction (${essay})
    `)
    expect(person(two, 'author').person).toMatchObject({ key: two.address('author'), introduced: 'Grey Heron' })
    expect(person(two, 'bea').person).toMatchObject({ key: two.address('bea'), introduced: 'Grey Heron' })
  })
})

describe('questions', () => {
  test('stand open with their age until the one who was asked answers', () => {
    const told = story(`
      bea signs inquiry (to author) as why: Why do you stay anonymous?
      cat signs inquiry (to author) as what: What would you vote for?
      author signs inquiry (to author): Why, self? => bad-field
      cat signs answer (about why): Because.
      author signs answer (about what) as said: For patience.
      author signs answer (about nothing): For whom? => target-unknown
    `)
    expect(person(told, 'author').questions).toMatchObject([
      { index: told.index('why'), text: 'Why do you stay anonymous?', answer: null, by: { key: told.address('bea') } },
      { index: told.index('what'), answer: { index: told.index('said'), text: 'For patience.', disputes: false } },
    ])
  })
})

describe('accounts that belong together', () => {
  const linked = `
    operator sees monday
    author signs link (with bea) as one
    bea signs link (with author) as two
  `

  test('one half joins nothing; both halves join, and add up', () => {
    const half = story('operator sees monday\nauthor signs link (with bea) as one', {}, { monday })
    expect(person(half, 'bea')).toMatchObject({ person: { key: half.address('bea') }, accounts: [] })
    expect(person(half, 'bea').halfLinks).toEqual([
      { from: half.address('author'), to: half.address('bea'), index: half.index('one') },
    ])
    const both = story(linked, {}, { monday })
    const { accounts, person: named } = person(both, 'bea')
    expect(person(both, 'author').person).toEqual(named)
    expect(accounts.map(({ tie, indexes }) => [tie, indexes.toSorted()])).toEqual([
      ['linked', [2, 3]],
      ['linked', [2, 3]],
    ])
    const { rows } = both.fold().view('influence', { account: both.address('bea') }) as {
      rows: { free: string; ownStake: string }[]
    }
    expect(rows[0]).toMatchObject({ free: '903000000000', ownStake: '50300000000' })
  })

  test('either side ends it, and so does taking back a half', () => {
    for (const end of ['bea signs unlink (with author)', 'author signs unlink (with bea)', 'author revokes one']) {
      const told = story(`${linked}\n${end}`, {}, { monday })
      expect(person(told, 'bea').person.key).toBe(told.address('bea'))
    }
    story('author signs link (with author) => bad-field')
  })

  test('a name goes along as long as the accounts belong together', () => {
    const name = (told: Story, who: string) => person(told, who).person.introduced
    const before = story(`bea signs introduction (${essay})\n${linked}`, {}, { monday })
    expect([name(before, 'author'), name(before, 'bea')]).toEqual(['Grey Heron', 'Grey Heron'])
    const after = story(`bea signs introduction (${essay})\n${linked}\nauthor signs unlink (with bea)`, {}, { monday })
    expect([name(after, 'author'), name(after, 'bea')]).toEqual([null, 'Grey Heron'])
    const back = story(`bea signs introduction (${essay}) as hello\n${linked}\nbea revokes hello`, {}, { monday })
    expect([name(back, 'author'), name(back, 'bea')]).toEqual([null, null])
  })

  test('a name that somebody else used first is marked, however it is written, and not among accounts of one person', () => {
    const called = (who: string, name: string) => `${who} signs introduction (${essay.replace('Grey Heron', name)})`
    const taken = (told: Story, who: string) => person(told, who).person.taken
    const told = story(
      `${called('bea', 'Grey Heron')}\n${called('mal', 'ＧＲＥＹ heron')}\n${called('cat', 'Gray Heron')}`,
      {},
      { monday },
    )
    expect(['bea', 'mal', 'cat'].map((who) => taken(told, who))).toEqual([null, told.address('bea'), null])
    const joined = story(`${called('bea', 'Grey Heron')}\n${called('author', 'Grey Heron')}\n${linked}`, {}, { monday })
    expect(['author', 'bea'].map((who) => taken(joined, who))).toEqual([null, null])
    const { rows } = joined.fold().view('influence', { level: 'account' }) as InfluenceValue
    const both = rows.filter(({ introduced }) => introduced === 'Grey Heron')
    expect(both.map((each) => each.taken)).toEqual([null, null])
    const alone = story(`${called('bea', 'Grey Heron')}\n${called('author', 'Grey Heron')}`, {}, { monday })
    expect(taken(alone, 'author')).toBe(alone.address('bea'))
  })

  test('what the list of the operator and the chain call somebody was there before any introduction', () => {
    const named = holdings(`${town(7200)}\nann is called Big Pool\ncat is called Big Pool`)
    const intro = essay.replace('Grey Heron', 'big  pool')
    const taken = (told: Story, who: string) => person(told, who).person.taken
    const told = story(`operator sees named\nmal signs introduction (${intro})`, {}, { named })
    // Two that the chain knows under one name: nobody can tell which was first.
    expect(['ann', 'cat'].map((who) => taken(told, who))).toEqual([null, null])
    expect([told.address('ann'), told.address('cat')]).toContain(taken(told, 'mal'))
    const listed = story(
      `operator sees named\noperator signs known-accounts (title Known): ${named.address('ann')} exchange Big Pool`,
      {},
      { named },
    )
    expect(['ann', 'cat'].map((who) => taken(listed, who))).toEqual([null, listed.address('ann')])
    expect(person(listed, 'ann').person).toMatchObject({ label: { name: 'Big Pool' } })
  })

  test('a hotkey speaks for the coldkey that owns it', () => {
    const told = story(`operator sees monday\nhal signs introduction (${essay})`, {}, { monday })
    expect(person(told, 'ann').person).toMatchObject({ key: told.address('ann'), introduced: 'Grey Heron' })
    expect(person(told, 'ann').introductions).toHaveLength(1)
  })

  test('a coldkey that is swapped on the chain keeps its history', () => {
    const after = holdings(town(14_400).replaceAll('author', 'anew'))
    const tuesday = { ...after, flows: flowsTold(after, 7201, '8000: author becomes anew') }
    const told = story(
      `
      operator sees monday
      author signs introduction (${essay})
      bea signs inquiry (to author) as why: Why?
      wait 1d
      operator sees tuesday
      anew signs answer (about why): Because.
    `,
      {},
      { monday, tuesday },
    )
    const value = person(told, 'anew')
    expect(value).toEqual({ ...person(told, 'author'), account: told.address('anew') })
    expect(value.person).toMatchObject({ key: told.address('anew') })
    expect(value.accounts).toEqual([{ account: told.address('author'), tie: 'swapped', indexes: [4], block: 8000 }])
    expect(value.introductions[0]).toMatchObject({ name: 'Grey Heron', account: told.address('author') })
    expect(value.questions[0]!.answer).toMatchObject({ text: 'Because.' })
    expect(disclosures(told, 'anew').disclosures[0]).toMatchObject({ expectation: 'introduction', state: 'met' })
  })
})

describe('a claim of somebody else', () => {
  const claim = String.raw`# Claim\nIt pays the hotkeys of the company.\n\n# Sources\nhttps://example.org/list`

  test('never adds up, ends by itself, and is answered', () => {
    const told = story(
      `
      operator sees monday
      cat signs attribution (subject bea, owner Example Company, owner-account ann, until 100d) as says: ${claim}
      ann signs answer (about says, disputes yes) as no: It is not ours.
    `,
      {},
      { monday },
    )
    for (const name of ['bea', 'ann']) {
      expect(person(told, name).attributions).toMatchObject([
        {
          owner: 'Example Company',
          inForce: true,
          claim: 'It pays the hotkeys of the company.',
          sources: 'https://example.org/list',
          subject: { key: told.address('bea') },
          answer: name === 'ann' ? { index: told.index('no'), disputes: true } : null,
        },
      ])
    }
    expect(person(told, 'bea').person.key).toBe(told.address('bea'))
    const later = story(`
      cat signs attribution (subject bea, owner Example Company, until 100d): ${claim}
      wait 101d
      cat begins other: Something else?
    `)
    expect(person(later, 'bea').attributions[0]).toMatchObject({ inForce: false })
  })

  test('has sources and an end within six months', () => {
    story(`cat signs attribution (subject bea, owner Example Company, until 185d): ${claim} => bad-field`)
    story(`cat signs attribution (subject bea, owner Example Company, until 184d): ${claim}`)
    story(String.raw`cat signs attribution (subject bea, owner X, until 10d): # Claim\nIt is. => bad-field`)
  })
})

describe('a removed introduction', () => {
  test('leaves the page honest about it', () => {
    const told = story(`
      author signs introduction (${essay}) as hello: ${words}
      bea signs inquiry (to author): Why?
      operator removes hello (category author-request, whose author)
    `)
    const value = person(told, 'author')
    expect(value.introductions).toEqual([])
    expect(value.person.introduced).toBeNull()
    expect(value.removed).toEqual([{ index: 1, by: 3, category: 'author-request' }])
    expect(value.questions).toHaveLength(1)
  })
})
