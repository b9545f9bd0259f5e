import fc from 'fast-check'
import { expect, test } from 'vitest'
import { votesToMatrix } from './votes.ts'

const vote = fc.tuple(fc.nat(5), fc.nat(4), fc.constantFrom(-1, 0, 1))

test('the last vote of a person on a statement counts, rows and columns ascend', () => {
  fc.assert(
    fc.property(fc.array(vote, { maxLength: 80 }), (cast) => {
      const matrix = votesToMatrix(
        {
          person: Int32Array.from(cast, ([person]) => person),
          statement: Int32Array.from(cast, ([, statement]) => statement),
          choice: Int8Array.from(cast, ([, , choice]) => choice),
        },
        6,
        5,
      )
      const last = new Map(cast.map(([p, s, choice]) => [p * 5 + s, choice]))
      const held: [number, number][] = []
      for (let p = 0; p < 6; p++) {
        for (let i = matrix.start[p]!; i < matrix.start[p + 1]!; i++)
          held.push([p * 5 + matrix.column[i]!, matrix.choice[i]!])
      }
      expect(held).toEqual([...last].sort(([a], [b]) => a - b))
    }),
  )
})
