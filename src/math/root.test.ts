import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nthRoot } from './root.ts'

test('roots of shares', () => {
  expect(nthRoot(0, 3)).toBe(0)
  expect(nthRoot(0.125, 3)).toBeCloseTo(0.5, 15)
  expect(nthRoot(7, 1)).toBe(7)
  expect(nthRoot(2, 2)).toBe(Math.SQRT2)
})

test('the n-th power of the root is the number', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 1e6, noNaN: true }), fc.integer({ min: 1, max: 5 }), (a, n) => {
      expect(Math.abs(nthRoot(a, n) ** n / a - 1)).toBeLessThan(1e-14 * n * n)
    }),
  )
})
