import { describe, expect, test } from 'vitest'
import { chainLog, type Tells } from '../../../test/chain-log.ts'
import { holdings } from '../../../test/holdings.ts'
import type { ConcentrationValue } from './values.ts'

/** ann holds 50, ben 30 of it 10 staked, cat 20; the exchange 100. */
const town = (block: number, more = '') => `
  block ${block}
  ann has 50
  ben has 20
  ben runs b
  ben stakes 10 on b
  cat has 20
  exchange has 100
  senate: ann, ben, cat
  ${more}
`

const ask = (tells: Tells[], params: Record<string, string> = {}) =>
  chainLog(...tells)
    .fold()
    .view('concentration', params) as ConcentrationValue

const spread = ({ spreads }: ConcentrationValue, level: string, measure: string) =>
  spreads.find((each) => each.level === level && each.measure === measure)!

describe('concentration', () => {
  const told = holdings(town(7200))
  const known = { known: `${told.address('exchange')} exchange The Exchange` }

  test('of holdings, stake and weight, by entity and by account', () => {
    const value = ask([told])
    // 100, 50, 30, 20 of 200: more than a third by one, more than half by two, more than two thirds by two.
    expect(spread(value, 'entity', 'holdings').all).toMatchObject({
      holders: 4,
      total: '200000000000',
      nakamoto: { third: 1, half: 2, twoThirds: 2 },
      top10: 1,
      gini: expect.closeTo((1 * -3 * 20 + -1 * 30 + 1 * 50 + 3 * 100) / (4 * 200), 12),
      hhi: expect.closeTo(0.25 + 0.0625 + 0.0225 + 0.01, 12),
    })
    expect(spread(value, 'entity', 'stake').all).toMatchObject({ holders: 1, total: '10000000000', gini: 0 })
    expect(spread(value, 'account', 'weight').all).toMatchObject({ holders: 1, total: '10000000000' })
    expect(value.spreads).toHaveLength(6)
  })

  test('with and without the known accounts', () => {
    const { all, withoutKnown } = spread(ask([told, known]), 'entity', 'holdings')
    expect([all.holders, withoutKnown!.holders]).toEqual([4, 3])
    expect(withoutKnown!.nakamoto).toEqual({ third: 1, half: 2, twoThirds: 2 })
    expect(spread(ask([told, known], { without: 'treasury' }), 'entity', 'holdings').withoutKnown).toBe(null)
    expect(spread(ask([told]), 'entity', 'holdings').withoutKnown).toBe(null)
  })

  test('says how many each rule needs', () => {
    expect(ask([told]).rules).toContainEqual({ rule: 'senate', needed: 2 })
  })

  test('keeps a point for each snapshot, by its block, whichever came first', () => {
    const later = holdings(town(14_400, 'dan has 1000'))
    for (const tells of [
      [told, later],
      [later, told],
    ]) {
      const { history, source } = ask(tells)
      expect(history.map(({ block, holdings: { nakamoto } }) => [block, nakamoto.half])).toEqual([
        [7200, 2],
        [14_400, 1],
      ])
      expect(source!.block).toBe(14_400)
    }
  })

  test('is empty before the first snapshot', () => {
    expect(ask([])).toEqual({
      source: null,
      without: [],
      spreads: [],
      rules: [],
      history: [],
      next: null,
      genesis: null,
    })
  })
})
