import { expect, test } from 'vitest'
import type { Counts } from './counts.ts'
import { priorities, shareOfAuthors, twoToMinusFifth } from './routing.ts'

const counts: Counts = {
  groups: 2,
  statements: 3,
  agree: Int32Array.from([4, 0, 9, 2, 0, 9]),
  disagree: Int32Array.from([1, 0, 0, 3, 0, 0]),
  seen: Int32Array.from([7, 0, 9, 5, 0, 9]),
}

test('a worked example over both groups; an unseen statement; one about the conversation itself', () => {
  const [first, unseen, meta] = priorities(counts, [0.5, 0, 2], Uint8Array.from([0, 0, 1]))
  expect(first).toBeCloseTo(((1 - 3 / 14) * 1.5 * (7 / 14) * (1 + 8 * 2 ** (-12 / 5))) ** 2, 12)
  expect(unseen).toBeCloseTo((0.25 * 9) ** 2, 12)
  expect(meta).toBe(49)
})

test('2^(-s/5) is the nearest double for the first five, halves exactly every five, and ends at 0', () => {
  for (let s = 0; s < 5; s++) expect(twoToMinusFifth(s)).toBeCloseTo(2 ** (-s / 5), 15)
  for (let s = 0; s < 5000; s++) expect(twoToMinusFifth(s + 5)).toBe(twoToMinusFifth(s) / 2)
  expect(twoToMinusFifth(10_000)).toBe(0)
})

test('the statements of one author weigh as three at most, whatever their number; without an author each weighs its own', () => {
  const author = [-1, -1, 7, ...new Array<number>(290).fill(8), 9, 9, 9]
  const weights = shareOfAuthors(new Float64Array(author.length).fill(2), author)
  const of = (who: number): number => weights.reduce((sum, weight, c) => sum + (author[c] === who ? weight : 0), 0)
  expect([-1, 7, 9].map(of)).toEqual([4, 2, 6])
  expect(of(8)).toBeCloseTo(6, 9)
})
