import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { multisigAddress } from '../../src/dev/simulated-chain/moves.ts'
import { type SimulatedChain, type Story, simulatedChain, tao, tellStory } from '../../src/dev/simulated-chain.ts'
import { barriers, launch, visit } from './browser.ts'
import { settled, startSite, type TestSite, viewValue } from './site.ts'

let story: Story
let node: SimulatedChain
let site: TestSite
let browser: Browser

const [economic, building] = [
  ['eve', 'ed', 'eli'],
  ['eve', 'ed', 'bea'],
]

/** A chain whose runtime is replaced by one that has referenda, in which one is handed to a review. */
function changing(): Story {
  const told = tellStory({ era: 'alpha-v2', lag: 2, ms: Date.now() - 600_000 })
  const triumvirate = ['tim', 'tom', 'tea']
  for (const name of ['pat', ...triumvirate, ...economic, ...building]) told.give(name, tao(2000))
  told.silently((ledger) => {
    ledger.sudo = multisigAddress(triumvirate.map(told.address), 2)
    ledger.bodies.set('triumvirate', triumvirate.map(told.address))
    ledger.touched.add('sudo').add('bodies')
  })
  told.block((say) => say.stake('eve', 'val', tao(100)))
  return told.blocks(3)
}

/** What happens once the observer follows. */
function goesOn(): void {
  story
    .upgrade('referenda')
    .block((say) => {
      say.setMembers('pat', 'proposers', ['pat']).setMembers('pat', 'economic', economic)
      say.setMembers('pat', 'building', building)
    })
    .block((say) =>
      say.submit('pat', 0, (call) =>
        call.batch('pat', (say) => say.transfer('pat', 'eve', tao(7.5)).setTempo('pat', 1, 77)),
      ),
    )
    .block((say) => say.pollVote('tim', 0, true).pollVote('tom', 0, true).endPoll(0, 'Delegated'))
    .block((say) => say.pollVote('eve', 1, true).pollVote('eli', 1, false))
    .blocks(2)
}

beforeAll(async () => {
  story = changing()
  node = await simulatedChain({ story })
  site = await startSite({ SENSUS_CHAIN: node.url, SENSUS_CHAIN_EVERY: '9', SENSUS_WEB_PROOFS: 'no' })
  browser = await launch()
  await settled(site, 'influence', ({ source }) => source !== null)
  goesOn()
  await settled(site, 'referenda', ({ rows }) => rows[0]?.tally.nays === 1)
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
  await node?.close()
})

test('an upgrade is reached from the timeline, and says by pallet what changed', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  await open('/proposals')
  await page.getByRole('region', { name: 'Timeline' }).getByRole('link', { name: 'Runtime replaced' }).click()
  await page.getByRole('heading', { level: 1, name: 'Runtime 424 became 430' }).waitFor()
  const added = page.getByRole('region', { name: 'Referenda is new' })
  expect(await added.textContent()).toContain('submit')
  expect(await page.getByText('blake2b-256').locator('xpath=..').textContent()).toMatch(/[0-9a-f]{64}/)
  expect(await barriers(page)).toEqual([])
  expect(await problems()).toEqual([])
  await context.close()
})

test('a referendum says what it asks for, who votes, what happens when, and how it went', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  await open('/referenda')
  const cards = page.locator('article')
  expect(await cards.count()).toBe(2)
  expect(await cards.first().textContent()).toContain('1 for, 1 against, of 4 who may vote')
  expect(await barriers(page)).toEqual([])
  await cards.first().getByRole('link', { name: 'Referendum 1' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Referendum 1' }).waitFor()
  const asks = page.getByRole('region', { name: 'What it asks for' })
  expect(await asks.textContent()).toContain('Transfer 7.5 TAO to')
  expect(await asks.textContent()).toContain('Set the tempo of subnet 1 to 77 blocks')
  expect(await page.getByRole('region', { name: 'What happens when' }).textContent()).toContain(
    'is carried out at once',
  )
  const votes = page.getByRole('region', { name: 'Votes', exact: true })
  expect(await votes.textContent()).toContain('sit in both collectives, with one vote each')
  expect(await votes.locator('tbody tr').count()).toBe(4)
  expect(await page.getByRole('region', { name: 'How it went' }).locator('li').count()).toBe(2)
  expect(await barriers(page)).toEqual([])
  expect(await problems()).toEqual([])
  await context.close()
})

test('the pages keep to a narrow screen', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  const { acts } = await viewValue(site, 'acts')
  const upgrade = acts.find(({ what }) => what === 'upgraded')!
  for (const width of [375, 1200])
    for (const path of [`/upgrade/${upgrade.id}`, '/referenda', '/referendum/1', '/referendum/0']) {
      await page.setViewportSize({ width, height: 800 })
      await open(path)
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width)
    }
  expect(await barriers(page)).toEqual([])
  expect(await problems()).toEqual([])
  await context.close()
})
