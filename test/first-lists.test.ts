import { afterEach, describe, expect, test } from 'vitest'
import { memoryStore } from '../src/adapters/memory.ts'
import { listsLog } from '../src/compose/lists.ts'
import { text } from '../src/log/bytes.ts'
import { parseRecord } from '../src/records/record.ts'
import { isRefusal } from '../src/records/refusals.ts'
import { bringFirstLists, type FirstListsParts, type ListsLog } from '../src/service/known/first.ts'
import { type FoundFiles, ListsUnread } from '../src/service/known/found.ts'
import { firstListsPath } from '../src/service/layout.ts'
import { ownLease, startLease } from '../src/service/lease.ts'
import type { Store } from '../src/service/ports.ts'
import type { Site } from '../src/service/site.ts'
import { all } from './known-lists.ts'
import { clock, closeSites, open, operatorOf } from './site.ts'

const finney = '2f'.repeat(32)
const kinds = ['profiles', 'genesis', 'known-accounts']

afterEach(closeSites)

/** The lists as they would be found in a folder. */
const found = async (): Promise<FoundFiles> => ({
  found: Object.entries(all).map(([name, json]) => ({ name, bytes: Buffer.from(JSON.stringify(json)), json })),
  passed: [],
})

/** A site, how lists are brought into it, and what was said. */
async function scene(store: Store, more: Partial<FirstListsParts> = {}) {
  const site = await open(store)
  const said: string[] = []
  const log = listsLog(site, await operatorOf(store), () => clock.now)
  const parts: FirstListsParts = {
    log,
    blobs: store.blobs,
    find: found,
    chain: async () => finney,
    turn: ownLease,
    clock: () => clock.now,
    report: (line) => void said.push(line),
    pauses: { first: 1, longest: 1 },
    ...more,
  }
  return {
    site,
    log,
    parts,
    said,
    start: (over: Partial<FirstListsParts> = {}) => bringFirstLists({ ...parts, ...over }),
  }
}

/** Kinds of the records of lists that a log has, in order. */
async function broughtInto(site: Site): Promise<string[]> {
  const records = (await site.records(Number.MAX_SAFE_INTEGER, 500)).toReversed()
  return records.flatMap(({ note }) => {
    const record = note === null ? null : parseRecord(note)
    return record !== null && !isRefusal(record) && record.known && kinds.includes(record.kind) ? [record.kind] : []
  })
}

const marked = async (store: Store) => text((await store.blobs.get(firstListsPath)) ?? new Uint8Array()).trim()
const done = (store: Store) => expect.poll(() => marked(store)).toBe('done')

describe('a first start', () => {
  test('brings the lists in, says so, leaves drafts to a person, and no later start looks again', async () => {
    const store = memoryStore()
    const { site, said, start } = await scene(store)
    const first = start()
    await expect.poll(() => first.status()).toEqual({ state: 'done', signed: 3, of: 3, fault: null, again: null })
    await first.close()
    expect(await broughtInto(site)).toEqual(kinds)
    expect(said.join('\n')).toMatch(/entry \d+ brings in list\.json, from https:\/\/example\.org\/list/)
    expect(said.filter((line) => line.includes('waits for your judgement'))).toHaveLength(3)
    expect(said.at(-1)).toContain('done, 3 records were brought in')
    const later = start({ find: () => Promise.reject(new Error('asked again')) })
    await later.close()
    expect(later.status()).toBe(null)
    expect(await broughtInto(site)).toEqual(kinds)
  })

  test('leaves a log alone that has such records already', async () => {
    const store = memoryStore()
    const { site, parts, said, start } = await scene(store)
    const { log } = parts
    await log.addEvidence(Buffer.from(JSON.stringify(all['list.json'])))
    const first = start({
      find: async () => ({
        ...(await found()),
        found: (await found()).found.slice(0, 1).map((file) => ({ ...file, source: 'x' })),
      }),
    })
    await done(store)
    await first.close()
    await store.blobs.drop(firstListsPath)
    const second = start()
    await done(store)
    await second.close()
    expect(await broughtInto(site)).toEqual(['profiles'])
    expect(said.at(-1)).toContain('the log had such records before')
  })

  test.each([0, 1, 2])(
    'that dies before or after record %i is finished by the next one, and nothing is there twice',
    async (n) => {
      for (const after of [false, true]) {
        const store = memoryStore()
        const { site, log, start } = await scene(store)
        let count = 0
        const submit: ListsLog['submit'] = async (...record) => {
          const dies = count++ === n
          if (dies && !after) return new Promise(() => undefined)
          const answer = await log.submit(...record)
          return dies ? new Promise(() => undefined) : answer
        }
        start({ log: { ...log, submit } })
        await expect.poll(() => count).toBe(n + 1)
        await expect.poll(() => broughtInto(site)).toHaveLength(n + (after ? 1 : 0))
        expect(await marked(store)).toBe('begun')
        const next = start()
        await done(store)
        await next.close()
        expect(await broughtInto(site), `killed ${after ? 'after' : 'before'} ${n}`).toEqual(kinds)
      }
    },
  )

  test('that fails says why, and tries again until it does not', async () => {
    const store = memoryStore()
    let tries = 0
    const { site, said, start } = await scene(store, {
      find: async () => {
        if (tries++ < 2) throw new ListsUnread('unreachable', 'lists.example.org does not answer')
        return found()
      },
    })
    const waiting = start({ pauses: { first: 600_000, longest: 600_000 } })
    await expect
      .poll(() => waiting.status())
      .toMatchObject({ state: 'failed', fault: 'unreachable', again: expect.any(Number) })
    await waiting.close()
    expect(said.at(-1)).toContain('SENSUS_BEGIN: lists.example.org does not answer. The site is served without it')
    expect(await broughtInto(site)).toEqual([])
    const next = start()
    await done(store)
    await next.close()
    expect(tries).toBe(3)
    expect(await broughtInto(site)).toEqual(kinds)
  })

  test('takes balances of block 0 only once it is known of which chain they are', async () => {
    const store = memoryStore()
    let chain: string | null = null
    const { site, start } = await scene(store, { chain: async () => chain })
    const first = start()
    await expect.poll(() => first.status()?.fault).toBe('no-chain')
    expect(await broughtInto(site)).toEqual(['profiles', 'known-accounts'])
    chain = finney
    await done(store)
    await first.close()
    expect(await broughtInto(site)).toEqual(['profiles', 'known-accounts', 'genesis'])
  })

  test('of several processes brings everything in once', async () => {
    const store = memoryStore()
    const { site, start } = await scene(store)
    const turns = ['one', 'two', 'three'].map((name) => startLease(store.head('lists'), name, () => clock.now, 60_000))
    const all = turns.map((turn) => start({ turn }))
    await done(store)
    await Promise.all(all.map((each) => each.close()))
    expect(await broughtInto(site)).toEqual(kinds)
  })
})
