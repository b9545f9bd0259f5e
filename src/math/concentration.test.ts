import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concentration, nakamoto } from './concentration.ts'

const amountsOf = (...amounts: number[]) => BigUint64Array.from(amounts, BigInt)
const anyAmounts = fc
  .array(fc.bigInt({ min: 0n, max: 10n ** 16n }), { maxLength: 40 })
  .map((each) => BigUint64Array.from(each))

describe('concentration', () => {
  test('of one who has nearly all or all, of equals, and of nothing; who holds nothing does not count', () => {
    expect(concentration(amountsOf(1, 97, 1, 0, 1))).toMatchObject({ holders: 4, gini: 0.72 })
    expect(concentration(amountsOf(0, 0, 0, 8))).toMatchObject({
      holders: 1,
      total: 8n,
      gini: 0,
      hhi: 1,
      effective: 1,
      top10: 1,
    })
    expect(concentration(amountsOf(5, 5, 5, 5))).toMatchObject({ holders: 4, gini: 0, hhi: 0.25, effective: 4 })
    expect(concentration(amountsOf(0, 0))).toMatchObject({
      holders: 0,
      total: 0n,
      gini: 0,
      hhi: 0,
      effective: 0,
      top10: 0,
    })
    expect(concentration(amountsOf())).toMatchObject({ holders: 0, gini: 0, top100: 0 })
  })

  test('of 1 to 4: Gini 1/4, HHI 0.3', () => {
    expect(concentration(amountsOf(3, 1, 4, 2))).toMatchObject({ gini: 0.25, hhi: 0.3 })
  })

  test('Gini is half the sum of all differences of shares, over how many hold something', () => {
    fc.assert(
      fc.property(anyAmounts, (amounts) => {
        const all = Array.from(amounts, Number).filter((each) => each > 0)
        const total = all.reduce((sum, each) => sum + each, 0)
        const differences = all.flatMap((a) => all.map((b) => Math.abs(a - b) / (total || 1)))
        const plain = differences.reduce((sum, each) => sum + each, 0) / (2 * (all.length || 1))
        expect(concentration(amounts).gini).toBeCloseTo(plain, 9)
      }),
    )
  })

  test('joining two holders never lowers the HHI, and order does not matter', () => {
    fc.assert(
      fc.property(anyAmounts, (amounts) => {
        const [first = 0n, second = 0n, ...rest] = amounts
        const joined = concentration(BigUint64Array.from([first + second, ...rest]))
        expect(joined.hhi).toBeGreaterThanOrEqual(concentration(amounts).hhi - 1e-12)
        expect(concentration(amounts.slice().reverse())).toEqual(concentration(amounts))
      }),
    )
  })
})

describe('the Nakamoto coefficient', () => {
  test('counts the largest until they have more than the share, exactly', () => {
    const spread = concentration(amountsOf(40, 30, 20, 10))
    expect(nakamoto(spread, [1n, 3n])).toBe(1)
    expect(nakamoto(spread, [2n, 5n])).toBe(2)
    expect(nakamoto(spread, [1n, 2n])).toBe(2)
    expect(nakamoto(spread, [7n, 10n])).toBe(3)
    expect(nakamoto(spread, [1n, 1n])).toBe(0)
  })

  test('is the fewest: one holder less does not have more than the share', () => {
    fc.assert(
      fc.property(anyAmounts, fc.bigInt({ min: 0n, max: 9n }), (amounts, tenths) => {
        const spread = concentration(amounts)
        const count = nakamoto(spread, [tenths, 10n])
        const sum = (n: number) => spread.sorted.slice(0, n).reduce((whole, each) => whole + each, 0n)
        fc.pre(count > 0)
        expect(sum(count) * 10n > spread.total * tenths).toBe(true)
        expect(sum(count - 1) * 10n > spread.total * tenths).toBe(false)
      }),
    )
  })
})
