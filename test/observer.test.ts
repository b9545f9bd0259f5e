import { afterAll, describe, expect, test } from 'vitest'
import { memoryStore } from '../src/adapters/memory.ts'
import { longStory } from '../src/adapters/simulated-chain/long-story.ts'
import { simulatedChain } from '../src/adapters/simulated-chain.ts'
import { subtensorChain } from '../src/adapters/subtensor.ts'
import { isRefusal } from '../src/records/refusals.ts'
import { runtimesOf } from '../src/service/observe/runtimes.ts'
import { takeHoldings } from '../src/service/observe/take.ts'
import { type ObservedLog, observe } from '../src/service/observe.ts'
import type { Store } from '../src/service/ports.ts'
import type { Site } from '../src/service/site.ts'
import type { ConcentrationValue, MovementsValue } from '../src/views/chain/values.ts'
import type { SnapshotsValue } from '../src/views/snapshots.ts'
import { holdingsIn, ledgerFigures } from './ledger-figures.ts'
import { closeSites, open, operatorOf, write } from './site.ts'

afterAll(closeSites)

const random = (length: number) => new Uint8Array(length)

/** A site as its observer sees it. */
async function logOf(site: Site, store: Store): Promise<ObservedLog> {
  const operator = await operatorOf(store)
  return {
    view: site.view,
    blob: site.blob,
    addEvidence: site.addEvidence,
    submit: (kind, fields) => site.submit(write(site.origin, operator, kind, fields).note, {}),
  }
}

async function viewed<T>(site: Site, name: string, params: Record<string, string> = {}): Promise<T> {
  const text = await site.view(name, params)
  if (isRefusal(text)) throw new Error(text.sentence)
  return JSON.parse(text) as T
}

describe('a snapshot', () => {
  test('equals the ledger of the simulated chain to the rao, at every block of a story of 500 over two upgrades', async () => {
    const story = longStory('every block', 500)
    const node = await simulatedChain({ story })
    const chain = subtensorChain({ endpoints: [node.url], clock: Date.now, random, report: () => undefined })
    const runtimes = runtimesOf(chain)
    const eras = new Set<string>()
    for (let number = 0; number <= 500; number++) {
      const { holdings } = await takeHoldings(chain, runtimes, await chain.block(number))
      const { era } = holdings.facts
      eras.add(era)
      expect(holdingsIn(holdings), `block ${number}`).toEqual(ledgerFigures(story.byNumber(number)!.ledger!, era))
    }
    expect([...eras]).toEqual(['stake', 'alpha', 'alpha-v2'])
    await chain.close()
    await node.close()
  })
})

describe('the observer', () => {
  test('goes over a range, gives each large movement a record, and a second run adds nothing', async () => {
    const story = longStory('a range', 120)
    const node = await simulatedChain({ story })
    const store = memoryStore()
    const site = await open(store)
    const log = await logOf(site, store)
    const lines: string[] = []
    const run = async () => {
      const chain = subtensorChain({
        endpoints: [node.url],
        clock: Date.now,
        random,
        report: (line) => lines.push(line),
      })
      const parts = { chain, log, notes: store.blobs, every: 40, range: { first: 5, last: 110 } }
      await observe({ ...parts, report: (line) => lines.push(line) }, new AbortController().signal)
      await chain.close()
    }
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
    await node.close()
  })
})
