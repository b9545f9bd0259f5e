import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ln } from './logarithm.ts'

describe('the natural logarithm', () => {
  test('of known numbers', () => {
    expect(ln(1)).toBe(0)
    expect(ln(2)).toBe(Math.LN2)
    expect(ln(10)).toBeCloseTo(2.302585092994046, 14)
    expect(ln(0.5)).toBe(-Math.LN2)
    expect(ln(Number.MIN_VALUE)).toBeCloseTo(-744.4400719213812, 11)
  })

  test('is that of the engine but for the last digits', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        expect(Math.abs(ln(x) - Math.log(x))).toBeLessThan(1e-15 * Math.max(1, 2 * Math.abs(Math.log(x))))
      }),
      { numRuns: 2000 },
    )
  })

  test('of nothing, of less and of more than a number is none', () => {
    for (const x of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => ln(x)).toThrow(RangeError)
  })
})
