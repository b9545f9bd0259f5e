import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Points } from '../kmeans.ts'
import { random } from '../random.ts'
import { onGrid } from './grid.ts'
import { bestOfStarts, nearest, settle, startsFor } from './seeded-kmeans.ts'

const seeds = (k: number, start: number): number[] => [k, start]
const points = (...places: [number, number][]) => ({
  x: Float64Array.from(places, ([x]) => x),
  y: Float64Array.from(places, ([, y]) => y),
})
const even = (n: number): Float64Array => new Float64Array(n).fill(1)

test('two pairs of places are two clusters, whatever the start', () => {
  const found = bestOfStarts(points([0, 0], [0, 2], [10, 0], [10, 2]), even(4), 2, seeds)!
  expect([...found.centre.x].sort((a, b) => a - b)).toEqual([0, 10])
  expect([...found.centre.y]).toEqual([1, 1])
  expect(found.inertia).toBe(4)
})

test('fewer places than clusters are none', () => {
  expect(bestOfStarts(points([1, 1], [1, 1], [2, 2]), even(3), 3, seeds)).toBeNull()
  expect(bestOfStarts(points([1, 1], [2, 2]), Float64Array.of(1, 0), 2, seeds)).toBeNull()
})

test('weight is what counts: a point of weight 3 is three points', () => {
  const once = bestOfStarts(points([0, 0], [4, 0], [5, 0]), Float64Array.of(1, 3, 1), 1, seeds)!
  expect(once.centre.x[0]).toBe(17 / 5)
})

test('few points have more starts, and find within a hundredth what other ones find', () => {
  expect([startsFor(59), startsFor(60)]).toEqual([60, 12])
  const more = (k: number, start: number): number[] => [k, start, 1]
  for (let seed = 0; seed < 20; seed++) {
    const { unit } = random(seed)
    const crowd = points(...Array.from({ length: 40 }, (): [number, number] => [unit(), unit()]))
    const found = bestOfStarts(crowd, even(40), 4, seeds)!.inertia
    for (let batch = 0; batch < 3; batch++) {
      const other = bestOfStarts(crowd, even(40), 4, (k, start) => more(k, 60 * batch + start))!.inertia
      expect(other).toBeGreaterThan(found * 0.99)
    }
  }
})

test('of equally near centres the first', () => {
  expect(nearest(points([2, 0], [0, 0]), 1, 0)).toBe(0)
  expect(nearest(points([0, 0], [2, 0]), 1, 7)).toBe(0)
})

test('no centre can be moved to lower the sum of squares, and no point has a nearer centre', () => {
  const place = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }))
  fc.assert(
    fc.property(fc.array(place, { minLength: 6, maxLength: 40 }), fc.integer({ min: 1, max: 4 }), (places, k) => {
      const all = points(...places)
      const found = bestOfStarts(all, even(places.length), k, seeds)
      if (found === null) return
      const of = Array.from(all.x, (x, i) => nearest(found.centre, x, all.y[i]!))
      for (let c = 0; c < k; c++) {
        const own = places.filter((_, i) => of[i] === c)
        if (own.length === 0) continue
        expect(found.centre.x[c]).toBeCloseTo(own.reduce((sum, [x]) => sum + x, 0) / own.length, 9)
      }
    }),
  )
})

test('a grid keeps the weight and the middle of all points, and whoever stands alone stays put', () => {
  const place = fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true }))
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 60 }), (places) => {
      const { points: cells, weight } = onGrid(points(...places), even(places.length))
      const sum = (of: Float64Array): number => of.reduce((a, b, i) => a + b * weight[i]!, 0)
      expect(weight.reduce((a, b) => a + b, 0)).toBe(places.length)
      expect(sum(cells.x)).toBeCloseTo(
        places.reduce((a, [x]) => a + x, 0),
        6,
      )
      expect(sum(cells.y)).toBeCloseTo(
        places.reduce((a, [, y]) => a + y, 0),
        6,
      )
    }),
  )
  const { points: apart } = onGrid(points([0, 0], [1, 1]), even(2))
  expect([...apart.x]).toEqual([0, 1])
})

test('skipping points that cannot change sides moves no bit', () => {
  const coordinate = fc.oneof(fc.double({ min: -3, max: 3, noNaN: true }), fc.integer({ min: -2, max: 2 }))
  const place = fc.tuple(coordinate, coordinate)
  const weighed = fc.tuple(place, fc.constantFrom(0, 1, 0.25, 1 / 3))
  const centres = fc.array(place, { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(fc.array(weighed, { minLength: 1, maxLength: 80 }), centres, (crowd, start) => {
      const [of, weight] = [points(...crowd.map(([at]) => at)), Float64Array.from(crowd, ([, w]) => w)]
      expect(settle(of, weight, points(...start))).toEqual(plainly(of, weight, points(...start)))
    }),
    { numRuns: 2000 },
  )
})

/** Lloyd's rounds with every point compared with every centre in each of them. */
function plainly({ x, y }: Points, weight: Float64Array, centre: Points) {
  let before: number[] | null = null
  for (let round = 0; ; round++) {
    const of = Array.from(x, (_, i) => nearest(centre, x[i]!, y[i]!))
    const inertia = of.reduce((sum, c, i) => {
      const [dx, dy] = [x[i]! - centre.x[c]!, y[i]! - centre.y[c]!]
      return sum + weight[i]! * (dx * dx + dy * dy)
    }, 0)
    if (before?.every((c, i) => c === of[i]) || round === 60) return { centre, inertia }
    before = of
    for (let c = 0; c < centre.x.length; c++) {
      const sum = (value: (i: number) => number) =>
        of.reduce((all, own, i) => (own === c ? all + weight[i]! * value(i) : all), 0)
      const mass = sum(() => 1)
      if (mass === 0) continue
      centre.x[c] = sum((i) => x[i]!) / mass
      centre.y[c] = sum((i) => y[i]!) / mass
    }
  }
}
