import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Standing, stripOf } from './strips.ts'

/** People on a line from (0, 0) to (6, 0), each spread over `half` either way in units of 6; 0 is a point of no width. */
function onLine(places: [x: number, voice?: number][], half = 1e-6): Standing {
  return {
    points: { x: Float64Array.from(places, ([x]) => x), y: new Float64Array(places.length) },
    voice: Float64Array.from(places, ([, voice]) => voice ?? 1),
    of: places.map(([x]) => (x <= 3 ? 0 : 1)),
    centre: { x: Float64Array.of(0, 6), y: new Float64Array(2) },
    reach: () => () => half,
  }
}
const many = (n: number, x: number): [number][] => Array.from({ length: n }, () => [x])

test('a worked example: 10 near, 2 in the middle, 12 far', () => {
  const strip = stripOf(onLine([...many(10, 0), ...many(2, 3), ...many(12, 6)]), [0, 1])
  expect(strip).toMatchObject({ pair: [0, 1], near: 10, middle: 2, far: 12, ratio: 0.2 })
  // N = 12: (36/7 - 2 - 1/2) / √(144/49) = (37/14) / (12/7)
  expect(strip.z).toBeCloseTo(37 / 24, 12)
  expect(strip.apart).toBe(true)
})

test('a middle that is empty of few people proves nothing; one that is more than 0.4 as full is no gap', () => {
  expect(stripOf(onLine([...many(6, 0), ...many(6, 6)]), [0, 1])).toMatchObject({ ratio: 0, apart: true })
  expect(stripOf(onLine([...many(5, 0), ...many(5, 6)]), [0, 1])).toMatchObject({ ratio: 0, apart: false })
  expect(stripOf(onLine([...many(400, 0), ...many(161, 3), ...many(400, 6)]), [0, 1]).apart).toBe(false)
  expect(stripOf(onLine([...many(400, 0), ...many(160, 3), ...many(400, 6)]), [0, 1]).apart).toBe(true)
})

test('nobody in any strip, or one place for both: not apart', () => {
  expect(stripOf(onLine([[1.5], [4.5]]), [0, 1])).toMatchObject({
    near: 0,
    middle: 0,
    far: 0,
    ratio: null,
    z: null,
    apart: false,
  })
  const one = onLine(many(30, 0))
  expect(stripOf({ ...one, centre: { x: new Float64Array(2), y: new Float64Array(2) } }, [0, 1])).toMatchObject({
    z: null,
    apart: false,
  })
})

test('a person is spread over the step of one vote', () => {
  // From -1 to +1 of the distance around the middle: a sixth of it in each third.
  expect(stripOf(onLine([[3]], 1), [0, 1])).toMatchObject({ near: 0.166667, middle: 0.166667, far: 0.166667 })
  expect(stripOf(onLine([[1]], 1 / 6), [0, 1])).toMatchObject({ near: 0.5, middle: 0, far: 0 })
})

test('voices are what is counted, and a voice of 0 is nobody', () => {
  const place = fc.tuple(fc.double({ min: -2, max: 8, noNaN: true }), fc.constantFrom(0, 0.25, 0.5, 1)) as fc.Arbitrary<
    [number, number]
  >
  fc.assert(
    fc.property(fc.array(place, { maxLength: 40 }), fc.double({ min: 1e-6, max: 0.5, noNaN: true }), (places, half) => {
      const heard = stripOf(
        onLine(
          places.filter(([, voice]) => voice > 0),
          half,
        ),
        [0, 1],
      )
      expect(stripOf(onLine(places, half), [0, 1])).toEqual(heard)
      const [{ near, middle, far }, doubled] = [heard, stripOf(onLine([...places, ...places], half), [0, 1])]
      expect(doubled.near).toBeCloseTo(2 * near, 4)
      expect(doubled.middle + doubled.far).toBeCloseTo(2 * (middle + far), 4)
    }),
  )
})

test('people more in the middle never part two groups', () => {
  fc.assert(
    fc.property(fc.nat(40), fc.nat(40), fc.nat(40), fc.integer({ min: 1, max: 9 }), (near, middle, far, more) => {
      const all = (n: number) => stripOf(onLine([...many(near, 0), ...many(n, 3), ...many(far, 6)]), [0, 1])
      if (!all(middle).apart) expect(all(middle + more).apart).toBe(false)
    }),
  )
})
