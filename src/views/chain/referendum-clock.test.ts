import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clockOf, reviewDelay } from './referendum-clock.ts'

const votes = (ayes: number, nays: number, voters: number) => ({ ayes, nays, voters })

test('the Triumvirate has seven days, and two of three pass', () => {
  expect(clockOf(0, 1000, votes(1, 0, 3))).toEqual({ closes: 51_400, enacts: null, pass: 2, hasten: null, stop: null })
})

test('a review is enacted after a day where nobody votes, at once at 75 %, and after two days at the most', () => {
  expect(clockOf(1, 0, votes(0, 0, 32))).toEqual({ closes: 14_400, enacts: 7_200, pass: null, hasten: 24, stop: 17 })
  expect(reviewDelay(votes(24, 0, 32))).toBe(0)
  expect(reviewDelay(votes(0, 17, 32))).toBe(14_400)
  // Half the way to 75 %: 1 - (1/2)^3 of the delay is gone.
  expect(reviewDelay(votes(12, 0, 32))).toBe(900)
})

test('members of both collectives count once in what is needed', () => {
  expect(clockOf(1, 0, votes(0, 0, 28))).toMatchObject({ hasten: 21, stop: 15 })
})

test('a track that is not known, or without voters, has no clock', () => {
  expect([clockOf(7, 0, votes(0, 0, 3)), clockOf(null, 0, votes(0, 0, 3)), clockOf(1, 0, votes(0, 0, 0))]).toEqual([
    null,
    null,
    null,
  ])
})

test('the delay stays within its bounds; a vote for never lengthens it, a vote against never shortens it', () => {
  const voting = fc
    .integer({ min: 1, max: 64 })
    .chain((voters) =>
      fc
        .integer({ min: 0, max: voters - 1 })
        .chain((ayes) => fc.integer({ min: 0, max: voters - ayes - 1 }).map((nays) => votes(ayes, nays, voters))),
    )
  fc.assert(
    fc.property(voting, (each) => {
      const delay = reviewDelay(each)
      expect(delay).toBeGreaterThanOrEqual(0)
      expect(delay).toBeLessThanOrEqual(14_400)
      expect(reviewDelay({ ...each, ayes: each.ayes + 1 })).toBeLessThanOrEqual(delay)
      expect(reviewDelay({ ...each, nays: each.nays + 1 })).toBeGreaterThanOrEqual(delay)
    }),
  )
})
