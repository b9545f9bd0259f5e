import { expect, test } from 'vitest'
import type { Drawing } from '../draw/drawing.ts'
import { keepDrawings } from './drawings.ts'

const drawing = (more: Partial<Drawing> = {}): Drawing => ({
  picture: 'influence',
  value: '{}',
  beside: null,
  params: {},
  options: {},
  ...more,
})

/** Drawings kept in a room, and what was drawn. */
function keeping(room?: { pictures: number; characters: number }) {
  const drawnFor: Drawing[] = []
  const draw = keepDrawings(async (each) => {
    drawnFor.push(each)
    return `<svg>${drawnFor.length}</svg>`
  }, room)
  return { draw, times: () => drawnFor.length }
}

test('a picture is drawn once while what it follows from stays, also for those who ask at the same time', async () => {
  const { draw, times } = keeping()
  const asked = await Promise.all([draw(drawing()), draw(drawing()), draw(drawing({ options: {} }))])
  expect(new Set(asked).size).toBe(1)
  expect(times()).toBe(1)
})

test('another value, another value beside it, other parameters or options are another picture', async () => {
  const { draw, times } = keeping()
  const others = [
    drawing(),
    drawing({ value: '{"a":1}' }),
    drawing({ beside: '{}' }),
    drawing({ params: { limit: '3' } }),
    drawing({ options: { width: 360 } }),
    drawing({ picture: 'power' }),
  ]
  for (const each of others) await draw(each)
  expect(times()).toBe(others.length)
})

test('what was not looked at for longest is forgotten first, by number and by size', async () => {
  const wide = (width: number): Drawing => drawing({ options: { width } })
  const { draw, times } = keeping({ pictures: 2, characters: 1e6 })
  for (const width of [1, 2, 1, 3, 1]) await draw(wide(width))
  expect(times()).toBe(3)
  await draw(wide(2))
  expect(times()).toBe(4)
  const small = keeping({ pictures: 9, characters: 100 })
  for (const width of [1, 2, 1]) await small.draw({ ...wide(width), value: ' '.repeat(80) })
  expect(small.times()).toBe(3)
})

test('a drawing that fails is tried again', async () => {
  let tries = 0
  const draw = keepDrawings(async () => {
    if (tries++ === 0) throw new Error('no thread')
    return '<svg/>'
  })
  await expect(draw(drawing())).rejects.toThrow('no thread')
  expect(await draw(drawing())).toBe('<svg/>')
})
