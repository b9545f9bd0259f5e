import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fewestToBlock, fewestToReach, powerIndices, scaleGame } from './power.ts'

/** Every coalition, one by one. */
function plain(weights: readonly number[], quota: number) {
  const n = weights.length
  const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1))
  const [banzhaf, shapley] = [weights.map(() => 0), weights.map(() => 0)]
  for (let coalition = 0; coalition < 2 ** n; coalition++) {
    const members = weights.map((_, i) => i).filter((i) => (coalition >> i) & 1)
    const sum = members.reduce((whole, i) => whole + weights[i]!, 0)
    for (let i = 0; i < n; i++) {
      if (members.includes(i) || sum >= quota || sum + weights[i]! < quota) continue
      banzhaf[i]! += 1 / 2 ** (n - 1)
      shapley[i]! += (factorial(members.length) * factorial(n - members.length - 1)) / factorial(n)
    }
  }
  return { banzhaf, shapley }
}

const close = (got: ArrayLike<number>, wanted: readonly number[]) => {
  expect(got.length).toBe(wanted.length)
  wanted.forEach((each, i) => {
    expect(got[i]).toBeCloseTo(each, 12)
  })
}

describe('power indices', () => {
  test('of 50, 49 and 1 with quota 51: the smallest has as much as the second', () => {
    const { banzhaf, shapley } = powerIndices([50, 49, 1], 51)
    close(banzhaf, [3 / 4, 1 / 4, 1 / 4])
    close(shapley, [2 / 3, 1 / 6, 1 / 6])
  })

  test('of the Council of the six in 1958, where Luxembourg had a vote and no power', () => {
    const { banzhafShare, shapley } = powerIndices([4, 4, 4, 2, 2, 1], 12)
    close(banzhafShare, [5 / 21, 5 / 21, 5 / 21, 3 / 21, 3 / 21, 0])
    close(shapley, [14 / 60, 14 / 60, 14 / 60, 9 / 60, 9 / 60, 0])
  })

  test('of 64 equals with more than half: each 1/64, counted exactly', () => {
    const { shapley, banzhaf } = powerIndices(Array<number>(64).fill(1), 33)
    // C(63, 32) / 2^63
    const swings = Number(916_312_070_471_295_267n) / 2 ** 63
    close(shapley, Array<number>(64).fill(1 / 64))
    close(banzhaf, Array<number>(64).fill(swings))
  })

  test('of two of three keys, of one who decides alone, and of a quota out of reach', () => {
    close(powerIndices([1, 1, 1], 2).banzhafShare, [1 / 3, 1 / 3, 1 / 3])
    close(powerIndices([7, 1, 1], 5).shapley, [1, 0, 0])
    close(powerIndices([1, 1], 3).shapley, [0, 0])
    close(powerIndices([], 0).shapley, [])
  })

  test('are what counting every coalition gives', () => {
    const game = fc
      .array(fc.nat(12), { minLength: 1, maxLength: 9 })
      .chain((weights) => fc.record({ weights: fc.constant(weights), quota: fc.integer({ min: 1, max: 60 }) }))
    fc.assert(
      fc.property(game, ({ weights, quota }) => {
        const wanted = plain(weights, quota)
        const got = powerIndices(weights, quota)
        close(got.banzhaf, wanted.banzhaf)
        close(got.shapley, wanted.shapley)
      }),
      { numRuns: 60 },
    )
  })

  test('Shapley shares sum to one whenever all together can win', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(weights, fc.double({ min: 0.01, max: 1, noNaN: true }), (given, share) => {
        const total = given.reduce((sum, each) => sum + each, 0)
        const { shapley } = powerIndices(given, Math.ceil(total * share))
        expect(shapley.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 10)
      }),
      { numRuns: 40 },
    )
  })

  test('refuse what they cannot count', () => {
    expect(() => powerIndices(Array<number>(65).fill(1), 33)).toThrow('at most 64')
    expect(() => powerIndices([0.5], 1)).toThrow('whole numbers')
  })
})

describe('a scaled game', () => {
  test('keeps small games as they are, and large ones to their shape', () => {
    expect(scaleGame([3n, 2n, 1n], 4n)).toEqual({ weights: [3, 2, 1], quota: 4 })
    expect(scaleGame([6n * 10n ** 15n, 3n * 10n ** 15n, 10n ** 15n], 5n * 10n ** 15n + 1n, 1000)).toEqual({
      weights: [600, 300, 100],
      quota: 501,
    })
  })
})

describe('the fewest', () => {
  test('who can pass, and who can block', () => {
    const weights = [10n, 40n, 30n, 20n]
    expect(fewestToReach(weights, 67n)).toEqual([1, 2])
    expect(fewestToBlock(weights, 67n)).toEqual([1])
    expect(fewestToBlock(weights, 51n)).toEqual([1, 2])
    expect(fewestToReach(weights, 101n)).toBeNull()
    expect(fewestToBlock(weights, 101n)).toBeNull()
  })

  test('are enough, and one fewer of the largest is not', () => {
    const game = fc.record({
      weights: fc.array(fc.bigInt({ min: 1n, max: 50n }), { minLength: 1, maxLength: 12 }),
      quota: fc.bigInt({ min: 1n, max: 300n }),
    })
    fc.assert(
      fc.property(game, ({ weights, quota }) => {
        const sum = (players: number[]) => players.reduce((whole, i) => whole + weights[i]!, 0n)
        const [pass, block] = [fewestToReach(weights, quota), fewestToBlock(weights, quota)]
        const all = sum(weights.map((_, i) => i))
        expect(pass !== null).toBe(all >= quota)
        if (pass === null || block === null) return
        expect(sum(pass) >= quota && sum(pass.slice(0, -1)) < quota).toBe(true)
        expect(all - sum(block) < quota && all - sum(block.slice(0, -1)) >= quota).toBe(true)
      }),
    )
  })
})
