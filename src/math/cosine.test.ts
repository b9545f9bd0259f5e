import { expect, test } from 'vitest'
import { cosine } from './cosine.ts'

test('the same way, the other way, across, and no way at all', () => {
  expect(cosine([1, 2], [2, 4])).toBeCloseTo(1, 12)
  expect(cosine([1, 2], [-3, -6])).toBeCloseTo(-1, 12)
  expect(cosine([1, 0], [0, 5])).toBe(0)
  expect(cosine([3, 4], [4, 3])).toBeCloseTo(24 / 25, 12)
  expect(cosine([0, 0], [1, 1])).toBeNull()
  expect(cosine([], [])).toBeNull()
})

test('never beyond one, whatever rounding does', () => {
  const a = Array.from({ length: 50 }, (_, i) => 0.1 * (i + 1))
  expect(cosine(a, a)).toBeLessThanOrEqual(1)
})
