/** How many questions an observer puts to a node, counted on the wire. */

import { afterAll, describe, expect, test } from 'vitest'
import { longStory } from '../src/dev/simulated-chain/long-story.ts'
import { type SimulatedChain, tao, tellStory } from '../src/dev/simulated-chain.ts'
import { chainAt, closeChains, nodesOf, observedSite, viewed } from './chain-parts.ts'
import { closeSites } from './site.ts'
import { tampering } from './tampering.ts'

afterAll(closeChains)
afterAll(closeSites)

const total = ({ asked }: SimulatedChain): number => [...asked.values()].reduce((sum, count) => sum + count, 0)

describe('following', () => {
  test.each([1, 3])('costs each of %i endpoints two questions a block, over an upgrade too', async (count) => {
    const story = tellStory({ era: 'alpha' }).give('alice', tao(100)).give('bob', tao(5)).blocks(3).finalize()
    const nodes = await nodesOf(story, count)
    const { site, follow } = await observedSite()
    const { chain } = chainAt(nodes.map(({ url }) => url))
    const stop = new AbortController()
    const done = follow({ chain, every: 1000 }, stop.signal)
    await expect.poll(async () => (await viewed(site, 'snapshots')).total, { timeout: 20_000 }).toBe(1)
    const before = nodes.map(total)
    const read = () => nodes.map(({ asked }) => asked.get('chain_getBlock') ?? 0)
    const [begun] = read()
    const blocks = 40
    for (let number = 1; number <= blocks; number++) {
      if (number === 20) story.upgrade('alpha-v2').finalize()
      else story.block((say) => say.transfer('alice', 'bob', tao(1))).finalize()
      await expect.poll(read, { timeout: 20_000, interval: 5 }).toEqual(nodes.map(() => begun! + number))
    }
    stop.abort()
    await done
    for (const [i, node] of nodes.entries()) {
      const asked = total(node) - before[i]!
      // Beside two a block: the new version and its metadata.
      expect(asked, JSON.stringify([...node.asked])).toBeLessThanOrEqual(2 * blocks + 3)
    }
  })

  test('many heads at once cost no more', async () => {
    const story = longStory('at once', 60).finalize()
    const [node] = await nodesOf(story, 1)
    const { follow, site } = await observedSite()
    const stop = new AbortController()
    const done = follow({ chain: chainAt([node!.url]).chain, every: 1000 }, stop.signal)
    await expect.poll(async () => (await viewed(site, 'snapshots')).total, { timeout: 20_000 }).toBe(1)
    const before = total(node!)
    story.blocks(60).finalize()
    await expect.poll(() => node!.asked.get('chain_getBlock'), { timeout: 20_000 }).toBe(61)
    await expect.poll(() => node!.asked.get('state_queryStorageAt')).toBeGreaterThanOrEqual(60)
    stop.abort()
    await done
    expect(total(node!) - before).toBeLessThanOrEqual(2 * 60 + 3)
  })
})

describe('going back over blocks', () => {
  test('costs two questions a block, and one for the hashes of many', async () => {
    const story = longStory('back', 150).finalize()
    const [node] = await nodesOf(story, 1)
    const { run, site } = await observedSite()
    const counted: number[] = []
    const { chain } = chainAt([node!.url])
    await run({ chain, every: 1000, range: { first: 60, last: 140 } }, () => counted.push(total(node!)))
    expect((await viewed(site, 'snapshots')).snapshots.map(({ block }) => block)).toEqual([140, 60])
    const { asked } = node!
    expect(asked.get('chain_getBlock')).toBe(1 + 80 + 1)
    expect(asked.get('chain_getBlockHash')).toBeLessThanOrEqual(4)
    // Once at the first block, once for each of the upgrades between.
    expect(asked.get('state_getRuntimeVersion')).toBeLessThanOrEqual(4)
  })

  test('a node that gives one hash at a time, and none that announces, says the same', async () => {
    const story = longStory('singly', 60).finalize()
    const [node] = await nodesOf(story, 1)
    const poor = await tampering(node!.url, (method, params, result) => {
      if (method === 'chain_getBlockHash' && Array.isArray(params[0])) return null
      return method === 'state_subscribeRuntimeVersion' ? undefined : result
    })
    const range = { first: 20, last: 50 }
    const [one, other] = [await observedSite(), await observedSite()]
    await one.run({ chain: chainAt([node!.url]).chain, every: 15, range })
    await other.run({ chain: chainAt([poor]).chain, every: 15, range })
    const evidence = async ({ site }: typeof one) =>
      (await viewed(site, 'snapshots')).snapshots.map(({ holdings, flows }) => ({ holdings, flows }))
    expect(await evidence(other)).toEqual(await evidence(one))
  })
})

test('a stated rate is kept, whatever is asked at once', async () => {
  const story = tellStory({ era: 'alpha' }).give('alice', tao(1)).blocks(40).finalize()
  const [node] = await nodesOf(story, 1)
  const { chain } = chainAt([node!.url], { perSecond: 100 })
  const begun = Date.now()
  await Promise.all(Array.from({ length: 20 }, (_, i) => chain.block(10 + i)))
  // A hundredth of a second lies between each two of them.
  expect(Date.now() - begun).toBeGreaterThanOrEqual(10 * (total(node!) - 2))
})
