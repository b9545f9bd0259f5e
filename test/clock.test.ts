import { afterEach, describe, expect, test } from 'vitest'
import { memoryStore } from '../src/adapters/memory.ts'
import { hex } from '../src/log/bytes.ts'
import { parseCheckpoint } from '../src/log/checkpoint.ts'
import { parseNote } from '../src/log/note.ts'
import { sessionKey } from '../src/log/sign.ts'
import { isRefusal } from '../src/records/refusals.ts'
import type { Site } from '../src/service/site.ts'
import { english } from '../src/words/en.ts'
import { sentenceOf } from '../src/words/refusal.ts'
import { clock, closeSites, keyOf, open, operatorOf, plainConversation, put, starterSize, write } from './site.ts'

// A site whose clock is set 400 days ahead, and right again: nobody's session ends by it.

const day = 86_400_000
const right = clock.now
const alice = keyOf('alice')
afterEach(async () => {
  await closeSites()
  clock.now = right
})

const sizeOf = (site: Site): number => parseCheckpoint(parseNote(site.checkpoint()).text).size

/** What the site itself would append: a record signed under the clock that it goes by. */
async function ownRecord(site: Site, store: ReturnType<typeof memoryStore>) {
  return site.submit(write(site.origin, await operatorOf(store), 'conversation', plainConversation).note, {})
}

/** A session and a vote with it, as somebody does who comes for the first time. */
async function signIn(site: Site): Promise<void> {
  const key = sessionKey(new Uint8Array(32).fill(9), alice.address)
  const notAfter = Math.floor(clock.now / 1000) * 1000 + 7 * day
  await put(site, alice, 'session', { sessionKey: hex(key.publicKey), may: ['vote'], notAfter })
}

describe('a clock that is set 400 days ahead', () => {
  test('while the site runs: nothing is appended, and all is well once it is right', async () => {
    const store = memoryStore()
    const said: unknown[] = []
    const steady = () => 0
    const site = await open(store, { steady, report: (what) => said.push(what) })
    clock.now += 400 * day
    const refused = await ownRecord(site, store)
    if (!isRefusal(refused)) throw new Error('it was appended')
    expect(refused).toMatchObject({ code: 'busy', params: { reason: 'clock' } })
    expect(sentenceOf(english, refused)).toContain('The clock of this site cannot be right')
    expect(said).toEqual([expect.stringContaining('has jumped to 2027-12-27')])
    clock.now -= 400 * day
    await signIn(site)
    expect(sizeOf(site)).toBe(starterSize + 1)
  })

  test('before the site starts: it starts to read, takes nothing in and says why', async () => {
    const store = memoryStore()
    await (await open(store)).close()
    clock.now += 400 * day
    const said: unknown[] = []
    const site = await open(store, { report: (what) => said.push(what) })
    expect(said).toEqual([expect.stringContaining('SENSUS_TODAY=2027-12-27')])
    expect(await ownRecord(site, store)).toMatchObject({ code: 'busy', params: { reason: 'clock' } })
    expect(isRefusal(await site.view('conversations', {}))).toBe(false)
    await site.close()
    clock.now -= 400 * day
    await signIn(await open(store))
  })

  test('or a log that was still for so long, where the operator says which day it is', async () => {
    const store = memoryStore()
    await (await open(store)).close()
    clock.now += 400 * day
    const said: unknown[] = []
    const site = await open(store, { today: Date.UTC(2027, 11, 27), report: (what) => said.push(what) })
    await signIn(site)
    expect(said).toEqual([])
  })

  test('between the door and the append: what waits is refused, and nobody is left waiting', async () => {
    const store = memoryStore()
    let ahead = 0
    const site = await open(store, {
      clock: () => clock.now++ + ahead,
      steady: () => 0,
      report: () => undefined,
      verify: async (jobs) => {
        ahead = 400 * day
        return jobs.map(() => true)
      },
    })
    expect(await ownRecord(site, store)).toMatchObject({ code: 'busy', params: { reason: 'clock' } })
    expect(sizeOf(site)).toBe(starterSize)
  })
})

test('a log whose last entry lies in the future says so when it starts', async () => {
  const store = memoryStore()
  clock.now += 400 * day
  await (await open(store)).close()
  clock.now -= 400 * day
  const said: unknown[] = []
  await open(store, { report: (what) => said.push(what) })
  expect(said).toEqual([expect.stringContaining('the last entry of the log is from 2027-12-27')])
})
