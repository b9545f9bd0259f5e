import fc from 'fast-check'
import { expect, test } from 'vitest'
import { statementTypes } from '../../records/conversation/statement-type.ts'
import type { RecordId } from '../../records/ids.ts'
import type { ActiveRecord, TakenBack } from '../fold.ts'
import { leadingType, noTypes, statementTypeVotes, type TypeCounts, voicesIn } from './statement-types.ts'

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

test('whatever is said and taken back in whatever order, the latest word that stands counts', () => {
  const word = fc.record({ account: fc.nat(2), type: fc.constantFrom(...statementTypes), takesBack: fc.nat(9) })
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), (words) => {
      const state = statementTypeVotes.start()
      const said: { account: number; type: keyof TypeCounts; stands: boolean }[] = []
      for (const { account, type, takesBack } of words) {
        const old = said[takesBack]
        // Of what the fold is told it reads these alone.
        const record = (id: number, own = account) =>
          ({
            id: `${id}`,
            account: `${own}`,
            fields: { about: 'it', type },
          }) as unknown as ActiveRecord<'statement-type'> & TakenBack<'statement-type'>
        if (old?.stands) {
          old.stands = false
          statementTypeVotes.takeBack(state, record(takesBack, old.account), null as never)
        } else {
          statementTypeVotes.take(state, record(said.length), null as never)
          said.push({ account, type, stands: true })
        }
        const expected = noTypes()
        for (const own of [0, 1, 2]) {
          const last = said.findLast((each) => each.stands && each.account === own)
          if (last) expected[last.type]++
        }
        expect(state.counts.get('it' as RecordId) ?? noTypes()).toEqual(expected)
      }
    }),
  )
})
