/** What goes wrong around an observer: each is tried again, and the status has its sentence. */

import { afterAll, describe, expect, test } from 'vitest'
import { longStory } from '../src/dev/simulated-chain/long-story.ts'
import { type Story, tao, tellStory } from '../src/dev/simulated-chain.ts'
import { NotProven } from '../src/service/chain.ts'
import { ownLease } from '../src/service/lease.ts'
import { type Keeper, keepObserving } from '../src/service/observe/keep.ts'
import { type TroubleCode, troubleCodes, troubleOf, withoutKeys } from '../src/service/observe/trouble.ts'
import { english } from '../src/words/en.ts'
import { chainAt, closeChains, later, nodesOf, observedSite, viewed } from './chain-parts.ts'
import { closeSites } from './site.ts'
import { type Tamper, tampering } from './tampering.ts'

afterAll(closeChains)
afterAll(closeSites)

const wait = { timeout: 20_000 }

/** A site that observes these endpoints, tried again without delay, under a clock that the test sets. */
async function observing(urls: string[], every = 10) {
  const { site, store, log } = await observedSite()
  const lines: string[] = []
  const time = { now: 1_000_000 }
  const keep = (): Keeper => {
    const { chain } = chainAt(urls)
    const parts = { chain, log, notes: store.blobs, every, range: null, report: (line: string) => lines.push(line) }
    const keeper = keepObserving(parts, ownLease, () => time.now, { first: 10, longest: 80 })
    later(keeper.close)
    return keeper
  }
  const blocks = async () => (await viewed(site, 'snapshots')).snapshots.map(({ block }) => block)
  return { site, log, store, lines, time, keep, blocks }
}

const small = (): Story =>
  tellStory({ era: 'alpha-v2' }).give('alice', tao(100)).give('bob', tao(5)).blocks(12).finalize()

/** Hexadecimal of two names of one length, one in place of the other. */
const renaming =
  (from: string, to: string) =>
  (text: string): string =>
    text.replaceAll(Buffer.from(from).toString('hex'), Buffer.from(to).toString('hex'))

describe('a renamed pallet', () => {
  test('is in the status at once, is tried again ever more seldom, and a runtime that can be read ends it', async () => {
    const story = tellStory({ era: 'alpha' }).give('alice', tao(5)).blocks(12).finalize()
    const [node] = await nodesOf(story, 1)
    const rename = renaming('SubtensorModule', 'SubtensorPallet')
    let renamed = true
    const tamper: Tamper = (method, _, result) =>
      renamed && /state_(call|getMetadata)/.test(method) && typeof result === 'string' ? rename(result) : result
    const { keep, lines, blocks, time } = await observing([await tampering(node!.url, tamper)])
    const keeper = keep()
    await expect.poll(() => keeper.status().fault?.code, wait).toBe('runtime-unreadable')
    expect(keeper.status().fault).toMatchObject({
      detail: expect.stringContaining('lacks SubtensorModule.Owner'),
      since: time.now,
    })
    const failures = () => lines.filter((line) => line.includes('lacks SubtensorModule.Owner'))
    await expect.poll(() => failures().length, wait).toBeGreaterThanOrEqual(5)
    // Each pause is twice the one before, up to the longest; the status says when the next try is.
    expect(keeper.status().fault!.again! - time.now).toBe(80)
    renamed = false
    story.upgrade('alpha-v2').blocks(2).finalize()
    await expect.poll(blocks, wait).toEqual([15])
    expect(keeper.status().fault).toBeNull()
  })
})

describe('state that is gone', () => {
  test('in the middle of the first snapshot: it begins again at a newer block, and says so', async () => {
    const story = small()
    const [node] = await nodesOf(story, 1)
    node!.faults.keepsState = 2
    let moves = 2
    const url = await tampering(node!.url, (method, params, result) => {
      // Between two questions the chain goes on by more than the node keeps; the third time it stands.
      if (method === 'state_queryStorageAt' && (params[0] as string[]).length > 1 && moves-- > 0)
        story.blocks(5).finalize()
      return result
    })
    const { keep, blocks, lines, time } = await observing([url], 1000)
    const keeper = keep()
    await expect.poll(blocks, wait).toEqual([22])
    expect(lines.filter((line) => line.includes('is gone before all of it was read'))).toHaveLength(2)
    expect(lines[0]).toMatch(/the state of block 12 is gone .*, with about [1-9]\d* entries to read/)
    expect(keeper.status()).toMatchObject({ fault: null, reading: null, block: 22, seen: time.now })
  })

  test('again and again: the status says it, and it is tried until the node keeps state long enough', async () => {
    const story = small()
    const [node] = await nodesOf(story, 1)
    node!.faults.keepsState = -1
    const { keep, blocks } = await observing([node!.url], 1000)
    const keeper = keep()
    await expect.poll(() => keeper.status().fault?.code, wait).toBe('state-lost')
    node!.faults.keepsState = null
    await expect.poll(blocks, wait).toEqual([12])
    expect(keeper.status().fault).toBeNull()
  })
})

