import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chainLog, type Tells } from '../../../test/chain-log.ts'
import { anew, holdings } from '../../../test/holdings.ts'
import { keyOf } from '../../../test/story.ts'
import { isRefusal, refusalLine } from '../../records/refusals.ts'
import type { InfluenceValue } from './values.ts'

/** 100 TAO in all: 40 free, 60 staked, of it 20 as alpha of subnet 3 at half a TAO. */
const town = `
  block 3000000
  alice has 20 and 5 reserved
  bob has 15
  alice runs hal
  bob runs hella
  alice stakes 10 on hal
  bob stakes 30 on hal
  bob stakes 8 on hella in 3
  carol stakes 32 on hella in 3
  subnet 3 of bob at 0.5
  senate: alice, hal, bob
  sudo: safe
  safe needs 2 of alice, bob, carol
  alice is called Alice & sons
`

const told = holdings(town)
const bobKnown = { known: `${told.address('bob')} exchange Bob's exchange` }

const ask = (params: Record<string, string> = {}, ...tells: Tells[]): InfluenceValue => {
  const value = chainLog(told, ...tells)
    .fold()
    .view('influence', params)
  if (isRefusal(value)) throw new Error(refusalLine(value))
  return value as InfluenceValue
}

describe('influence', () => {
  test('of entities: what they hold, what others gave them, and the larger share first', () => {
    const { rows, totals, rest, source } = ask()
    const tao = (amount: number): string => String(amount * 1e9)
    expect(source).toMatchObject({ block: 3_000_000, index: 1, endpoints: 3, backed: 'agreed' })
    expect(totals).toEqual({
      issuance: tao(100),
      free: tao(40),
      staked: tao(60),
      delegated: tao(46),
      accounts: 6,
      hotkeys: 2,
      entities: 4,
    })
    expect(rows.map(({ key }) => key)).toEqual(['alice', 'bob', 'carol'].map(told.address))
    expect(rows.map(({ free, ownStake, delegated, weight }) => [free, ownStake, delegated, weight])).toEqual([
      [25, 10, 30, 40].map(tao),
      [15, 34, 16, 20].map(tao),
      [0, 16, 0, 0].map(tao),
    ])
    expect(rows.map(({ shares }) => [shares.holdings, shares.weight])).toEqual(
      [
        [0.35, 40 / 60],
        [0.49, 20 / 60],
        [0.16, 0],
      ].map((pair) => pair.map((each) => expect.closeTo(each, 15))),
    )
    expect(rest).toEqual({ count: 1, holdings: '0', weight: '0' })
  })

  test('says who owns, sits, and holds keys', () => {
    const { rows } = ask()
    const safe = told.address('safe')
    const shared = { key: 'sudo', threshold: 2, of: 3 }
    expect(rows[0]).toMatchObject({ name: 'Alice & sons', subnetsOwned: [], seats: ['senate'], keys: [shared] })
    expect(rows[1]).toMatchObject({ name: null, subnetsOwned: [3], seats: ['senate'], keys: [shared] })
    expect(rows[0]!.accounts).toEqual([
      { account: told.address('alice'), kind: 'coldkey' },
      { account: told.address('hal'), kind: 'hotkey' },
    ])
    expect(ask({ account: safe }).rows[0]).toMatchObject({
      key: safe,
      keys: [{ key: 'sudo', threshold: null, of: null }],
    })
  })

  test('of accounts: the hotkey has the weight, the coldkey the stake', () => {
    const { rows, totals } = ask({ level: 'account' })
    expect(totals.entities).toBe(6)
    expect(rows.map(({ key, weight }) => [key, weight])).toEqual([
      [told.address('hal'), '40000000000'],
      [told.address('bob'), '0'],
      [told.address('alice'), '0'],
      [told.address('hella'), '20000000000'],
      [told.address('carol'), '0'],
    ])
    expect(rows.every(({ accountCount }) => accountCount === 1)).toBe(true)
  })

  test('leaves known accounts out, names them, and finds an entity by any of its accounts', () => {
    const without = ask({ without: 'exchange' }, bobKnown)
    expect(without.rows.map(({ key }) => key)).toEqual(['alice', 'carol'].map(told.address))
    expect(without.totals.entities).toBe(3)
    expect(ask({ without: 'treasury,burn' }, bobKnown).rows).toHaveLength(3)
    const [bob] = ask({ account: told.address('hella') }, bobKnown).rows
    expect(bob).toMatchObject({ key: told.address('bob'), label: { role: 'exchange', name: "Bob's exchange" } })
  })

  test('keeps what the limit cuts off', () => {
    const { rows, rest } = ask({ limit: '1' })
    expect(rows).toHaveLength(1)
    expect(rest).toEqual({ count: 3, holdings: '65000000000', weight: '20000000000' })
  })

  test('refuses what it does not know', () => {
    const fold = chainLog(told).fold()
    const stranger = keyOf('stranger').address
    expect(fold.view('influence', { account: stranger })).toMatchObject({ code: 'not-found' })
    expect(fold.view('influence', { without: 'friends' })).toMatchObject({ code: 'bad-parameter' })
    expect(fold.view('influence', { limit: '1001' })).toMatchObject({ code: 'bad-parameter' })
  })

  test('before the first snapshot there is nothing, and no error', () => {
    const value = chainLog().fold().view('influence', { without: 'burn' })
    expect(value).toMatchObject({ source: null, rows: [], without: ['burn'], totals: { accounts: 0 } })
  })
})

