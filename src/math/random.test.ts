import fc from 'fast-check'
import { expect, test } from 'vitest'
import { random } from './random.ts'

test('the same seed gives the same stream for ever', () => {
  const { integer } = random(1, 2, 3)
  expect([integer(), integer(), integer()]).toEqual([3751487187, 2387421278, 4236281022])
})

test('each word of the seed and their order matter', () => {
  const first = (...seed: number[]): number => random(...seed).integer()
  const streams = [first(), first(0), first(1), first(1, 0), first(0, 1), first(0, 0)]
  expect(new Set(streams).size).toBe(streams.length)
})

test('numbers stay in their range', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 2 ** 32 }), (seed, n) => {
      const { unit, below } = random(seed)
      const drawn = below(n)
      const share = unit()
      expect(Number.isInteger(drawn) && drawn >= 0 && drawn < n).toBe(true)
      expect(share >= 0 && share < 1).toBe(true)
    }),
  )
})

test('every value of a small range comes up about equally often', () => {
  const { below } = random(7)
  const counts = [0, 0, 0, 0, 0]
  for (let i = 0; i < 50_000; i++) counts[below(5)]!++
  // Four standard deviations of a fair draw.
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(4 * Math.sqrt(50_000 * 0.16))
})
