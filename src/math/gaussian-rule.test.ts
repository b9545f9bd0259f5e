import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gaussianHelpful, gaussianRule } from './gaussian-rule.ts'

const camps = Float64Array.from([-0.9, -0.8, -0.7, -0.6, -0.5, 0.5, 0.6, 0.7, 0.8, 0.9])
const rated = (...value: number[]) => ({ place: camps, value: Float64Array.from(value) })

test('what both camps find helpful is helpful', () => {
  expect(gaussianRule(rated(1, 1, 1, 1, 1, 1, 1, 1, 1, 1), camps)).toBeGreaterThan(gaussianHelpful)
})

test('what one camp alone finds helpful is not, however many they are', () => {
  const place = Float64Array.from({ length: 200 }, (_, i) => (i < 190 ? -0.9 + i / 400 : 0.6 + i / 1000))
  const value = place.map((x) => (x < 0 ? 1 : 0))
  expect(gaussianRule({ place, value }, place)).toBeLessThan(0.3)
  const silent = { place: place.filter((x) => x < 0), value: place.filter((x) => x < 0).fill(1) }
  expect(gaussianRule(silent, place)).toBeLessThan(gaussianHelpful)
})

test('few ratings leave more room for what is believed before any', () => {
  const two = { place: Float64Array.of(-0.7, 0.7), value: Float64Array.of(1, 1) }
  expect(gaussianRule(two, camps)).toBeLessThan(gaussianRule(rated(1, 1, 1, 1, 1, 1, 1, 1, 1, 1), camps))
  expect(gaussianRule({ place: new Float64Array(0), value: new Float64Array(0) }, camps)).toBeCloseTo(0.1, 9)
  expect(gaussianRule({ place: new Float64Array(0), value: new Float64Array(0) }, new Float64Array(0))).toBe(0.05)
})

test('a no weighs more than a yes', () => {
  const [half, most] = [rated(1, 0, 1, 0, 1, 0, 1, 0, 1, 0), rated(1, 1, 1, 0, 1, 1, 1, 1, 0, 1)]
  expect(gaussianRule(half, camps)).toBeLessThan(0.5)
  expect(gaussianRule(most, camps)).toBeGreaterThan(gaussianRule(half, camps))
})

test('it lies between its bounds, and a better rating never lowers it', () => {
  const places = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(places, fc.infiniteStream(fc.constantFrom(0, 0.5, 1)), fc.nat(), (given, values, chosen) => {
      const place = Float64Array.from(given)
      const value = place.map(() => values.next().value as number)
      const before = gaussianRule({ place, value }, place)
      const better = value.slice()
      better[chosen % place.length] = 1
      const after = gaussianRule({ place, value: better }, place)
      expect(before).toBeGreaterThanOrEqual(0.05 - 1e-12)
      expect(before).toBeLessThanOrEqual(0.8 + 1e-12)
      expect(after).toBeGreaterThanOrEqual(before - 1e-12)
    }),
  )
})
