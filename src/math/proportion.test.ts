import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moreThan, overHalf, share } from './proportion.ts'

test('worked examples', () => {
  expect(share(0, 0)).toBe(0.5)
  expect(share(7, 8)).toBe(0.8)
  expect(overHalf(8, 8)).toBe(3)
  expect(overHalf(0, 3)).toBe(-1)
  // (3/4 - 1/4) / √(1/2 · 1/2 · (1/4 + 1/4))
  expect(moreThan(2, 3, 0, 3)).toBeCloseTo(Math.SQRT2, 12)
})

test('when all succeed everywhere there is no difference', () => {
  expect(moreThan(5, 5, 9, 9)).toBe(0)
})

test('here against there is the opposite of there against here, and always a number', () => {
  const place = fc.integer({ min: 0, max: 500 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
  fc.assert(
    fc.property(place, place, ([s1, n1], [s2, n2]) => {
      const z = moreThan(s1, n1, s2, n2)
      expect(Number.isFinite(z)).toBe(true)
      expect(moreThan(s2, n2, s1, n1)).toBeCloseTo(-z, 9)
    }),
  )
})