describe('weight on a subnet', () => {
  const shares = (lines: string): Record<string, number> => {
    const subnet = holdings(`block 10 (tao weight 50%)\n${lines}\nsubnet 3 of zoe at 1`)
    const value = chainLog(subnet).fold().view('influence', {}) as InfluenceValue
    const names = new Map(['ann', 'ben'].map((name) => [subnet.address(name) as string, name]))
    const found = value.rows.flatMap(({ key, subnetWeights }) =>
      subnetWeights.filter(({ netuid }) => netuid === 3).map(({ share }) => [names.get(key), share]),
    )
    return Object.fromEntries(found)
  }
  const stakes = `
    ann runs a
    ben runs b
    ann stakes 20 on a in 3
    ben stakes 60 on b in 3
    ann stakes 40 on a`

  test('is alpha, and root stake times the weight of TAO', () => {
    // a: 20 + 40 / 2, b: 60.
    expect(shares(stakes)).toEqual({ ann: expect.closeTo(0.4, 12), ben: expect.closeTo(0.6, 12) })
  })

  test('goes to children as far as parents give it', () => {
    // a gives a quarter of 40.
    expect(shares(`${stakes}\na gives 25% to b in 3`)).toEqual({
      ann: expect.closeTo(0.3, 12),
      ben: expect.closeTo(0.7, 12),
    })
  })

  test('a child of another subnet has nothing of it', () => {
    expect(shares(`${stakes}\na gives 25% to b in 4`)).toEqual(shares(stakes))
  })
})

test('the figures do not depend on which accounts play', () => {
  const figures = (salt: string): unknown => {
    const other = holdings(town, anew(salt))
    const names = new Map(['alice', 'bob', 'carol', 'hal', 'hella', 'safe'].map((name) => [other.address(name), name]))
    const value = chainLog(other).fold().view('influence', {}) as InfluenceValue
    const words = value.rows.map(({ key, accounts, ...rest }) => ({
      ...rest,
      key: names.get(key),
      accounts: accounts.map(({ account }) => names.get(account)),
    }))
    return { totals: value.totals, rest: value.rest, words }
  }
  const first = figures('first')
  fc.assert(
    fc.property(fc.string(), (salt) => void expect(figures(salt)).toEqual(first)),
    { numRuns: 20 },
  )
})
