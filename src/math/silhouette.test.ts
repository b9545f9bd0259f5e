import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distances, silhouette } from './silhouette.ts'

const line = (...x: number[]): Float64Array => distances({ x: Float64Array.from(x), y: new Float64Array(x.length) })

test('two pairs on a line, by hand', () => {
  // Outer points: a = 1, b = 9.5 + 0.5; inner ones: a = 1, b = 9.
  const value = silhouette(line(0, 1, 10, 11), Int32Array.from([0, 0, 1, 1]), 2)
  expect(value).toBeCloseTo(((10.5 - 1) / 10.5 + (9.5 - 1) / 9.5) / 2, 12)
})

test('a point alone in its cluster counts 0', () => {
  const value = silhouette(line(0, 1, 10), Int32Array.from([0, 0, 1]), 2)
  expect(value).toBeCloseTo((9 / 10 + 8 / 9 + 0) / 3, 12)
})

test('fewer than two clusters, no points, or all points in one place count 0', () => {
  expect(silhouette(line(0, 1), Int32Array.from([0, 0]), 1)).toBe(0)
  expect(silhouette(line(), new Int32Array(0), 2)).toBe(0)
  expect(silhouette(line(3, 3, 3, 3), Int32Array.from([0, 0, 1, 1]), 2)).toBe(0)
})

test('stays between -1 and 1', () => {
  const place = fc.integer({ min: -5, max: 5 })
  fc.assert(
    fc.property(fc.array(fc.tuple(place, fc.integer({ min: 0, max: 3 })), { maxLength: 20 }), (pairs) => {
      const value = silhouette(
        line(...pairs.map(([x]) => x)),
        Int32Array.from(pairs, ([, c]) => c),
        4,
      )
      expect(Math.abs(value)).toBeLessThanOrEqual(1)
    }),
  )
})
