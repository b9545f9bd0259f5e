import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bestAssignment } from './assignment.ts'

/** Every way to give each row its own column or none. */
function* ways(rows: number, columns: number, taken: readonly number[] = []): Generator<number[]> {
  if (taken.length === rows) yield [...taken]
  else
    for (const column of [-1, ...Array.from({ length: columns }, (_, c) => c)])
      if (column < 0 || !taken.includes(column)) yield* ways(rows, columns, [...taken, column])
}

const sumOf = (value: number[][], of: readonly number[]): number =>
  of.reduce((sum, column, row) => sum + (column < 0 ? 0 : value[row]![column]!), 0)

const tables = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(([rows, columns]) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  }),
)

test('no other assignment has a larger sum', () => {
  fc.assert(
    fc.property(tables, (value) => {
      const found = bestAssignment(value)
      const columns = found.filter((column) => column >= 0)
      expect(new Set(columns).size).toBe(columns.length)
      expect(columns.length).toBe(Math.min(value.length, value[0]?.length ?? 0))
      let best = 0
      for (const way of ways(value.length, value[0]?.length ?? 0)) best = Math.max(best, sumOf(value, way))
      expect(sumOf(value, found)).toBe(best)
    }),
    { numRuns: 150 },
  )
})

test('numbers with fractions, more rows than columns, and nothing at all', () => {
  expect(
    bestAssignment([
      [0.4, 0.9],
      [0.5, 0.95],
      [0.1, 0.2],
    ]),
  ).toEqual([1, 0, -1])
  expect(bestAssignment([])).toEqual([])
})
