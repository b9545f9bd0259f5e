import { afterAll, describe, expect, test } from 'vitest'
import { longStory } from '../src/dev/simulated-chain/long-story.ts'
import type { Era } from '../src/dev/simulated-chain/metadata.ts'
import { tao, tellStory } from '../src/dev/simulated-chain.ts'
import { lockSumForms } from '../src/evidence/later-columns.ts'
import { raoAt } from '../src/evidence/rows.ts'
import { balanceSheetOf } from '../src/folds/chain/balance-sheet.ts'
import { checkIssuance } from '../src/folds/chain/issuance.ts'
import { StateLost } from '../src/service/chain.ts'
import { startLease } from '../src/service/lease.ts'
import { checkBlock } from '../src/service/observe/check.ts'
import { keepObserving } from '../src/service/observe/keep.ts'
import { runtimesOf } from '../src/service/observe/runtimes.ts'
import { takeHoldings } from '../src/service/observe/take.ts'
import { observe } from '../src/service/observe.ts'
import { chainAt, closeChains, nodesOf, observedSite, viewed } from './chain-parts.ts'
import { holdingsIn, ledgerFigures } from './ledger-figures.ts'
import { closeSites, keyOf, put } from './site.ts'

afterAll(closeChains)
afterAll(closeSites)

describe('a snapshot', () => {
  test('equals the ledger of the simulated chain to the rao, at every block of a story of 500 over three upgrades', async () => {
    const story = longStory('every block', 500, { newest: true })
    const [node] = await nodesOf(story, 1)
    const { chain } = chainAt([node!.url])
    const runtimes = runtimesOf(chain)
    const eras = new Set<string>()
    const potted = new Set<boolean>()
    const [baskets, locks] = [new Set<number>(), new Set<string>()]
    for (let number = 0; number <= 500; number++) {
      const { holdings } = await takeHoldings(chain, runtimes, await chain.block(number))
      const { era } = holdings.facts
      eras.add(era)
      const figures = holdingsIn(holdings)
      expect(figures, `block ${number}`).toEqual(ledgerFigures(story.byNumber(number)!.ledger!, era))
      baskets.add(Object.keys(figures.baskets).length)
      for (const at of Object.keys(figures.lockSums)) locks.add(at.split(' ')[2]!)
      const sheet = balanceSheetOf(holdings)
      const check = checkIssuance(holdings, sheet)
      expect({ number, ...check }).toMatchObject({ holds: true, surplus: 0n, missing: 0n })
      potted.add(check.pots > 0n)
      // Whoever takes a pot for a person counts its TAO twice, and the sum says so.
      for (const pot of sheet.pots) {
        const amount = raoAt(holdings.free, pot)
        const taken = {
          pots: sheet.pots.filter((row) => row !== pot),
          totals: { ...sheet.totals, free: sheet.totals.free + amount },
        }
        expect(checkIssuance(holdings, taken).surplus).toBe(amount)
      }
    }
    expect([...eras]).toEqual(['stake', 'alpha', 'alpha-v2'])
    expect([...potted]).toEqual([false, true])
    // One validator with a basket, of which several are owed shares; and locks of every form.
    expect(Math.max(...baskets)).toBeGreaterThan(3)
    expect([...locks].sort()).toEqual([...lockSumForms].sort())
  })

  test('names what it looked for and the runtime does not have', async () => {
    const missing = async (era: Era) => {
      const [node] = await nodesOf(tellStory({ era }).give('alice', tao(5)).blocks(2).finalize(), 1)
      const { chain } = chainAt([node!.url])
      const { holdings } = await takeHoldings(chain, runtimesOf(chain), await chain.block(1))
      return holdings.facts.missing
    }
    const [before, after] = [await missing('stake'), await missing('alpha-v2')]
    expect(before).toEqual(expect.arrayContaining(['SubtensorModule.Lock', 'MultiCollective.Members']))
    expect(after).not.toContain('SubtensorModule.Lock')
  })
})

