import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { heldBy, type Tally } from './held.ts'

const of = (agree: number, disagree: number, pass = 0): Tally => ({ agree, disagree, seen: agree + disagree + pass })

describe('how parts stand to a statement', () => {
  test('it joins them when more than half of each are on one side', () => {
    expect(heldBy([of(18, 2), of(9, 3)], [20, 12])).toMatchObject({ state: 'joins', side: 'agree' })
    expect(heldBy([of(2, 18), of(3, 9)], [20, 12])).toMatchObject({ state: 'joins', side: 'disagree' })
  })

  test('it divides them when one agrees and another disagrees, each clearly', () => {
    const held = heldBy([of(18, 2), of(2, 18), of(10, 10)], [20, 20, 20])
    expect(held).toMatchObject({ state: 'divides', side: null })
    expect(held.apart).toBeCloseTo(16 / 22)
  })

  test('it does neither where a part is of two minds, or passes', () => {
    expect(heldBy([of(18, 2), of(10, 10)], [20, 20])).toMatchObject({ state: 'open', side: null })
    expect(heldBy([of(18, 2), of(0, 0, 20)], [20, 20])).toMatchObject({ state: 'open', side: null })
  })

  test('it says nothing before enough of every part have seen it, or where there is nothing to compare', () => {
    expect(heldBy([of(18, 2), of(4, 0)], [20, 20]).state).toBe('few')
    expect(heldBy([of(18, 2), of(5, 0)], [20, 60]).state).toBe('few')
    expect(heldBy([of(18, 2)], [20]).state).toBe('few')
    expect(heldBy([], [])).toEqual({ state: 'few', side: null, apart: 0 })
  })

  const tally = fc.tuple(fc.nat(40), fc.nat(40), fc.nat(40)).map(([a, d, p]) => of(a, d, p))
  test('turning all votes round turns the side and nothing else, and the order of parts says nothing', () => {
    fc.assert(
      fc.property(fc.array(tally, { minLength: 2, maxLength: 5 }), (groups) => {
        const sizes = groups.map(({ seen }) => seen)
        const held = heldBy(groups, sizes)
        const turned = heldBy(
          groups.map(({ agree, disagree, seen }) => ({ agree: disagree, disagree: agree, seen })),
          sizes,
        )
        expect(turned.state).toBe(held.state)
        if (held.side !== null) expect(turned.side).toBe(held.side === 'agree' ? 'disagree' : 'agree')
        expect(heldBy(groups.toReversed(), sizes.toReversed())).toEqual(held)
      }),
    )
  })
})
