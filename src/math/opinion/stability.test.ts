import { expect, test } from 'vitest'
import { crowdOf } from '../../../test/crowds.ts'
import { robust } from './robust.ts'
import type { Seeds } from './seeded-kmeans.ts'
import { stabilityOf } from './stability.ts'

const seeds: Seeds = (k, start) => [k, start, 7]

test('groups with a gap between them are found again on most draws of statements', () => {
  const { votes } = crowdOf('two groups', 120, 40, 3, 0.95)
  const { ballots, groups } = robust(votes, null, seeds)
  expect(groups.verdict.k).toBe(2)
  const stability = stabilityOf(ballots, groups, 2, seeds)
  expect(stability).toBeGreaterThan(0.9)
  expect(stability).toBeLessThanOrEqual(1)
  expect(stabilityOf(ballots, groups, 2, seeds)).toBe(stability)
})

test('groups drawn by lot are not', () => {
  const { votes } = crowdOf('coin flips', 120, 40, 3)
  const { ballots, groups } = robust(votes, null, seeds)
  const lot = groups.of.map((_, row) => row % 2)
  expect(Math.abs(stabilityOf(ballots, { of: lot, inCore: groups.inCore }, 2, seeds) ?? 1)).toBeLessThan(0.1)
})

test('where no draw leaves places enough nothing is said', () => {
  const { votes } = crowdOf('coin flips', 12, 9, 3)
  const { ballots, groups } = robust(votes, null, seeds)
  const nobody = new Uint8Array(groups.inCore.length)
  expect(stabilityOf(ballots, { of: groups.of, inCore: nobody }, 2, seeds)).toBeNull()
})
