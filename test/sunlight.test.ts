import { afterEach, describe, expect, test } from 'vitest'
import { memoryStore } from '../src/adapters/memory.ts'
import { text, utf8 } from '../src/log/bytes.ts'
import { openCheckpoint } from '../src/log/checkpoint.ts'
import { parseVkey } from '../src/log/keys.ts'
import { verifyReceipt } from '../src/log/receipt.ts'
import { isRefusal } from '../src/records/refusals.ts'
import type { Store } from '../src/service/ports.ts'
import { CorruptStore } from '../src/service/store-errors.ts'
import { english } from '../src/words/en.ts'
import { sentenceOf } from '../src/words/refusal.ts'
import { checkLog } from './check-log.ts'
import { type Fate, faultyStore, type Operation, once } from './faulty-store.ts'
import { clock, closeSites, faults, keyOf, open, plainConversation, put, starterSize, write } from './site.ts'

const alice = keyOf('alice')

afterEach(closeSites)

/** Every write of an append, as Sunlight's TestSequenceErrors breaks them. */
const writes: [string, (operation: Operation) => boolean][] = [
  ['staging', ({ verb, what }) => verb === 'put' && what.startsWith('staging/')],
  ['the head', ({ verb }) => verb === 'replace'],
  ['a tile', ({ verb, what }) => verb === 'put' && what.startsWith('tile/0/')],
  ['an entry bundle', ({ verb, what }) => verb === 'put' && what.startsWith('tile/entries/')],
  ['a record bundle', ({ verb, what }) => verb === 'put' && what.startsWith('records/')],
  ['the checkpoint', ({ verb, what }) => verb === 'put' && what === 'checkpoint'],
  ['dropping the staging bundle', ({ verb, what }) => verb === 'drop' && what.startsWith('staging/')],
]

/** A store that can be broken while a site uses it. */
function breakable(): { sound: Store; store: Store; breakWith(plan: (operation: Operation) => Fate): void } {
  const sound = memoryStore()
  let plan: (operation: Operation) => Fate = () => 'done'
  return { sound, store: faultyStore(sound, (operation) => plan(operation)), breakWith: (next) => (plan = next) }
}

describe('each write of an append breaks once', () => {
  for (const fate of ['failed', 'failed-but-persisted'] as const) {
    for (const [name, matches] of writes) {
      test(`${name} ${fate}: nothing receipted is lost, and the log goes on`, async () => {
        const { sound, store, breakWith } = breakable()
        const site = await open(store)
        const first = await put(site, alice, 'conversation', plainConversation)
        breakWith(once(fate, matches))
        const { note } = write(site.origin, alice, 'conversation', plainConversation)
        const outcome = await site.submit(note, {}).then(
          (submitted) => submitted,
          () => null,
        )
        const again = await site.submit(note, {})
        if (isRefusal(again)) throw new Error(sentenceOf(english, again))
        if (outcome !== null && !isRefusal(outcome)) expect(outcome.index).toBe(again.index)
        const last = await put(site, alice, 'conversation', plainConversation)
        expect(faults.splice(0)).toHaveLength(1)
        const notes = await checkLog(sound, site.vkey)
        expect(notes.filter((each) => each === note)).toHaveLength(1)
        for (const { receipt, index } of [first, again, last])
          expect(verifyReceipt(receipt, parseVkey(site.vkey)).note).toBe(notes[index])
      })
    }
  }
})