describe('finality', () => {
  test('that stands still for hours is said, and forgotten with the next final block', async () => {
    const story = small()
    const [node] = await nodesOf(story, 1)
    const { keep, blocks, time } = await observing([node!.url])
    const keeper = keep()
    await expect.poll(blocks, wait).toEqual([12])
    expect(keeper.status().fault).toBeNull()
    const seen = keeper.status().seen!
    // Blocks are still made.
    story.blocks(900)
    time.now += 3 * 3_600_000
    expect(keeper.status().fault).toEqual({ code: 'finality-stalled', detail: null, since: seen, again: null })
    story.finalize()
    await expect.poll(() => keeper.status().block, wait).toBe(912)
    expect(keeper.status().fault).toBeNull()
    await expect.poll(async () => (await blocks())[0], { timeout: 60_000 }).toBe(910)
  }, 120_000)

  test('an endpoint that is gone is said apart from it, and comes back by itself', async () => {
    const story = small()
    const [node] = await nodesOf(story, 1)
    const { keep, blocks, time } = await observing([node!.url])
    const keeper = keep()
    await expect.poll(blocks, wait).toEqual([12])
    node!.faults.refusals = Number.POSITIVE_INFINITY
    node!.faults.answersUntilCut = 1
    story.blocks(1).finalize()
    await expect.poll(() => keeper.status().answering, wait).toBe(0)
    time.now += 11 * 60_000
    await expect.poll(() => keeper.status().fault?.code, wait).toBe('unreachable')
    node!.faults.refusals = 0
    await expect.poll(() => keeper.status().answering, wait).toBe(1)
    story.blocks(1).finalize()
    await expect.poll(() => keeper.status().fault, wait).toBeNull()
  })
})

describe('another runtime', () => {
  test('inside a backfill: each block is read with its own, and the change is said', async () => {
    const story = longStory('inside', 150).finalize()
    const [node] = await nodesOf(story, 1)
    const { site, run } = await observedSite()
    const lines: string[] = []
    await run({ chain: chainAt([node!.url]).chain, every: 1000, range: { first: 10, last: 140 } }, (line) =>
      lines.push(line),
    )
    const specs = [10, 140].map((number) => story.byNumber(number)!.runtime.spec)
    expect(specs[0]).not.toBe(specs[1])
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`changed from version ${specs[0]} to \\d+`)))
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`changed from version \\d+ to ${specs[1]}`)))
    expect((await viewed(site, 'snapshots')).snapshots.map(({ block }) => block)).toEqual([140, 10])
  })

  test('with another name is read as before, and the status says from which block on', async () => {
    const story = tellStory({ era: 'alpha' }).give('alice', tao(5)).blocks(12).finalize()
    const [node] = await nodesOf(story, 1)
    const old = story.best().runtime.spec
    const url = await tampering(node!.url, (method, _, result) =>
      method === 'state_getRuntimeVersion' && (result as { specVersion: number }).specVersion !== old
        ? { ...(result as object), specName: 'bittensor' }
        : result,
    )
    const { keep, blocks, lines } = await observing([url])
    const keeper = keep()
    await expect.poll(blocks, wait).toEqual([12])
    story.upgrade('alpha-v2').blocks(10).finalize()
    await expect.poll(blocks, wait).toEqual([20, 12])
    expect(keeper.status()).toMatchObject({ fault: null, renamed: { from: 'node-subtensor', to: 'bittensor' } })
    expect(lines).toContainEqual(expect.stringContaining('calls itself bittensor, no longer node-subtensor'))
  })
})

test('two observers on two logs do not know of each other, and sign the same evidence', async () => {
  const story = longStory('two logs', 60).finalize()
  const [node] = await nodesOf(story, 1)
  const both = [await observing([node!.url]), await observing([node!.url])]
  const keepers = both.map(({ keep }) => keep())
  for (const { blocks } of both) await expect.poll(blocks, wait).toEqual([60])
  // Both are asked to slow down.
  node!.faults.error = 'Too many requests (429)'
  setTimeout(() => {
    node!.faults.error = null
  }, 60)
  story.blocks(25).finalize()
  for (const { blocks } of both) await expect.poll(blocks, wait).toEqual([80, 70, 60])
  const evidence = async ({ site }: (typeof both)[number]) =>
    (await viewed(site, 'snapshots')).snapshots.map(({ holdings, flows, proofs }) => ({ holdings, flows, proofs }))
  expect(await evidence(both[0]!)).toEqual(await evidence(both[1]!))
  expect(keepers.map((keeper) => keeper.status().fault)).toEqual([null, null])
})

describe('what the status says', () => {
  test('every code has its sentence, and no two are the same', () => {
    const sentences = troubleCodes.map((code: TroubleCode) => english.say(`chain-trouble.${code}`))
    expect(new Set(sentences).size).toBe(troubleCodes.length)
    expect(troubleOf(new NotProven('no root')).code).toBe('not-proven')
    expect(troubleOf(new TypeError('odd'))).toEqual({ code: 'failed', detail: 'odd' })
  })

  test('no key that an endpoint’s address holds', () => {
    expect(
      withoutKeys('wss://me:secret@node.example:443/v1?authorization=KEY is on another chain; ws://b/key, gone'),
    ).toBe('node.example:443 is on another chain; b, gone')
  })
})
