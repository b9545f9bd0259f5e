import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holdings } from '../../../test/holdings.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import { movingPriceInRao, pruningOf } from './pruning.ts'

const blank = holdings('block 1000').holdings

interface Said {
  moving: number
  since: number
}

function having(subnets: Said[], immunityPeriod: number): Holdings {
  const told = subnets.map(({ moving, since }, netuid) => ({
    netuid,
    name: '',
    symbol: '',
    owner: null,
    ownerHotkey: null,
    price: '0',
    taoIn: '0',
    alphaIn: '0',
    alphaOut: '0',
    registeredAt: since,
    movingPrice: String(moving),
  }))
  return { ...blank, facts: { ...blank.facts, subnetLimit: 3, immunityPeriod, subnets: told } }
}

/** The loop of the runtime: whoever is strictly cheaper, or as cheap and older, takes the place of the candidate. */
function runtimeChoice(subnets: Said[], immunityPeriod: number): number | null {
  let candidate: (Said & { netuid: number }) | null = null
  for (const [netuid, each] of subnets.entries()) {
    if (netuid === 0 || 1000 < each.since + immunityPeriod) continue
    const cheaper = candidate === null || each.moving < candidate.moving
    if (cheaper || (each.moving === candidate!.moving && each.since < candidate!.since)) candidate = { netuid, ...each }
  }
  return candidate?.netuid ?? null
}

const subnets = fc.array(fc.record({ moving: fc.nat(4), since: fc.integer({ min: 0, max: 1000 }) }), { maxLength: 7 })
const period = fc.integer({ min: 0, max: 1200 })

describe('which subnet would be removed', () => {
  test('is the one that the loop of the runtime finds, and so on for the next when it is gone', () => {
    fc.assert(
      fc.property(subnets, period, (all, immunityPeriod) => {
        const found = pruningOf(having(all, immunityPeriod))!
        expect(found.order[0] ?? null).toBe(runtimeChoice(all, immunityPeriod))
        const [first] = found.order
        const rest = all.map((each, netuid) => (netuid === first ? { ...each, since: 10_000 } : each))
        expect(found.order[1] ?? null).toBe(runtimeChoice(rest, immunityPeriod))
        expect(found.order.length + found.immuneUntil.size).toBe(Math.max(0, all.length - 1))
      }),
    )
  })

  test('is unknown where the snapshot lacks the limit, the period, or one moving price', () => {
    const whole = having(
      [
        { moving: 1, since: 0 },
        { moving: 1, since: 0 },
      ],
      10,
    )
    const { subnetLimit: _, ...noLimit } = whole.facts
    const { immunityPeriod: __, ...noPeriod } = whole.facts
    const noPrice = { ...whole.facts, subnets: whole.facts.subnets.map(({ movingPrice: ___, ...each }) => each) }
    for (const facts of [noLimit, noPeriod, noPrice]) expect(pruningOf({ facts })).toBe(null)
    expect(pruningOf(whole)).not.toBe(null)
    expect(pruningOf(blank)).toBe(null)
  })

  test('a moving price of one is one TAO', () => {
    expect(movingPriceInRao(String(1n << 32n))).toBe(1_000_000_000n)
    expect(movingPriceInRao('1')).toBe(0n)
  })
})
