import { afterEach, expect, test } from 'vitest'
import { memoryStore } from '../src/adapters/memory.ts'
import { createApi } from '../src/api/server.ts'
import { isRefusal } from '../src/records/refusals.ts'
import type { Store } from '../src/service/ports.ts'
import type { Site } from '../src/service/site.ts'
import { type Fate, faultyStore, type Operation } from './faulty-store.ts'
import { clock, closeSites, faults, keyOf, open, plainConversation, starterSize, write } from './site.ts'

// What a sender is told when something breaks around the moment at which a record is stored.

afterEach(closeSites)

/** A site over a store that a test can break, and its API. */
async function breakable(behind: Store = memoryStore()) {
  let breaks: (operation: Operation) => Fate = () => 'done'
  const site = await open(faultyStore(behind, (operation) => breaks(operation)))
  const api = createApi(site, { url: 'https://test.example' })
  const send = async (note: string): Promise<{ status: number; code: string; detail: string; index?: number }> => {
    const headers = { 'content-type': 'text/plain' }
    const answer = await api.request('/api/records', { method: 'POST', body: note, headers })
    return { status: answer.status, ...(await answer.json()) }
  }
  return {
    site,
    send,
    breakWhere: (plan: typeof breaks) => {
      breaks = plan
    },
  }
}

const conversationOf = (site: Site, name: string) => write(site.origin, keyOf(name), 'conversation', plainConversation)

/** A store whose first bundle is full, so that the receipt of a new entry needs a tile that has to be read. */
async function largeStore(): Promise<Store> {
  const store = memoryStore()
  const site = await open(store)
  const notes = Array.from({ length: 257 - starterSize }, (_, i) => conversationOf(site, `person ${i}`).note)
  for (const outcome of await Promise.all(notes.map((note) => site.submit(note, {}))))
    if (isRefusal(outcome)) throw new Error(outcome.code)
  await closeSites()
  return store
}

test('a record whose receipt cannot be made is said to be in the log, and so it is', async () => {
  const { site, send, breakWhere } = await breakable(await largeStore())
  const { note, id } = conversationOf(site, 'alice')
  breakWhere(({ verb, what }) => (verb === 'get' && what.startsWith('tile/1/') ? 'failed' : 'done'))
  const before = faults.length
  const told = await send(note)
  expect(told).toMatchObject({ status: 500, code: 'internal' })
  expect(told.detail).toContain('is in the log as entry 257')
  expect((await site.record({ id }))?.index).toBe(257)
  expect(faults.slice(before).map(String).join()).toContain('tile/1/')
  expect((await send(note)).detail).toContain('is in the log as entry 257')
  breakWhere(() => 'done')
  expect(await send(note)).toMatchObject({ status: 201, index: 257 })
})

test('where the store breaks in the middle, the sender is told that nobody knows, and may send it again', async () => {
  for (const fate of ['failed', 'failed-but-persisted'] as const) {
    const { site, send, breakWhere } = await breakable()
    const { note } = conversationOf(site, 'bob')
    clock.now += 1000
    breakWhere(({ verb }) => (verb === 'replace' ? fate : 'done'))
    expect((await send(note)).detail).toContain('not known whether it is in the log')
    breakWhere(() => 'done')
    const again = await send(note)
    expect(again).toMatchObject({ status: 201, index: starterSize })
    expect((await send(note)).index).toBe(again.index)
  }
})

test('what breaks while something is read says nothing of storing', async () => {
  const { site, breakWhere } = await breakable()
  const api = createApi(site, { url: 'https://test.example' })
  breakWhere(({ verb }) => (verb === 'get' ? 'failed' : 'done'))
  const { detail } = await (await api.request('/api/records/0')).json()
  expect(detail).toBe('Something broke on the server; its operator is told.')
})
