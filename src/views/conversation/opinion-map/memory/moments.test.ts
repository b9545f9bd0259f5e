import fc from 'fast-check'
import { expect, test } from 'vitest'
import { momentsOf } from './moments.ts'

const nothing = { votes: 0, size: 4, ms: 5 }
/** Signed votes, of which some were taken back. */
const signed = (standing: readonly boolean[]) => ({
  voter: standing.map((stands) => (stands ? 0 : -1)),
  index: standing.map((_, i) => 10 + 2 * i),
  ms: standing.map((_, i) => 1000 * i),
})
const all = (n: number) => signed(Array.from({ length: n }, () => true))

test('at 128 votes and at every doubling, once there are more', () => {
  expect(momentsOf(nothing, all(128))).toEqual([])
  expect(momentsOf(nothing, all(129))).toEqual([{ votes: 128, size: 265, ms: 127_000, signed: 128 }])
  expect(momentsOf(nothing, all(1025)).map(({ votes }) => votes)).toEqual([128, 256, 512, 1024])
})

test('an import is a moment of its own, and then its doublings', () => {
  expect(momentsOf({ votes: 300, size: 4, ms: 5 }, all(0))).toEqual([])
  expect(momentsOf({ votes: 300, size: 4, ms: 5 }, all(800))).toEqual([
    { votes: 300, size: 4, ms: 5, signed: 0 },
    { votes: 512, size: 433, ms: 211_000, signed: 212 },
    { votes: 1024, size: 1457, ms: 723_000, signed: 724 },
  ])
  expect(momentsOf({ votes: 20, size: 4, ms: 5 }, all(120)).map(({ votes }) => votes)).toEqual([128])
})

test('all maps that are remembered together have less than twice the votes of the present one', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 3000 }), fc.nat(700), (standing, imported) => {
      const found = momentsOf({ ...nothing, votes: imported }, signed(standing))
      const votes = imported + standing.filter(Boolean).length
      expect(found.reduce((sum, each) => sum + each.votes, 0)).toBeLessThan(Math.max(1, 2 * votes))
      expect(found.every((each) => each.votes < votes)).toBe(true)
    }),
    { numRuns: 50 },
  )
})

test('a vote that was taken back is as if it had never been cast', () => {
  const with_ = momentsOf(nothing, signed([false, ...Array.from({ length: 300 }, () => true)]))
  const without = momentsOf(nothing, all(300))
  expect(with_.map(({ votes }) => votes)).toEqual(without.map(({ votes }) => votes))
})
