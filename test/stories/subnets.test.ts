import { describe, expect, test } from 'vitest'
import type { MovementsValue } from '../../src/views/chain/values.ts'
import type { SubjectValue, SubnetsValue, SubnetValue } from '../../src/views/people/values.ts'
import { flowsTold } from '../flows.ts'
import { holdings } from '../holdings.ts'
import { type Story, story } from '../story.ts'

/** Of subnet 3 hana has 30 alpha and ivy 10; val runs the one validator there. Subnet 5 has the larger pool. */
const town = (block: number, owner = 'olga', registered = 1000) => `
  block ${block} (issuance 20000)
  olga has 500
  val has 200
  val runs hal
  hana has 40
  ivy has 4
  rita has 9
  hana stakes 30 on hal in 3
  ivy stakes 10 on hal in 3
  ivy stakes 7 on hal in 4
  hana locks 12 on hal in 3
  ivy locks 1.5 on hal in 3
  subnet 3 of ${owner} at 0.5 since ${registered} holding 400
  subnet 5 of rita at 0.1 since 2000 holding 900
`
const monday = holdings(town(7200))
const tuesday = (owner: string, flows: string, registered = 1000) => {
  const told = holdings(town(14_400, owner, registered))
  return { ...told, flows: flowsTold(told, 7201, flows) }
}

const subnet = (told: Story) => told.fold().view('subnet', { netuid: '3' }) as SubnetValue
const subject = (told: Story, of: string) => told.fold().view('subject', { subject: of }) as SubjectValue
const one = (rao: string) => Number(rao) / 1e9

describe('a subnet', () => {
  const told = story('operator sees monday', {}, { monday })

  test('shows who holds it and how unequally, who has weight on it and what is locked', () => {
    const value = subnet(told)
    expect(value.subnet).toMatchObject({ netuid: 3, name: 'subnet 3', price: '500000000', holders: 2, validators: 1 })
    expect(value.subnet.owner?.key).toBe(told.address('olga'))
    expect(value.holders.map(({ key, alpha, tao, share }) => [key, one(alpha), one(tao), share])).toEqual([
      [told.address('hana'), 30, 15, 0.75],
      [told.address('ivy'), 10, 5, 0.25],
    ])
    expect(value.spread).toMatchObject({ holders: 2, hhi: 0.625, top10: 1, nakamoto: { half: 1 } })
    expect(value.validators.map(({ key, share }) => [key, share])).toEqual([[told.address('val'), 1]])
    expect(value.locks.map(({ key, hotkey, alpha }) => [key, hotkey, one(alpha)])).toEqual([
      [told.address('hana'), told.address('hal'), 12],
      [told.address('ivy'), told.address('hal'), 1.5],
    ])
    expect([one(value.locked), value.totals]).toEqual([13.5, { holders: 2, validators: 1, locks: 2 }])
  })

  test('is in the list by the TAO in its pool, page by page; one that the chain dissolved is not', () => {
    const list = (params: Record<string, string>) => told.fold().view('subnets', params) as SubnetsValue
    expect(list({}).rows.map(({ netuid }) => netuid)).toEqual([5, 3])
    const first = list({ limit: '1' })
    expect([first.total, first.next, list({ limit: '1', after: '1' }).rows[0]?.netuid]).toEqual([2, 1, 3])
    expect(told.fold().view('subnet', { netuid: '4' })).toMatchObject({ code: 'not-found', params: { netuid: 4 } })
    expect(story('').fold().view('subnet', { netuid: '3' })).toMatchObject({ params: { reason: 'no-snapshot' } })
  })

  test('pages its lists together', () => {
    const page = (after: string) => told.fold().view('subnet', { netuid: '3', limit: '1', after }) as SubnetValue
    const [first, second] = [page('0'), page('1')]
    expect([first.holders.length, first.locks.length, first.next]).toEqual([1, 1, 1])
    expect([second.holders[0]?.key, second.validators, second.next]).toEqual([told.address('ivy'), [], null])
  })
})

describe('an owner', () => {
  const since = (...days: ReturnType<typeof tuesday>[]) => {
    const names = days.map((_, i) => `day${i}`)
    const told = story(
      ['operator sees monday', ...names.map((name) => `operator sees ${name}`)].join('\n'),
      {},
      { monday, ...Object.fromEntries(days.map((day, i) => [`day${i}`, day])) },
    )
    const { how, block, index } = subnet(told).ownerSince!
    return [how, block, index]
  }

  test('is known since a snapshot first showed them, unless the chain tells more', () => {
    expect(since()).toEqual(['seen', 7200, 1])
    expect(since(tuesday('olga', ''))).toEqual(['seen', 7200, 1])
    expect(since(tuesday('rita', ''))).toEqual(['seen', 14_400, 2])
    expect(since(tuesday('rita', '8000: subnet 3 goes from olga to rita'))).toEqual(['changed', 8000, 2])
    expect(since(tuesday('rita', '', 9000))).toEqual(['registered', 9000, 2])
  })
})

