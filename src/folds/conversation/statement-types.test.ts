import fc from 'fast-check'
import { expect, test } from 'vitest'
import { statementTypes } from '../../records/conversation/statement-type.ts'
import { leadingType, noTypes, voicesIn } from './statement-types.ts'

test.each([
  [{ fact: 2 }, null],
  [{ fact: 3 }, 'fact'],
  [{ fact: 2, value: 1 }, 'fact'],
  [{ fact: 2, value: 2 }, null],
  [{ fact: 3, value: 2, forecast: 1 }, null],
  [{ definition: 4, value: 2, forecast: 1 }, 'definition'],
  [{}, null],
] as const)('of %o leads %s', (counts, leads) => {
  expect(leadingType({ ...noTypes(), ...counts })).toBe(leads)
})

test('whatever leads has more voices than all others together, and at least three give any', () => {
  const counts = fc.record({ fact: fc.nat(9), forecast: fc.nat(9), value: fc.nat(9), definition: fc.nat(9) })
  fc.assert(
    fc.property(counts, (each) => {
      const leads = leadingType(each)
      const most = statementTypes.filter((type) => each[type] > voicesIn(each) - each[type])
      expect(leads === null ? [] : [leads]).toEqual(voicesIn(each) < 3 ? [] : most)
    }),
  )
})
