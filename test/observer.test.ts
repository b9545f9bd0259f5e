import { afterAll, describe, expect, test } from 'vitest'
import { longStory } from '../src/adapters/simulated-chain/long-story.ts'
import { runtimesOf } from '../src/service/observe/runtimes.ts'
import { takeHoldings } from '../src/service/observe/take.ts'
import type { ConcentrationValue, MovementsValue } from '../src/views/chain/values.ts'
import type { SnapshotsValue } from '../src/views/snapshots.ts'
import { chainAt, closeChains, nodesOf, observedSite, viewed } from './chain-parts.ts'
import { holdingsIn, ledgerFigures } from './ledger-figures.ts'
import { closeSites } from './site.ts'

afterAll(closeChains)
afterAll(closeSites)

describe('a snapshot', () => {
  test('equals the ledger of the simulated chain to the rao, at every block of a story of 500 over two upgrades', async () => {
    const story = longStory('every block', 500)
    const [node] = await nodesOf(story, 1)
    const { chain } = chainAt([node!.url])
    const runtimes = runtimesOf(chain)
    const eras = new Set<string>()
    for (let number = 0; number <= 500; number++) {
      const { holdings } = await takeHoldings(chain, runtimes, await chain.block(number))
      const { era } = holdings.facts
      eras.add(era)
      expect(holdingsIn(holdings), `block ${number}`).toEqual(ledgerFigures(story.byNumber(number)!.ledger!, era))
    }
    expect([...eras]).toEqual(['stake', 'alpha', 'alpha-v2'])
  })
})

describe('the observer', () => {
  test('goes over a range, gives each large movement a record, and a second run adds nothing', async () => {
    const story = longStory('a range', 120)
    const [node] = await nodesOf(story, 1)
    const { site, run: observeWith } = await observedSite()
    const run = () => observeWith({ chain: chainAt([node!.url]).chain, every: 40, range: { first: 5, last: 110 } })
    await run()
    const { snapshots, total, broken } = await viewed<SnapshotsValue>(site, 'snapshots')
    expect(snapshots.map(({ block, flows }) => [block, flows?.first ?? null])).toEqual([
      [110, 81],
      [80, 41],
      [40, 6],
      [5, null],
    ])
    expect({ total, broken, proven: snapshots.every(({ proven }) => proven) }).toEqual({
      total: 4,
      broken: [],
      proven: true,
    })
    const { movements, unfounded, gaps } = await viewed<MovementsValue>(site, 'movements', { limit: '500' })
    expect(movements.length).toBeGreaterThan(0)
    expect(movements.filter(({ id }) => id === null)).toEqual([])
    expect({ unfounded, gaps }).toEqual({ unfounded: [], gaps: [] })
    const { history } = await viewed<ConcentrationValue>(site, 'concentration')
    expect(history.map(({ block }) => block)).toEqual([5, 40, 80, 110])
    const before = site.checkpoint()
    await run()
    expect(site.checkpoint()).toBe(before)
  })
})
