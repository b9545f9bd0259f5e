/** Storage that nodes stream, against the same storage by pages. */

import { afterAll, describe, expect, test } from 'vitest'
import type { StreamFault } from '../src/dev/simulated-chain/stream-fault.ts'
import { tao } from '../src/dev/simulated-chain.ts'
import { writeHoldings } from '../src/evidence/holdings.ts'
import { hex, sha256 } from '../src/log/bytes.ts'
import { estimateAt } from '../src/service/observe/estimate.ts'
import { runtimesOf } from '../src/service/observe/runtimes.ts'
import { takeHoldings } from '../src/service/observe/take.ts'
import { chainAt, closeChains, nodesOf } from './chain-parts.ts'
import { wideStory } from './wide-story.ts'

afterAll(closeChains)

const story = wideStory(2500).blocks(2).finalize()

/** A snapshot of the head by nodes that stream in these ways. */
async function taken(faults: (StreamFault | null)[], patience = 20_000) {
  const nodes = await nodesOf(story, faults.length)
  for (const [i, fault] of faults.entries()) nodes[i]!.faults.stream = fault
  const { chain, said } = chainAt(
    nodes.map(({ url }) => url),
    { patience },
  )
  const head = await chain.block((await chain.finalized()).number)
  const { holdings, backing } = await takeHoldings(chain, runtimesOf(chain), head)
  const asked = (method: string): number => nodes[0]!.asked.get(method) ?? 0
  return {
    sha256: hex(sha256(writeHoldings(holdings))),
    backing,
    said,
    asked,
    urls: nodes.map(({ url }) => url),
    chain,
  }
}

const byPages = taken(['none'])

describe('a node that streams', () => {
  test('gives the same snapshot as pages do, byte for byte, in fewer questions for large maps', async () => {
    const pages = await byPages
    const streamed = await taken([null])
    expect(streamed.sha256).toBe(pages.sha256)
    expect(pages.asked('chainHead_v1_storage')).toBe(0)
    // One map is larger than a page, and is read in sixteen streams after its first page.
    expect(streamed.asked('chainHead_v1_storage')).toBe(16)
    expect(streamed.asked('chainHead_v1_follow')).toBe(1)
    expect(streamed.asked('state_getKeysPaged')).toBe(pages.asked('state_getKeysPaged') - 2)
    expect(streamed.said).toEqual([])
  })

  test('costs what the estimate says', async () => {
    for (const fault of [null, 'none'] as const) {
      const [node] = await nodesOf(story, 1)
      node!.faults.stream = fault
      const { chain } = chainAt([node!.url])
      const head = await chain.block((await chain.finalized()).number)
      const { pages, streamed } = await estimateAt(chain, runtimesOf(chain), head, 1)
      const total = (): number => [...node!.asked.values()].reduce((sum, count) => sum + count, 0)
      const before = total()
      await takeHoldings(chain, runtimesOf(chain), head)
      // Beside it: the subscription.
      if (fault === null) expect(total() - before).toBe(streamed!.requests + 1)
      else expect({ asked: total() - before, streamed }).toEqual({ asked: pages.requests, streamed: null })
    }
  })

  test.each<StreamFault>(['shuffled', 'waits', 'discards', 'busy once'])(
    'in its own way (%s): the snapshot is the same, and no page more is asked for',
    async (fault) => {
      const [pages, streamed] = [await byPages, await taken([fault])]
      expect(streamed.sha256).toBe(pages.sha256)
      expect(streamed.asked('state_getKeysPaged')).toBe(pages.asked('state_getKeysPaged') - 2)
      expect(streamed.said).toEqual([])
    },
  )

  test.each<StreamFault>(['busy', 'error', 'inaccessible', 'stop', 'silence'])(
    'and breaks off (%s): the rest comes by pages',
    async (fault) => {
      const streamed = await taken([fault], 400)
      expect(streamed.sha256).toBe((await byPages).sha256)
      expect(streamed.asked('chainHead_v1_storage')).toBeGreaterThan(0)
      expect(streamed.backing.dissenting.size).toBe(0)
      // A node that ends its subscription is left alone with it; the others are given up after three.
      if (fault !== 'stop')
        expect(streamed.said).toEqual([expect.stringContaining('is asked for pages in place of streams')])
    },
  )

  test('but waits to be told to go on after every few entries: it is asked for pages', async () => {
    const streamed = await taken(['stops'])
    expect(streamed.sha256).toBe((await byPages).sha256)
    expect(streamed.said).toEqual([expect.stringContaining('stops for a question more often than pages would')])
    expect(streamed.asked('chainHead_v1_storage')).toBe(1)
  })

  test('and goes down in the middle: whoever comes back is asked for the rest', async () => {
    const [node] = await nodesOf(story, 1)
    const { chain } = chainAt([node!.url])
    const head = await chain.block((await chain.finalized()).number)
    const cut = () => {
      if ((node!.asked.get('chainHead_v1_storage') ?? 0) === 5) node!.faults.answersUntilCut ??= 1
    }
    const watching = setInterval(cut, 1)
    const { holdings } = await takeHoldings(chain, runtimesOf(chain), head).finally(() => clearInterval(watching))
    expect(hex(sha256(writeHoldings(holdings)))).toBe((await byPages).sha256)
  })

  test('lets go of blocks that nobody needs, and of its subscription with the socket', async () => {
    const own = wideStory(1500).blocks(2).finalize()
    const [node] = await nodesOf(own, 1)
    const { chain } = chainAt([node!.url])
    const head = await chain.block((await chain.finalized()).number)
    await takeHoldings(chain, runtimesOf(chain), head)
    expect(node!.asked.get('chainHead_v1_unpin')).toBeUndefined()
    own.blocks(70).finalize()
    await expect.poll(() => node!.asked.get('chainHead_v1_unpin')).toBe(2)
    // The block that was read is still kept, and can be read again.
    const before = node!.asked.get('chainHead_v1_follow')
    const { holdings } = await takeHoldings(chain, runtimesOf(chain), head)
    expect(holdings.facts.block).toBe(head.number)
    expect(node!.asked.get('chainHead_v1_follow')).toBe(before)
    expect(node!.asked.get('chainHead_v1_storage')).toBe(32)
  })
})

