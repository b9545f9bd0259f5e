import fc from 'fast-check'
import { expect, test } from 'vitest'
import { meanDifference } from './agreement.ts'

const pair = (a: number, b: number, weight = 1) => ({ a, b, weight })

test('without weights it is the mean of the differences, with the usual standard error', () => {
  const { mean, error, common } = meanDifference([pair(1, 7), pair(4, 4), pair(2, 5), pair(6, 3)])
  expect(mean).toBe(3)
  // Differences 6, 0, 3, 3: deviations 3, -3, 0, 0; variance 18 / 3, over 4 of them.
  expect(error).toBeCloseTo(Math.sqrt(6 / 4), 12)
  expect(common).toBe(4)
})

test('a weight of three counts like three of them', () => {
  expect(meanDifference([pair(1, 5, 3), pair(2, 2)]).mean).toBe(3)
})

test('it does not matter who is compared with whom, nor how large the weights are', () => {
  const stance = fc.integer({ min: 1, max: 7 })
  const pairs = fc.array(fc.record({ a: stance, b: stance, weight: fc.integer({ min: 1, max: 3 }) }), { minLength: 2 })
  fc.assert(
    fc.property(pairs, (all) => {
      const { mean, error } = meanDifference(all)
      const turned = meanDifference(all.map(({ a, b, weight }) => ({ a: b, b: a, weight: weight * 2 })))
      expect(turned.mean).toBeCloseTo(mean, 12)
      expect(turned.error).toBeCloseTo(error, 12)
      expect(mean).toBeGreaterThanOrEqual(0)
      expect(mean).toBeLessThanOrEqual(6)
    }),
  )
})
