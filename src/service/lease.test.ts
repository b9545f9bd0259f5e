import { expect, test } from 'vitest'
import { memoryStore } from '../adapters/memory.ts'
import { startLease } from './lease.ts'

const length = 1000

test('one process holds the lease until it ends, then another may', async () => {
  const head = memoryStore().head('lease')
  let now = 0
  const [one, two] = ['one', 'two'].map((name) => startLease(head, name, () => now, length)) as [Lease, Lease]
  expect([await one.hold(), await two.hold()]).toEqual([true, false])
  now = 600
  expect([await one.hold(), await two.hold()]).toEqual([true, false])
  now = 1500
  expect(await two.hold()).toBe(false)
  now = 1700
  expect([await two.hold(), await one.hold()]).toEqual([true, false])
})

type Lease = ReturnType<typeof startLease>

test('a lease that is given up is free at once', async () => {
  const head = memoryStore().head('lease')
  const one = startLease(head, 'one', () => 0, length)
  const two = startLease(head, 'two', () => 0, length)
  expect(await one.hold()).toBe(true)
  await one.release()
  expect([await two.hold(), await one.hold()]).toEqual([true, false])
})

test('of many that ask at the same time one gets it', async () => {
  const head = memoryStore().head('lease')
  const asked = Array.from({ length: 20 }, (_, n) => startLease(head, `p${n}`, () => 0, length).hold())
  expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1)
})
