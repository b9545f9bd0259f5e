import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addEntry, emptyTrail, entryBefore, latestOf, letGo, placeOf, type Trail } from './trail.ts'

/** What is kept of an owner, the latest first. */
function keptOf(trail: Trail, owner: number): { at: number; amount: bigint }[] {
  const kept = []
  for (let entry = latestOf(trail, owner); entry > 0; entry = entryBefore(trail, entry)) {
    const place = placeOf(trail, entry)
    kept.push({ at: trail.at[place]!, amount: trail.amount[place]! })
  }
  return kept
}

test('has of every owner what a list of all entries has, whatever came and went', () => {
  const step = fc.record({
    owner: fc.integer({ min: 0, max: 40 }),
    after: fc.integer({ min: 0, max: 9 }),
    amount: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    // Now and then much goes at once, so that the columns are filled round and round.
    keeps: fc.oneof(fc.constant(1000), fc.integer({ min: 0, max: 100 })),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const trail = emptyTrail()
      let [all, now]: [{ owner: number; at: number; amount: bigint }[], number] = [[], 0]
      for (const { owner, after, amount, keeps } of steps) {
        now += after
        letGo(trail, now - keeps)
        all = all.filter(({ at }) => at >= now - keeps)
        addEntry(trail, owner, now, amount)
        all.push({ owner, at: now, amount })
      }
      for (let owner = 0; owner <= 41; owner++) {
        const own = all.filter((each) => each.owner === owner).reverse()
        expect(keptOf(trail, owner)).toEqual(own.map(({ at, amount }) => ({ at, amount })))
      }
      expect(trail.next - trail.first).toBe(all.length)
    }),
  )
})
