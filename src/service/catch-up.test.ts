import { expect, test } from 'vitest'
import { startCatchUp } from './catch-up.ts'

/** A store that is looked at when told to: `end` lets the look at work end. */
function slowStore() {
  const ends: (() => void)[] = []
  let looks = 0
  const refresh = (): Promise<void> => {
    looks++
    return new Promise((resolve) => ends.push(resolve))
  }
  return { refresh, looks: () => looks, end: () => ends.shift()?.() }
}

test('however many ask share one look, and who asks while it is at work the next', async () => {
  const store = slowStore()
  const catchUp = startCatchUp(store.refresh, () => 'after', 0)
  const first = Array.from({ length: 100 }, () => catchUp('before'))
  await expect.poll(store.looks).toBe(1)
  const during = Array.from({ length: 100 }, () => catchUp('after'))
  store.end()
  expect(new Set(await Promise.all(first))).toEqual(new Set([true]))
  await expect.poll(store.looks).toBe(2)
  store.end()
  expect(new Set(await Promise.all(during))).toEqual(new Set([false]))
  expect(store.looks()).toBe(2)
})

test('looks keep their distance', async () => {
  const begun: number[] = []
  const catchUp = startCatchUp(
    async () => void begun.push(performance.now()),
    () => null,
    20,
  )
  for (let i = 0; i < 5; i++) await catchUp(null)
  const gaps = begun.slice(1).map((at, i) => at - (begun[i] ?? 0))
  // A timer of the platform may be a millisecond early.
  expect(Math.min(...gaps)).toBeGreaterThan(18)
})

test('a look that fails is told to whoever waits for it, and the next one is made', async () => {
  let looks = 0
  const catchUp = startCatchUp(
    async () => {
      if (looks++ === 0) throw new Error('the store is away')
    },
    () => 'after',
    0,
  )
  await expect(catchUp('before')).rejects.toThrow('the store is away')
  expect(await catchUp('before')).toBe(true)
})
