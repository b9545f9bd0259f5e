import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SimulatedChain, simulatedTown, tao } from '../../src/dev/simulated-chain.ts'
import type { InfluenceValue } from '../../src/views/chain/values.ts'
import { barriers, launch, visit } from './browser.ts'
import { settled, startSite, type TestSite } from './site.ts'

let town: SimulatedChain & { tick(): void }
let site: TestSite
let browser: Browser

beforeAll(async () => {
  town = await simulatedTown({ everyMs: 1_000_000, people: 60 })
  site = await startSite({ SENSUS_CHAIN: town.url, SENSUS_CHAIN_EVERY: '50' })
  browser = await launch()
  await settled(site, 'influence', (value: InfluenceValue) => value.source !== null)
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
  await town?.close()
})

test('what is seen stands on an open page at once, is called not agreed, and leaves when a snapshot has it', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  await open('/movements')
  expect(await page.getByText('Seen, not yet in a snapshot').count()).toBe(0)
  const { story } = town
  story.block((say) => say.transfer('exchange 1', 'newcomer', tao(3000)))
  const { number } = story.trunk()
  while (story.finalized().number < number) town.tick()
  const seen = page.getByRole('region', { name: 'Seen, not yet in a snapshot' })
  await seen.getByRole('heading', { name: /^3,000 TAO moved from / }).waitFor()
  // On the page before any block after it is final.
  expect(story.finalized().number).toBe(number)
  expect(await seen.textContent()).toContain('not yet agreed with others')
  expect(await barriers(page)).toEqual([])
  for (let i = 0; i < 60; i++) town.tick()
  await expect.poll(() => seen.getByText(/^3,000 TAO moved/).count(), { timeout: 60_000 }).toBe(0)
  expect(await problems()).toEqual([])
  await context.close()
})

test('pages name the feeds, and a reader of XML reads them', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  await open('/')
  const named = await page
    .locator('link[rel=alternate]')
    .evaluateAll((links) => links.map((link) => [link.getAttribute('type'), link.getAttribute('href')]))
  expect(named).toEqual([
    ['application/atom+xml', '/api/feed.atom'],
    ['application/feed+json', '/api/feed.json'],
  ])
  const read = await page.evaluate(async () => {
    const request = new XMLHttpRequest()
    request.open('GET', '/api/feed.atom')
    await new Promise((resolve) => {
      request.onload = resolve
      request.send()
    })
    // null where it is no XML.
    return request.responseXML?.querySelectorAll('feed > entry').length ?? null
  })
  expect(read).toBeGreaterThan(0)
  expect(await problems()).toEqual([])
  await context.close()
})
