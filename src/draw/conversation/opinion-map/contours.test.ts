import fc from 'fast-check'
import { expect, test } from 'vitest'
import { random } from '../../../math/random.ts'
import { contours } from './contours.ts'

const frame = { width: 640, height: 480 }
const ringsOf = (path: string): [number, number][][] =>
  path
    .split('M')
    .slice(1)
    .map((ring) =>
      ring
        .replace('z', '')
        .split('L')
        .map((point) => point.split(' ').map(Number) as [number, number]),
    )

/** Twice the area of a ring; its sign is the way round. */
const area = (ring: [number, number][]): number =>
  ring.reduce((sum, [x, y], i) => {
    const [nx, ny] = ring[(i + 1) % ring.length]!
    return sum + x * ny - nx * y
  }, 0)

test('a heap is a hill: each level lies in the one before, around the heap', () => {
  const { unit } = random(3)
  const heap = Array.from({ length: 300 }, () => ({ x: 280 + 80 * unit(), y: 200 + 80 * unit() }))
  const levels = contours(heap, frame).map(ringsOf)
  expect(levels.length).toBeGreaterThan(2)
  const areas = levels.map((rings) => Math.abs(rings.reduce((sum, ring) => sum + area(ring), 0)))
  expect([...areas].sort((a, b) => b - a)).toEqual(areas)
  for (const [x, y] of levels[0]!.flat()) expect(Math.abs(x - 320) < 140 && Math.abs(y - 240) < 140).toBe(true)
})

test('two heaps far apart are two hills', () => {
  const heaps = Array.from({ length: 60 }, (_, i) => ({ x: i % 2 ? 120 : 520, y: 200 + (i % 7) }))
  expect(ringsOf(contours(heaps, frame)[0]!)).toHaveLength(2)
})

test('fewer than twenty have no shape; lines are finite and stay in the frame wherever people stand', () => {
  const place = fc.record({
    x: fc.double({ min: 0, max: 640, noNaN: true }),
    y: fc.double({ min: 0, max: 480, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(place, { maxLength: 80 }), (people) => {
      const drawn = contours(people, frame)
      expect(drawn.length > 0).toBe(people.length >= 20)
      for (const [x, y] of drawn.flatMap(ringsOf).flat()) expect(x >= 0 && x <= 648 && y >= 0 && y <= 488).toBe(true)
    }),
  )
})
