import { expect, test } from 'vitest'
import { opinions, town } from '../../../../../test/opinions.ts'
import { robustMapOf } from '../robust-map.ts'
import { robustSpreadOf } from '../robust-spread.ts'
import type { Memory } from './remember.ts'
import { alignedTo } from './turned.ts'

const spread = robustSpreadOf(opinions(town(70, 16, 3), 16))
const moment = { votes: 128, size: 200, ms: 0 }
const mirrored = (x: 1 | -1, y: 1 | -1): Pick<Memory, 'loadings'> => ({
  loadings: [spread.loadings[0].map((each) => x * each), spread.loadings[1].map((each) => y * each)],
})
const product = (a: Float64Array, b: Float64Array): number => a.reduce((sum, each, s) => sum + each * b[s]!, 0)

test('an axis points as it did, whichever way it was found', () => {
  for (const x of [1, -1] as const)
    for (const y of [1, -1] as const) {
      const before = mirrored(x, y)
      const { loadings, place, said } = alignedTo(before, spread)
      for (const axis of [0, 1] as const) expect(product(loadings[axis], before.loadings[axis])).toBeGreaterThan(0)
      expect([...place.x]).toEqual([...spread.place.x].map((each) => x * each))
      expect([...said.y]).toEqual([...spread.said.y].map((each) => (each === 0 ? 0 : y * each)))
    }
})

test('statements that came later do not matter to the way an axis points', () => {
  const short = { loadings: [0, 1].map((axis) => spread.loadings[axis as 0 | 1].slice(0, 9).map((each) => -each)) }
  const { loadings } = alignedTo(short as Pick<Memory, 'loadings'>, spread)
  expect([...loadings[0]]).toEqual([...spread.loadings[0]].map((each) => (each === 0 ? 0 : -each)))
})

test('without a map before, as it is', () => {
  expect(alignedTo(null, spread)).toBe(spread)
})

test('what is remembered turns the picture, and changes no verdict, no distance and no list', () => {
  const memory: Memory = { ...mirrored(-1, -1), moment, camps: [] }
  const [plain, seen] = [
    robustMapOf(spread, 'town'),
    robustMapOf(spread, 'town', { axes: () => memory, groups: () => memory }),
  ]
  expect(seen.before).toEqual(moment)
  expect(seen.verdict).toEqual(plain.verdict)
  expect(seen.majority).toEqual(plain.majority)
  expect(seen.participants.map(({ x, y }) => [-x, -y])).toEqual(plain.participants.map(({ x, y }) => [x, y]))
  expect(seen.axes[0]!.low.map(({ id }) => id)).toEqual(plain.axes[0]!.high.map(({ id }) => id))
  if (plain.groups.length > 0) expect(seen.groups.map(({ size }) => size)).toEqual(plain.groups.map(({ size }) => size))
})
