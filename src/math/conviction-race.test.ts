import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Contender,
  convictionAfter,
  convictionNeeded,
  horizon,
  leaderOf,
  outlookOf,
  reachesWithin,
  takeoverAge,
} from './conviction-race.ts'
import { spanOf } from './locks.ts'

const rates = { unlock: 934_866n, maturity: 311_622n }
const alpha = (amount: number): bigint => BigInt(Math.round(amount * 1e9))

const stays = (mass: number, conviction = 0): Contender => ({
  isOwners: false,
  locks: [{ mass: alpha(mass), conviction: alpha(conviction), perpetual: true, owner: false }],
})
const decays = (mass: number, conviction = 0): Contender => ({
  isOwners: false,
  locks: [{ mass: alpha(mass), conviction: alpha(conviction), perpetual: false, owner: false }],
})
const owners = (mass: number): Contender => ({
  isOwners: true,
  locks: [{ mass: alpha(mass), conviction: alpha(mass), perpetual: true, owner: true }],
})

test('what is needed is more than 18 % of what is eligible', () => {
  expect(convictionNeeded(100n)).toBe(19n)
  expect(convictionNeeded(1000n)).toBe(181n)
  expect(convictionNeeded(1n)).toBe(1n)
  expect(convictionNeeded(0n)).toBeNull()
})

describe('the race', () => {
  const needed = alpha(180)

  test('a lock that stays reaches what is needed when the logarithm says', () => {
    // 1 - e^(-t/M) = 180/200: t = M ln 10.
    const { reaches, takeover } = outlookOf([stays(200)], needed, rates, 0)
    expect(reaches[0]).toBe(Math.ceil(311_622 * Math.log(10)))
    expect(takeover).toEqual({ place: 0, blocks: reaches[0] })
  })

  test('a mass that is less than what is needed never does, and one that decays may come too late', () => {
    const { reaches, takeover } = outlookOf([stays(179), decays(300), decays(400)], needed, rates, 0)
    expect(reaches.map((each) => each !== null)).toEqual([false, false, true])
    expect(takeover?.place).toBe(2)
  })

  test('a young subnet waits, and who leads when it is old enough takes it', () => {
    const { takeover } = outlookOf([stays(300, 300), stays(1000)], needed, rates, takeoverAge)
    expect(takeover).toEqual({ place: 1, blocks: takeoverAge })
  })

  test('nothing changes while the owner leads, and does when the owner is passed', () => {
    expect(outlookOf([owners(500), stays(400, 400)], needed, rates, 0).takeover).toBeNull()
    const { takeover } = outlookOf([owners(500), stays(600)], needed, rates, 0)
    // 600 (1 - e^(-t/M)) = 500: t = M ln 6; of equal ones the last leads.
    expect(takeover).toEqual({ place: 1, blocks: Math.ceil(311_622 * Math.log(6)) })
  })

  test('of equal ones the last leads, as the chain takes the maximum, and nobody without conviction', () => {
    const now = spanOf(0n, rates)
    expect(leaderOf([stays(5, 5), stays(9, 5), stays(9, 4)], now)).toBe(1)
    expect(leaderOf([stays(5, 5), stays(9, 6)], now)).toBe(1)
    expect(leaderOf([stays(5)], now)).toBeNull()
  })

  test('within a time it is said when a bar is passed: now, in so many blocks, or not', () => {
    const half = Math.ceil(311_622 * Math.log(2))
    expect(reachesWithin(stays(200), alpha(100), rates, 300_000)).toBe(half)
    expect(reachesWithin(stays(200), alpha(100), rates, half - 1)).toBeNull()
    expect(reachesWithin(stays(200, 100), alpha(100), rates, 10)).toBe(0)
  })

  test('without conviction nobody takes anything', () => {
    expect(outlookOf([], needed, rates, 0)).toEqual({ reaches: [], takeover: null })
    expect(outlookOf([stays(0)], needed, rates, 0)).toEqual({ reaches: [null], takeover: null })
  })

  test('at the time that is told it holds, and a block before it does not', () => {
    const amount = fc.integer({ min: 0, max: 1000 })
    const contender = fc
      .tuple(amount, amount, fc.boolean())
      .map(([mass, conviction, perpetual]) => (perpetual ? stays(mass, conviction) : decays(mass, conviction)))
    fc.assert(
      fc.property(fc.array(contender, { maxLength: 4 }), fc.integer({ min: 1, max: 900 }), (contenders, bar) => {
        const needed = alpha(bar)
        const has = (each: Contender, blocks: number) => convictionAfter(each, spanOf(BigInt(blocks), rates)) >= needed
        const { reaches } = outlookOf(contenders, needed, rates, 0)
        for (const [i, blocks] of reaches.entries()) {
          const each = contenders[i]!
          if (blocks === null) expect(has(each, 0) || has(each, horizon)).toBe(false)
          else expect([has(each, blocks), blocks > 0 && has(each, blocks - 1)]).toEqual([true, false])
        }
      }),
      { numRuns: 60 },
    )
  })
})
