import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupVotes } from '../polis/counts.ts'
import { votesToMatrix } from '../polis/votes.ts'
import { effectiveSizes, effectiveVotes } from './effective-votes.ts'

const votes = fc.array(fc.tuple(fc.nat(11), fc.nat(3), fc.constantFrom(-1, 0, 1)), { maxLength: 60 })
const matrixOf = (cast: [number, number, number][]) =>
  votesToMatrix(
    {
      person: Int32Array.from(cast, ([p]) => p),
      statement: Int32Array.from(cast, ([, s]) => s),
      choice: Int8Array.from(cast, ([, , c]) => c),
    },
    12,
    4,
  )
const part = Int32Array.from({ length: 12 }, (_, p) => (p % 3) - 1)

test('equal weights count votes as they are', () => {
  fc.assert(
    fc.property(votes, fc.integer({ min: 1, max: 1000 }), (cast, w) => {
      const matrix = matrixOf(cast)
      const [counted, effective] = [
        groupVotes(matrix, part, 2),
        effectiveVotes(matrix, new Float64Array(12).fill(w), part, 2),
      ]
      for (const column of ['agree', 'disagree', 'seen'] as const)
        effective[column].forEach((each, cell) => {
          expect(each).toBeCloseTo(counted[column][cell]!, 9)
        })
    }),
  )
})

test('never more than there are people; shares are those of the weights; no scale of the weights matters', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 12, maxLength: 12 })
  fc.assert(
    fc.property(votes, weights, (cast, given) => {
      const matrix = matrixOf(cast)
      const weight = Float64Array.from(given)
      const effective = effectiveVotes(matrix, weight, part, 2)
      const larger = effectiveVotes(
        matrix,
        weight.map((w) => 8 * w),
        part,
        2,
      )
      const counted = groupVotes(matrix, part, 2)
      effective.seen.forEach((seen, cell) => {
        expect(seen).toBeLessThanOrEqual(counted.seen[cell]! + 1e-9)
        expect(larger.seen[cell]).toBeCloseTo(seen, 9)
        const [group, s] = [cell >> 2, cell & 3]
        let [agree, all] = [0, 0]
        for (let p = 0; p < 12; p++)
          for (let i = matrix.start[p]!; i < matrix.start[p + 1]!; i++) {
            if (part[p] !== group || matrix.column[i] !== s) continue
            all += weight[p]!
            if (matrix.choice[i] === 1) agree += weight[p]!
          }
        if (all > 0) expect(effective.agree[cell]! / seen).toBeCloseTo(agree / all, 9)
        else expect(seen).toBe(0)
      })
    }),
  )
})

test('one large holder among small ones is hardly more than one', () => {
  const weight = Float64Array.from({ length: 12 }, (_, p) => (p === 1 ? 1000 : 1))
  const [first] = effectiveSizes(weight, part, 2)
  expect(first).toBeCloseTo((1003 * 1003) / (1000 * 1000 + 3), 9)
  expect(effectiveSizes(new Float64Array(12), part, 2)).toEqual([0, 0])
})
