import fc from 'fast-check'
import { expect, test } from 'vitest'
import { adjustedRandIndex } from './rand-index.ts'

const labels = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })), { minLength: 1 })

test('worked examples', () => {
  expect(adjustedRandIndex([0, 0, 1, 1], [5, 5, 7, 7])).toBe(1)
  expect(adjustedRandIndex([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(-0.5, 12)
  expect(adjustedRandIndex([0, 0, 1, 2], [0, 0, 1, 1])).toBeCloseTo(4 / 7, 12)
  expect(adjustedRandIndex([], [])).toBe(1)
})

test('names of clusters and order of the two do not matter', () => {
  fc.assert(
    fc.property(labels, (pairs) => {
      const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)]
      const renamed = a.map((label) => (label * 7 + 3) % 11)
      expect(adjustedRandIndex(renamed, b)).toBeCloseTo(adjustedRandIndex(b, a), 12)
      expect(adjustedRandIndex(a, renamed)).toBe(1)
    }),
  )
})

test('two partitions of different points cannot be compared', () => {
  expect(() => adjustedRandIndex([0], [0, 1])).toThrow('of 1 and of 2 points')
})
