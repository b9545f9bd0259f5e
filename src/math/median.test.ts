import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SortedNumbers } from './median.ts'

test('the median of none, of an odd and of an even count', () => {
  const numbers = new SortedNumbers()
  expect(numbers.median()).toBeNull()
  for (const each of [5, 1, 3]) numbers.add(each)
  expect(numbers.median()).toBe(3)
  numbers.add(2)
  expect(numbers.median()).toBe(2)
  numbers.remove(1)
  expect(numbers.median()).toBe(3)
  expect(() => numbers.remove(4)).toThrow('4 is not among the numbers')
})

test('is that of a sorted list, whatever is added and taken away', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { maxLength: 3000 }), fc.nat(2000), (values, window) => {
      const numbers = new SortedNumbers()
      for (const [i, value] of values.entries()) {
        numbers.add(value)
        if (i >= window) numbers.remove(values[i - window]!)
      }
      const kept = values.slice(Math.max(0, values.length - window)).sort((a, b) => a - b)
      expect(numbers.length).toBe(kept.length)
      expect(numbers.median()).toBe(kept[(kept.length - 1) >> 1] ?? null)
    }),
    { numRuns: 50 },
  )
})

test('keeps its order when one place is filled again and again', () => {
  const numbers = new SortedNumbers()
  for (let i = 0; i < 5000; i++) numbers.add(i % 2 === 0 ? i : 5000 - i)
  for (let i = 0; i < 5000; i += 2) numbers.remove(i)
  expect(numbers.length).toBe(2500)
  expect(numbers.median()).toBe(2499)
})
