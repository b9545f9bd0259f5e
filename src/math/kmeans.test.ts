import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assign, firstDistinct, lloyd, type Points } from './kmeans.ts'

const points = (...pairs: [number, number][]): Points => ({
  x: Float64Array.from(pairs, ([x]) => x),
  y: Float64Array.from(pairs, ([, y]) => y),
})
const pair = fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }))

test('starts from the first distinct points', () => {
  expect(firstDistinct(points([1, 1], [1, 1], [1, 2], [1, 1], [3, 3]), 2)).toEqual(points([1, 1], [1, 2]))
})

test('of two centres equally near, a point goes to the later one', () => {
  const of = new Int32Array(1)
  assign(points([0, 0]), points([1, 0], [-1, 0], [0, 5]), of)
  expect(of[0]).toBe(1)
})

test('the nearest of all centres, and of equally near ones the last, wherever they stand', () => {
  const places = fc.array(pair, { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(places, places, (people, centres) => {
      const of = new Int32Array(people.length)
      assign(points(...people), points(...centres), of)
      people.forEach(([x, y], i) => {
        const far = centres.map(([cx, cy]) => (x - cx) ** 2 + (y - cy) ** 2)
        expect(of[i]).toBe(far.lastIndexOf(Math.min(...far)))
      })
    }),
  )
})

test('two heaps become two clusters in the order of their first points', () => {
  const { size, centre, of } = lloyd(points([10, 0], [0, 0], [11, 0], [1, 0], [12, 0]), { k: 2, rounds: 20 })
  expect(size).toBe(2)
  expect(Array.from(of)).toEqual([0, 1, 0, 1, 0])
  expect(centre).toEqual(points([11, 0], [0.5, 0]))
})

test('weights move the centre', () => {
  const { centre } = lloyd(points([0, 0], [4, 0]), { k: 1, rounds: 20, weights: Float64Array.from([3, 1]) })
  expect(centre).toEqual(points([1, 0]))
})

test('fewer distinct points than clusters, or none', () => {
  expect(lloyd(points([1, 1], [1, 1]), { k: 5, rounds: 20 }).size).toBe(1)
  expect(lloyd(points(), { k: 5, rounds: 20 }).size).toBe(0)
})

test('no cluster is empty, numbers have no gaps, and centres are the means of their points', () => {
  fc.assert(
    fc.property(fc.array(pair, { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 12 }), (pairs, k) => {
      const { size, centre, of } = lloyd(points(...pairs), { k, rounds: 20 })
      for (let c = 0; c < size; c++) {
        const members = pairs.filter((_, i) => of[i] === c)
        expect(members.length).toBeGreaterThan(0)
        expect(centre.x[c]).toBeCloseTo(members.reduce((sum, [x]) => sum + x, 0) / members.length, 9)
        expect(centre.y[c]).toBeCloseTo(members.reduce((sum, [, y]) => sum + y, 0) / members.length, 9)
      }
      expect(Math.max(...of)).toBeLessThan(size)
    }),
  )
})