test('a crash after any operation of a run is repaired by the next start', async () => {
  const key = keyOf('crash')
  const run = async (store: Store): Promise<string[]> => {
    const receipts: string[] = []
    const site = await open(store, { starter: false })
    for (let i = 0; i < 3; i++) receipts.push((await put(site, key, 'conversation', plainConversation)).receipt)
    return receipts
  }
  let crashes = 0
  for (let at = 0; ; at++) {
    const sound = memoryStore()
    const receipts: string[] = []
    let reached = false
    const dying = faultyStore(sound, ({ n }) => {
      reached ||= n >= at
      // The process dies with operation `at`: it may or may not have persisted, and nothing after it happens.
      return n < at ? 'done' : n === at && at % 2 === 0 ? 'failed-but-persisted' : 'failed'
    })
    const site = await open(dying, { starter: false }).catch(() => null)
    for (let i = 0; site && i < 3; i++) {
      const { note } = write(site.origin, key, 'conversation', plainConversation)
      const outcome = await site.submit(note, {}).catch(() => null)
      if (outcome !== null && !isRefusal(outcome)) receipts.push(outcome.receipt)
    }
    await closeSites()
    if (!reached) break
    crashes++
    const before = await sound.head('log').read()
    const revived = await open(sound, { starter: false })
    const size = openCheckpoint(revived.checkpoint(), parseVkey(revived.vkey)).size
    if (before !== null) expect(size).toBeGreaterThanOrEqual(openCheckpoint(text(before), parseVkey(revived.vkey)).size)
    const notes = await checkLog(sound, revived.vkey)
    for (const receipt of receipts) {
      const { index, note } = verifyReceipt(receipt, parseVkey(revived.vkey))
      expect(notes[index]).toBe(note)
    }
    const after = revived.checkpoint()
    const twice = await open(sound, { starter: false })
    expect(twice.checkpoint()).toBe(after)
    await closeSites()
  }
  expect(crashes).toBeGreaterThan(40)
  expect(await run(memoryStore())).toHaveLength(3)
})

describe('two sequencers on one store', () => {
  test('one yields, and nothing is lost', async () => {
    const store = memoryStore()
    const sites = [await open(store, { shared: true }), await open(store, { shared: true })]
    expect(sites[1]!.checkpoint()).toBe(sites[0]!.checkpoint())
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, i) => put(sites[i % 2]!, keyOf(`voter ${i}`), 'conversation', plainConversation)),
    )
    const notes = await checkLog(store, sites[0]!.vkey)
    for (const { receipt, index } of outcomes)
      expect(verifyReceipt(receipt, parseVkey(sites[0]!.vkey)).note).toBe(notes[index])
    expect(new Set(outcomes.map(({ index }) => index)).size).toBe(40)
  })

  test('without a lease the compare-and-swap alone decides', async () => {
    const store = memoryStore()
    const sites = [await open(store), await open(store)]
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => put(sites[i % 2]!, keyOf(`voter ${i}`), 'conversation', plainConversation)),
    )
    expect(await checkLog(store, sites[0]!.vkey)).toHaveLength(starterSize + 20)
  })

  test('another takes over when the holder of the lease dies', async () => {
    const store = memoryStore()
    const holder = await open(store, { shared: true })
    await put(holder, alice, 'conversation', plainConversation)
    const next = await open(store, { shared: true })
    const waiting = put(next, alice, 'conversation', plainConversation)
    await closeSites()
    clock.now += 10_000
    await expect(Promise.race([waiting, new Promise((end) => setTimeout(end, 50, 'closed'))])).resolves.toBe('closed')
    const later = await open(store, { shared: true })
    await put(later, alice, 'conversation', plainConversation)
    expect((await checkLog(store, later.vkey)).length).toBeGreaterThanOrEqual(19)
  })
})

describe('a store that contradicts itself is not written to', () => {
  test('a head restored from a backup', async () => {
    const store = memoryStore()
    const site = await open(store)
    const backup = (await store.head('log').read())!
    await put(site, alice, 'conversation', plainConversation)
    await closeSites()
    const present = (await store.head('log').read())!
    await store.head('log').compareAndSwap(present, backup)
    await expect(open(store)).rejects.toThrow(CorruptStore)
    await expect(open(store)).rejects.toThrow(/backup/)
  })

  test('a lost key', async () => {
    const store = memoryStore()
    await open(store)
    await closeSites()
    await store.blobs.drop('private/log.key')
    await expect(open(store)).rejects.toThrow(/put the key back/)
  })

  test('a changed record', async () => {
    const store = memoryStore()
    await open(store)
    await closeSites()
    const lines = text((await store.blobs.get(`records/000.p/${starterSize}`))!)
    await store.blobs.put(`records/000.p/${starterSize}`, utf8(lines.replace('Miners', 'Diners')))
    await expect(open(store)).rejects.toThrow(/record \d+ is not the one/)
  })
})
