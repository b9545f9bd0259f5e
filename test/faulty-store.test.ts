import { expect, it } from 'vitest'
import { memoryStore } from '../src/adapters/memory.ts'
import { conforms } from './adapters.ts'
import { faultyStore, InjectedFault, once } from './faulty-store.ts'

const flawless = async () => ({
  open: async () => faultyStore(memoryStore(), () => 'done'),
  dispose: async () => undefined,
})

conforms('a faulty store without faults', flawless, { lasting: false, second: 'separate' })

const bytes = Uint8Array.of(1, 2, 3)

it('fails and forgets, or fails and keeps', async () => {
  for (const fate of ['failed', 'failed-but-persisted'] as const) {
    const sound = memoryStore()
    const store = faultyStore(
      sound,
      once(fate, ({ verb }) => verb === 'put' || verb === 'replace'),
    )
    await expect(store.blobs.put('a', bytes)).rejects.toThrow(InjectedFault)
    expect(await sound.blobs.get('a')).toEqual(fate === 'failed' ? null : bytes)
    expect(await store.head('log').compareAndSwap(null, bytes)).toBe(true)
  }
})

it('counts operations and names them to the plan', async () => {
  const seen: string[] = []
  const store = faultyStore(memoryStore(), ({ verb, what, n }) => {
    seen.push(`${n} ${verb} ${what}`)
    return 'done'
  })
  await store.blobs.list('')
  await store.head('lease').read()
  await store.blobs.drop('a')
  expect(seen).toEqual(['0 list ', '1 read lease', '2 drop a'])
})
