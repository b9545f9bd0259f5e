import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromShare, largest, shareOf, sharesOf } from './order.ts'

/** Amounts that are often equal, or differ by less than a double tells apart. */
const rao = fc.oneof(fc.bigInt(0n, 3n), fc.bigInt(2n ** 54n, 2n ** 54n + 3n), fc.bigInt(0n, 2n ** 55n))
const row = fc.record({ free: rao, ownStake: rao, weight: rao, names: fc.boolean() })

test('the largest, and those from a share on, are those of an exact comparison', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 45 }), (rows, count) => {
      const column = (name: 'free' | 'ownStake' | 'weight') => BigUint64Array.from(rows, (each) => each[name])
      const groups = {
        groupOf: Uint32Array.from(rows, ({ names }, i) => (names ? i : rows.length)),
        holders: Uint32Array.from(rows.keys()).filter((row) => rows[row]?.names === true),
        free: column('free'),
        ownStake: column('ownStake'),
        delegated: column('free'),
        weight: column('weight'),
      }
      const sum = (amounts: BigUint64Array): bigint => amounts.reduce((all, each) => all + each, 0n)
      const [free, staked] = [sum(groups.free), sum(groups.weight)]
      const sheet = { totals: { free, staked, issuance: free + sum(groups.ownStake) } }
      const { issuance } = sheet.totals
      const part = ({ free, ownStake, weight }: (typeof rows)[number]): bigint => {
        const unit = 1n << 60n
        const held = issuance === 0n ? 0n : ((free + ownStake) * unit) / issuance
        const voted = staked === 0n ? 0n : (weight * unit) / staked
        return held > voted ? held : voted
      }
      const exact = rows
        .map((each, i) => ({ i, part: part(each), names: each.names }))
        .filter(({ names, part }) => names && part > 0n)
        .sort((a, b) => (a.part < b.part ? 1 : a.part > b.part ? -1 : a.i - b.i))
        .map(({ i }) => i)
      expect([...largest(groups, sheet, sharesOf(groups, sheet), count)]).toEqual(exact.slice(0, count))
      const least = shareOf(groups, sheet, exact[count] ?? exact[0] ?? 0)
      const from = exact.filter((each) => shareOf(groups, sheet, each) >= least)
      expect([...fromShare(groups, sheet, least)]).toEqual(from)
    }),
    { numRuns: 1000 },
  )
})
