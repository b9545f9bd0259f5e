import fc from 'fast-check'
import { expect, test } from 'vitest'
import { halvesOf, partsOfAxis, sizesOf } from './halves.ts'

const all = (): boolean => true

test('halves are below and above the middle; who stands in it, or does not count, is in none', () => {
  const x = Float64Array.of(-2, 0, 3, 1)
  expect([...halvesOf(x, (p) => p !== 3)]).toEqual([0, -1, 1, -1])
  expect(partsOfAxis(x, halvesOf(x, all))).toMatchObject({ cut: 'halves', sizes: [1, 2] })
})

test('an axis with all on one side has no parts', () => {
  const x = Float64Array.of(1, 2, 3)
  expect(partsOfAxis(x, halvesOf(x, all))).toMatchObject({ cut: 'none', sizes: [] })
  expect(partsOfAxis(new Float64Array(0), new Int32Array(0)).cut).toBe('none')
})

test('from 100 people there are quarters, each half cut at its median', () => {
  const x = Float64Array.from({ length: 100 }, (_, p) => p - 49.5)
  expect(partsOfAxis(x, halvesOf(x, all))).toMatchObject({ cut: 'quarters', sizes: [25, 25, 25, 25] })
  expect(partsOfAxis(x.subarray(1), halvesOf(x.subarray(1), all)).cut).toBe('halves')
  const heaped = Float64Array.from({ length: 120 }, (_, p) => (p < 60 ? -1 : 1))
  expect(partsOfAxis(heaped, halvesOf(heaped, all))).toMatchObject({ cut: 'halves', sizes: [60, 60] })
})

test('parts hold everybody of both halves once, and follow each other along the axis', () => {
  const place = fc.double({ min: -5, max: 5, noNaN: true })
  fc.assert(
    fc.property(fc.array(place, { maxLength: 200 }), (places) => {
      const x = Float64Array.from(places)
      const half = halvesOf(x, all)
      const { cut, sizes, of } = partsOfAxis(x, half)
      if (cut === 'none') return
      expect(sizes).toEqual(sizesOf(of, sizes.length))
      expect(sizes.reduce((a, b) => a + b, 0)).toBe(places.filter((at) => at !== 0).length)
      for (let part = 1; part < sizes.length; part++) {
        const [before, after] = [part - 1, part].map((each) => places.filter((_, p) => of[p] === each))
        expect(Math.max(...before!)).toBeLessThanOrEqual(Math.min(...after!))
      }
    }),
  )
})
