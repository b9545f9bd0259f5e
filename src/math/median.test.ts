import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addNumber, medianOf, removeNumber, sortedNumbers } from './median.ts'

test('the median of none, of an odd and of an even count', () => {
  const numbers = sortedNumbers()
  expect(medianOf(numbers)).toBeNull()
  for (const each of [5, 1, 3]) addNumber(numbers, each)
  expect(medianOf(numbers)).toBe(3)
  addNumber(numbers, 2)
  expect(medianOf(numbers)).toBe(2)
  removeNumber(numbers, 1)
  expect(medianOf(numbers)).toBe(3)
  expect(() => removeNumber(numbers, 4)).toThrow('4 is not among the numbers')
})

test('is that of a sorted list, whatever is added and taken away', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { maxLength: 3000 }), fc.nat(2000), (values, window) => {
      const numbers = sortedNumbers()
      for (const [i, value] of values.entries()) {
        addNumber(numbers, value)
        if (i >= window) removeNumber(numbers, values[i - window]!)
      }
      const kept = values.slice(Math.max(0, values.length - window)).sort((a, b) => a - b)
      expect(numbers.length).toBe(kept.length)
      expect(medianOf(numbers)).toBe(kept[(kept.length - 1) >> 1] ?? null)
    }),
    { numRuns: 50 },
  )
})

test('keeps its order when one place is filled again and again', () => {
  const numbers = sortedNumbers()
  for (let i = 0; i < 5000; i++) addNumber(numbers, i % 2 === 0 ? i : 5000 - i)
  for (let i = 0; i < 5000; i += 2) removeNumber(numbers, i)
  expect(numbers.length).toBe(2500)
  expect(medianOf(numbers)).toBe(2499)
})