describe('the observer', () => {
  test('goes over a range, gives each large movement a record, and a second run adds nothing', async () => {
    const story = longStory('a range', 120)
    const [node] = await nodesOf(story, 1)
    const { site, run: observeWith } = await observedSite()
    const run = () => observeWith({ chain: chainAt([node!.url]).chain, every: 40, range: { first: 5, last: 110 } })
    await run()
    const { snapshots, total, broken } = await viewed(site, 'snapshots')
    expect(snapshots.map(({ block, flows }) => [block, flows?.first ?? null])).toEqual([
      [110, 81],
      [80, 41],
      [40, 6],
      [5, null],
    ])
    expect({ total, broken, backed: [...new Set(snapshots.map(({ backed }) => backed))] }).toEqual({
      total: 4,
      broken: [],
      backed: ['single'],
    })
    const { movements, unfounded, gaps } = await viewed(site, 'movements', { limit: '500' })
    expect(movements.length).toBeGreaterThan(0)
    expect(movements.filter(({ id }) => id === null)).toEqual([])
    expect({ unfounded, gaps }).toEqual({ unfounded: [], gaps: [] })
    const { history } = await viewed(site, 'concentration')
    expect(history.map(({ block }) => block)).toEqual([5, 40, 80, 110])
    const before = site.checkpoint()
    await run()
    expect(site.checkpoint()).toBe(before)
  })

  test('stopped at any moment and begun again, it goes on where it was', async () => {
    const story = longStory('stops', 90)
    const [node] = await nodesOf(story, 1)
    const range = { first: 3, last: 80 }
    const { site, store, log } = await observedSite()
    for (let stops = 0; ; stops++) {
      const { chain } = chainAt([node!.url])
      const stop = new AbortController()
      // After a part has been read, and after each snapshot.
      const progress = () => stops < 6 && stop.abort()
      const report = () => stops < 6 && stop.abort()
      await observe({ chain, log, notes: store.blobs, every: 20, range, report, progress }, stop.signal)
      if (!stop.signal.aborted) break
      expect(stops).toBeLessThan(20)
    }
    const { snapshots } = await viewed(site, 'snapshots')
    expect(snapshots.map(({ block }) => block)).toEqual([80, 60, 40, 20, 3])
    const whole = await observedSite()
    await whole.run({ chain: chainAt([node!.url]).chain, every: 20, range })
    const calm = await viewed(whole.site, 'snapshots')
    const evidence = ({ holdings, flows }: (typeof snapshots)[number]) => ({ holdings, flows })
    expect(snapshots.map(evidence)).toEqual(calm.snapshots.map(evidence))
    expect(await store.blobs.list('private/observer/')).toEqual([])
  })

  test('when the state of the next block is gone it begins again at the head, and the gap stays visible', async () => {
    const story = longStory('a lite node', 60).finalize()
    const [node] = await nodesOf(story, 1)
    const { site, follow, log, store } = await observedSite()
    const first = new AbortController()
    const seen: string[] = []
    const { chain } = chainAt([node!.url])
    const report = (line: string) => {
      seen.push(line)
      first.abort()
    }
    await observe({ chain, log, notes: store.blobs, every: 10, range: null, report }, first.signal)
    expect(seen).toEqual([expect.stringMatching(/^snapshot of block 60 is entry /)])
    await chain.close()
    story.blocks(40).finalize()
    node!.faults.keepsState = 5
    const second = new AbortController()
    const done = follow({ chain: chainAt([node!.url]).chain, every: 10 }, second.signal)
    const blocks = async () => (await viewed(site, 'snapshots')).snapshots.map(({ block }) => block)
    await expect.poll(blocks).toEqual([100, 60])
    for (let i = 0; i < 12; i++) {
      story.blocks(1).finalize()
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
    await expect.poll(blocks).toEqual([110, 100, 60])
    second.abort()
    await done
    // Of the blocks before the second snapshot nothing is known; from there on everything is.
    const { snapshots } = await viewed(site, 'snapshots')
    expect(snapshots.map(({ flows }) => flows?.first ?? null)).toEqual([101, null, null])
  })

  test('a range whose state is gone ends with a reason, and nothing half-written', async () => {
    const [node] = await nodesOf(longStory('too old', 60).finalize(), 1)
    node!.faults.keepsState = 5
    const { site, run } = await observedSite()
    const before = site.checkpoint()
    const going = run({ chain: chainAt([node!.url]).chain, every: 10, range: { first: 3, last: 30 } })
    await expect(going).rejects.toThrow(StateLost)
    expect(site.checkpoint()).toBe(before)
  })

  test('two processes over one store: one observes, the other takes over when it stops', async () => {
    const story = longStory('two of them', 60).finalize()
    const nodes = await nodesOf(story, 1)
    const { site, store, log } = await observedSite()
    let now = 0
    const clock = () => now
    const keeper = (name: string) => {
      const { chain } = chainAt([nodes[0]!.url])
      const parts = { chain, log, notes: store.blobs, every: 10, range: null, report: () => undefined }
      return keepObserving(parts, startLease(store.head('observer'), name, clock), clock)
    }
    const blocks = async () => (await viewed(site, 'snapshots')).snapshots.map(({ block }) => block)
    const [one, two] = [keeper('one'), keeper('two')]
    await expect.poll(blocks).toEqual([60])
    story.blocks(12).finalize()
    await expect.poll(blocks).toEqual([70, 60])
    await one.close()
    await two.close()
    expect(one.status()).toMatchObject({ endpoints: 1, fault: null })
    now += 3_600_000
    const third = keeper('three')
    story.blocks(10).finalize()
    await expect.poll(blocks).toEqual([80, 70, 60])
    await third.close()
  })

  test('a snapshot is taken again and compared; a chain that tells something else differs', async () => {
    const [node] = await nodesOf(longStory('again', 40), 1)
    const { site, run } = await observedSite()
    await run({ chain: chainAt([node!.url]).chain, every: 20, range: { first: 20, last: 40 } })
    const log = { view: site.view, blob: site.blob }
    const same = await checkBlock(chainAt([node!.url]).chain, log, 40)
    expect(same).toMatchObject({ same: true, found: { block: 40 }, logged: expect.any(String), differences: [] })
    expect(await checkBlock(chainAt([node!.url]).chain, log, 30)).toMatchObject({ same: false, logged: null })
    node!.faults.lie = 'balance'
    const other = await checkBlock(chainAt([node!.url]).chain, log, 40)
    expect(other.same).toBe(false)
    expect(other.differences[0]).toMatch(/^balance of 5\w+ in rao: \d+ in the log, \d+ on the chain$/)
    expect(other.found.holdings).not.toBe(same.found.holdings)
    // Whoever took it again may say so, under an account of their own.
    for (const [name, { found }] of Object.entries({ witness: same, doubter: other }))
      await put(site, keyOf(name), 'observation', found)
    const [point] = (await viewed(site, 'snapshots')).snapshots
    expect(point!.confirmed).toEqual([keyOf('witness').address])
    expect(point!.contradicted).toMatchObject([{ account: keyOf('doubter').address, holdings: other.found.holdings }])
  })
})