describe('a stranger who streams', () => {
  test.each<[StreamFault, RegExp]>([
    ['foreign', /a stream has the key abab.*, which was not asked for/],
    ['endless', /a stream does not end: more than 128 MB came/],
    ['twice', /the key [0-9a-f]{96} comes twice/],
  ])(
    'what no honest node sends (%s) is refused with a sentence',
    async (fault, sentence) => {
      await expect(taken([fault])).rejects.toThrow(sentence)
    },
    60_000,
  )

  test('and is refused is asked for pages the next time', async () => {
    const [node] = await nodesOf(story, 1)
    node!.faults.stream = 'foreign'
    const { chain, said } = chainAt([node!.url])
    const head = await chain.block((await chain.finalized()).number)
    await expect(takeHoldings(chain, runtimesOf(chain), head)).rejects.toThrow('which was not asked for')
    expect(said).toEqual([expect.stringMatching(/^ws:.* is asked for pages in place of streams: a stream has the key/)])
    const { holdings } = await takeHoldings(chain, runtimesOf(chain), head)
    expect(hex(sha256(writeHoldings(holdings)))).toBe((await byPages).sha256)
  })
})

describe('of three endpoints', () => {
  test('one streams, one streams in another order, one gives pages: all agree', async () => {
    const { backing, sha256: file } = await taken([null, 'shuffled', 'none'])
    expect(file).toBe((await byPages).sha256)
    expect(backing).toMatchObject({ asked: 3, agreed: 3 })
    expect(backing.dissenting.size).toBe(0)
  })

  test.each<StreamFault>(['hole', 'foreign', 'twice'])(
    'one streams otherwise (%s): it is outvoted, and named',
    async (fault) => {
      const { backing, sha256: file, urls, chain } = await taken([fault, null, 'none'])
      expect(file).toBe((await byPages).sha256)
      expect(backing).toMatchObject({ asked: 3, agreed: 2 })
      expect([...backing.dissenting.keys()]).toEqual([urls[0]])
      expect(chain.endpoints()[0]!.dissents).toBeGreaterThan(0)
    },
  )

  test('one adds a rao to every balance, and streams: outvoted, and named', async () => {
    const nodes = await nodesOf(story, 3)
    nodes[0]!.faults.lie = 'balance'
    const { chain } = chainAt(nodes.map(({ url }) => url))
    const head = await chain.block((await chain.finalized()).number)
    const { holdings, backing } = await takeHoldings(chain, runtimesOf(chain), head)
    expect(hex(sha256(writeHoldings(holdings)))).toBe((await byPages).sha256)
    expect([...backing.dissenting.keys()]).toEqual([nodes[0]!.url])
    expect(holdings.free.some((rao) => rao > tao(5))).toBe(true)
  })
})
