import { afterAll, expect, test } from 'vitest'
import { townStory } from '../src/dev/simulated-chain/town.ts'
import { chainAt, closeChains, nodesOf, observedSite, viewed } from './chain-parts.ts'
import { faultProxy } from './fault-proxy.ts'
import { closeSites } from './site.ts'

afterAll(closeChains)
afterAll(closeSites)

const every = 25
/** Half an hour of blocks at twelve seconds each; more until each proxy has done all that it does. */
const blocks = 150

test('half an hour of blocks through proxies that drop, cut, limit, delay, repeat and reorder: no gap, no duplicate', async () => {
  const { story, tick } = townStory({ people: 40 })
  const nodes = await nodesOf(story, 2)
  const proxies = await Promise.all(nodes.map(({ url }, i) => faultProxy(url, 41 + i)))
  const soaked = await observedSite()
  const { chain } = chainAt(
    proxies.map(({ url }) => url),
    { patience: 500 },
  )
  const stop = new AbortController()
  const { number: begun } = await chain.finalized()
  const observing = soaked.follow({ chain, every }, stop.signal)
  const untouched = () => proxies.some(({ struck }) => Object.values(struck).some((count) => count === 0))
  for (let i = 0; i < blocks || untouched(); i++) {
    tick()
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
  const last = Math.floor(story.finalized().number / every) * every
  const latest = async () => (await viewed(soaked.site, 'snapshots')).snapshots[0]?.block
  await expect.poll(latest, { interval: 200 }).toBe(last)
  stop.abort()
  await observing

  const { snapshots } = await viewed(soaked.site, 'snapshots', { limit: '1000' })
  const first = snapshots.at(-1)!.block
  expect(first).toBeGreaterThanOrEqual(begun)
  const { movements, gaps, unfounded } = await viewed(soaked.site, 'movements', { limit: '500' })
  expect({ gaps, unfounded }).toEqual({ gaps: [], unfounded: [] })
  expect(snapshots.map(({ flows }) => flows?.first ?? null).slice(0, -1)).toEqual(
    snapshots.slice(1).map(({ block }) => block + 1),
  )

  const plain = await observedSite()
  await plain.run({ chain: chainAt([nodes[0]!.url]).chain, every, range: { first, last } })
  const calm = await viewed(plain.site, 'snapshots', { limit: '1000' })
  const evidence = ({ block, hash, holdings, flows }: (typeof snapshots)[number]) => ({ block, hash, holdings, flows })
  expect(snapshots.map(evidence)).toEqual(calm.snapshots.map(evidence))
  const told = await viewed(plain.site, 'movements', { limit: '500' })
  const what = ({ id: _, index: __, ...movement }: (typeof movements)[number]) => movement
  expect(movements.length).toBeGreaterThan(0)
  expect(movements.map(what)).toEqual(told.movements.map(what))
  expect(new Set(movements.map(({ id }) => id)).size).toBe(movements.length)
})