describe('movements of a subnet', () => {
  test('are those that leave it or come to it', () => {
    const told = story(
      'operator sees monday\noperator sees tuesday',
      {},
      { monday, tuesday: tuesday('olga', '8000: hana stakes 20 on hal in 3\n8500: olga transfers 100 to val') },
    )
    const of = (params: Record<string, string>) =>
      (told.fold().view('movements', params) as MovementsValue).movements.map(({ first }) => first)
    expect(of({})).toEqual([8500, 8000])
    expect(of({ netuid: '3' })).toEqual([8000])
    expect(of({ netuid: '5' })).toEqual([])
  })
})

describe('the answer on a subject', () => {
  const script = String.raw`
    operator sees monday
    ivy signs inquiry (to olga) as first: Who pays for it?
    ivy signs inquiry (to olga) as second: And when?
    olga signs answer (about first): We do.
    hana signs opinion (subject subnet:3, stance doubts, until 30d) as doubt: # Reason\nNobody answers.\n\n# What would change it\nAn answer.
    ivy signs opinion (subject subnet:3, stance supports, until 1d): # Reason\nIt works.\n\n# What would change it\nIf it stops.
    olga signs answer (about doubt): We do.
    operator sees tuesday
    wait 2d
    rita signs inquiry (to val): And you?`
  const days = { monday, tuesday: tuesday('olga', '8000: olga transfers 100 to val\n8100: val transfers 30 to rita') }
  const told = story(script, {}, days)

  test('has what is open with the owner, and opinions in force by role', () => {
    const value = subject(told, 'subnet:3')
    expect(value.concerned?.key).toBe(told.address('olga'))
    expect(value.questions).toMatchObject({ total: 1, rows: [{ text: 'And when?' }] })
    expect(value.movements).toMatchObject({ total: 1, rows: [{ what: 'transfer', amount: '100000000000' }] })
    expect(value.opinions).toMatchObject({ total: 1, rows: [{ role: 'holder', stance: 'doubts', replied: true }] })
    expect(value.byRole.find(({ role }) => role === 'holder')?.stances).toContainEqual({ stance: 'doubts', people: 1 })
    expect(value.subnet).toMatchObject({ netuid: 3, opinions: 1 })
  })

  test('is as small for an account, and for nobody who is known', () => {
    expect(subject(told, told.address('hal'))).toMatchObject({
      concerned: { key: told.address('val') },
      subnet: null,
      questions: { total: 1 },
      movements: { total: 1 },
    })
    expect(subject(told, told.address('stranger'))).toMatchObject({ questions: { total: 0 }, opinions: { total: 0 } })
    expect(told.fold().view('subject', { subject: 'subnet:77' })).toMatchObject({ code: 'not-found' })
    expect(told.fold().view('subject', { subject: 'subnet:x' })).toMatchObject({ code: 'bad-parameter' })
  })

  test('names at most five of each and how many there are', () => {
    const many = Array.from({ length: 8 }, (_, i) => `ivy signs inquiry (to olga): Why ${i}?`).join('\n')
    expect(subject(story(`operator sees monday\n${many}`, {}, { monday }), 'subnet:3').questions).toMatchObject({
      total: 8,
      rows: Array.from({ length: 5 }, (_, i) => ({ text: `Why ${i}?` })),
    })
  })
})

describe('which subnet a new registration would remove', () => {
  const lines = (more: string) =>
    holdings(`
      block 7200 (issuance 20000)
      olga has 500
      subnet 0 of nobody at 1 moving 0.001
      subnet 3 of olga at 0.5 since 1000 moving 0.4
      subnet 5 of olga at 0.1 since 2000 moving 0.2
      subnet 6 of olga at 0.1 since 1500 moving 0.2
      subnet 7 of olga at 0.1 since 7000 moving 0.01
      ${more}
    `)
  const ask = (more: string) => {
    const fold = story('operator sees monday', {}, { monday: lines(more) }).fold()
    const all = fold.view('subnets', {}) as SubnetsValue
    const of = (netuid: number) => fold.view('subnet', { netuid: String(netuid) }) as SubnetValue
    return { all, of }
  }

  test('follows the rule of the chain: past its first blocks, by moving price, the older first', () => {
    const { all, of } = ask('room for 4 subnets, new ones kept 500')
    expect(all.pruning).toEqual({ limit: 4, count: 4, immunityPeriod: 500, removable: 3, next: 6 })
    const places = Object.fromEntries(all.rows.map(({ netuid, pruning }) => [netuid, pruning?.place]))
    expect(places).toEqual({ 0: undefined, 3: 3, 5: 2, 6: 1, 7: null })
    expect(of(7).pruning).toEqual({ movingPrice: '9999999', place: null, immuneUntil: 7500 })
    expect(of(6)).toMatchObject({ rule: { next: 6 }, pruning: { place: 1, immuneUntil: null } })
    expect(of(0)).toMatchObject({ rule: { next: 6 }, pruning: null })
  })

  test('is unknown where the snapshot does not say, and what an owner says of a subnet stands there', () => {
    const { all, of } = ask('subnet 5 says It is open')
    expect(all).toMatchObject({ pruning: null, rows: all.rows.map(() => ({ pruning: null })) })
    expect(of(5)).toMatchObject({ rule: null, pruning: null, identity: { description: 'It is open', url: '' } })
    expect(of(3).identity).toBe(null)
  })
})
