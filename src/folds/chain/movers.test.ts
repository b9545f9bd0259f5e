import { expect, test } from 'vitest'
import { addPart, moveOn, moverOf, noMovers, untoldOf, usualOf } from './movers.ts'

test('a day of more rao than fit into one number counts whole', () => {
  const movers = noMovers()
  const mover = moverOf(movers, 7)
  const most = 2n ** 64n - 1n
  for (let day = 0; day < 4; day++)
    for (let i = 0; i < 3; i++) {
      const block = day * 7200 + i
      moveOn(movers, block)
      addPart(movers, mover, block, most, true)
    }
  moveOn(movers, 4 * 7200)
  expect(usualOf(movers, mover, 0, 4 * 7200)).toBe(BigInt(Number(3n * most)))
  expect([untoldOf(movers, mover, 0), untoldOf(movers, mover, 1)]).toEqual([0n, 0n])
})

test('what nobody moved for a while takes no room, however many have moved', () => {
  const movers = noMovers()
  for (let i = 0; i < 20_000; i++) {
    const block = i * 7200
    moveOn(movers, block)
    addPart(movers, moverOf(movers, i), block, 1n, false)
  }
  expect(movers.parts.at.length).toBeLessThanOrEqual(16)
  expect(movers.days.at.length).toBeLessThanOrEqual(256)
})
