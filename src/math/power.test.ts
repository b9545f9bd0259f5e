import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fewestToBlock, fewestToReach, powerIndices } from './power.ts'
import { spreadPower } from './power-spread.ts'

/** Every coalition, one by one. */
function plain(weights: readonly bigint[], quota: bigint) {
  const n = weights.length
  // How often each turns the outcome, by how many others are in.
  const turns = weights.map(() => new Float64Array(n))
  const sums = [0n]
  for (const weight of weights) for (let i = 0, { length } = sums; i < length; i++) sums.push(sums[i]! + weight)
  for (const [coalition, sum] of sums.entries()) {
    if (sum < quota) continue
    let others = -1
    for (let rest = coalition; rest > 0; rest &= rest - 1) others++
    for (const [i, weight] of weights.entries())
      if (((coalition >> i) & 1) === 1 && sum - weight < quota) turns[i]![others]!++
  }
  const orders = weights.map(() => 1 / n)
  for (let size = 1; size < n; size++) orders[size] = (orders[size - 1]! * size) / (n - size)
  return {
    banzhaf: turns.map((each) => each.reduce((sum, count) => sum + count, 0) / 2 ** (n - 1)),
    shapley: turns.map((each) => each.reduce((sum, count, size) => sum + count * orders[size]!, 0)),
  }
}

const whole = (weights: readonly number[]): bigint[] => weights.map(BigInt)

const close = (got: ArrayLike<number>, wanted: readonly number[]) => {
  expect(got.length).toBe(wanted.length)
  wanted.forEach((each, i) => {
    expect(got[i]).toBeCloseTo(each, 12)
  })
}

describe('power indices', () => {
  test('of 50, 49 and 1 with quota 51: the smallest has as much as the second', () => {
    const { banzhaf, shapley } = powerIndices(whole([50, 49, 1]), 51n)
    close(banzhaf, [3 / 4, 1 / 4, 1 / 4])
    close(shapley, [2 / 3, 1 / 6, 1 / 6])
  })

  test('of the Council of the six in 1958, where Luxembourg had a vote and no power', () => {
    const { banzhafShare, shapley } = powerIndices(whole([4, 4, 4, 2, 2, 1]), 12n)
    close(banzhafShare, [5 / 21, 5 / 21, 5 / 21, 3 / 21, 3 / 21, 0])
    close(shapley, [14 / 60, 14 / 60, 14 / 60, 9 / 60, 9 / 60, 0])
  })

  test('of 64 equals with more than half: each 1/64, counted exactly', () => {
    const { shapley, banzhaf } = powerIndices(Array<bigint>(64).fill(1n), 33n)
    // C(63, 32) / 2^63
    const swings = Number(916_312_070_471_295_267n) / 2 ** 63
    close(shapley, Array<number>(64).fill(1 / 64))
    close(banzhaf, Array<number>(64).fill(swings))
  })

  test('of two of three keys, of one who decides alone, and of a quota out of reach', () => {
    close(powerIndices([1n, 1n, 1n], 2n).banzhafShare, [1 / 3, 1 / 3, 1 / 3])
    close(powerIndices([7n, 1n, 1n], 5n).shapley, [1, 0, 0])
    close(powerIndices([1n, 1n], 3n).shapley, [0, 0])
    close(powerIndices([], 0n).shapley, [])
  })

  test('of up to 20 players with weights from 1 to 1e15 are what counting every coalition gives', () => {
    const size = fc.integer({ min: 0, max: 15 })
    const weight = size.chain((digits) => fc.bigInt({ min: 1n, max: 10n ** BigInt(digits) }))
    // Many are drawn from few weights, so that sums meet the quota exactly.
    const weights = fc
      .array(weight, { minLength: 1, maxLength: 20 })
      .chain((few) => fc.array(fc.constantFrom(...few), { minLength: 1, maxLength: 20 }))
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 1000 }), fc.integer({ min: -1, max: 1 }), (given, share, off) => {
        const total = given.reduce((sum, each) => sum + each, 0n)
        const quota = (total * BigInt(share)) / 1000n + BigInt(off)
        if (quota < 1n || quota > total) return
        const wanted = plain(given, quota)
        const got = powerIndices(given, quota)
        close(got.banzhaf, wanted.banzhaf)
        close(got.shapley, wanted.shapley)
      }),
      { numRuns: 25, examples: [[[10n ** 15n, 10n ** 15n, ...Array<bigint>(18).fill(1n)], 500, 1]] },
    )
  }, 120_000)

  test('on a grid are what counting every coalition gives, where the weights are the units', () => {
    const game = fc
      .array(fc.nat(12), { minLength: 1, maxLength: 12 })
      .filter((weights) => weights.some((each) => each > 0))
      .chain((weights) => {
        const total = weights.reduce((sum, each) => sum + each, 0)
        return fc.record({ weights: fc.constant(weights), quota: fc.integer({ min: 1, max: total }) })
      })
    fc.assert(
      fc.property(game, ({ weights, quota }) => {
        const wanted = plain(whole(weights), BigInt(quota))
        const got = spreadPower(whole(weights), BigInt(quota))
        close(got.banzhaf, wanted.banzhaf)
        close(got.shapley, wanted.shapley)
      }),
      { numRuns: 200 },
    )
  })

  test('on a scaled grid are near what they are in units, for 370 players of whom most weigh less than a unit', () => {
    const weights = Array.from({ length: 370 }, (_, i) => Math.floor(700 / (i + 1)) + 1)
    const quota = Math.floor(weights.reduce((sum, each) => sum + each, 0) * 0.6)
    const exact = powerIndices(whole(weights), BigInt(quota))
    // A millionth off, so that nothing falls on a unit.
    const scaled = powerIndices(
      weights.map((each) => BigInt(each) * 1_000_000n + 1n),
      (BigInt(quota) * 2n - 1n) * 500_000n,
    )
    for (const place of weights.keys()) {
      expect(Math.abs(scaled.banzhaf[place]! - exact.banzhaf[place]!)).toBeLessThan(1e-4)
      expect(Math.abs(scaled.shapley[place]! - exact.shapley[place]!)).toBeLessThan(1e-5)
    }
  })

  test('Shapley shares sum to one whenever all together can win', () => {
    const weights = fc.array(fc.bigInt({ min: 1n, max: 10n ** 9n }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(weights, fc.double({ min: 0.01, max: 1, noNaN: true }), (given, share) => {
        const total = given.reduce((sum, each) => sum + each, 0n)
        const { shapley } = powerIndices(given, (total * BigInt(Math.ceil(share * 1000))) / 1000n || 1n)
        expect(shapley.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 10)
      }),
      { numRuns: 40 },
    )
  })

  test('refuse what they cannot count', () => {
    expect(() => powerIndices([-1n], 1n)).toThrow('from 0 on')
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
