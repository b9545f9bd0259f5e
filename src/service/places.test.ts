import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startPlaces } from './places.ts'

interface Held {
  who: string
  free(): void
}

test('there are never more than there may be; whoever holds most gives up the oldest, and nobody else anything', () => {
  const step = fc.record({ who: fc.constantFrom('a', 'b', 'c', 'crowd', 'crowd', 'crowd'), free: fc.option(fc.nat(5)) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 6 }), (steps, most) => {
      const places = startPlaces(most)
      let held: Held[] = []
      const lost: Held[] = []
      const countOf = (who: string) => held.filter((each) => each.who === who).length
      for (const { who, free } of steps) {
        const freed = free === null ? undefined : held[free]
        freed?.free()
        freed?.free()
        held = held.filter((each) => each !== freed)
        const mine: Held = { who, free: () => undefined }
        mine.free = places.take(who, () => lost.push(mine))
        const gone = lost.splice(0)
        expect(gone).toHaveLength(held.length >= most ? 1 : 0)
        for (const each of gone) {
          expect(held.find((other) => other.who === each.who)).toBe(each)
          for (const other of held) expect(countOf(each.who)).toBeGreaterThanOrEqual(countOf(other.who))
          held = held.filter((other) => other !== each)
        }
        held.push(mine)
        expect(held.length).toBeLessThanOrEqual(most)
      }
    }),
  )
})
