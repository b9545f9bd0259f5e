import type { Browser, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { injectWallet } from '../wallet.ts'
import { launch, visit } from './browser.ts'
import { keyOf, say, startSite, type TestSite } from './site.ts'

let site: TestSite
let browser: Browser

beforeAll(async () => {
  site = await startSite()
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

test('tabs of one browser share one stream, and who takes part', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  const streams = new Map<Request, Page>()
  context.on('request', (request) => {
    if (request.url().endsWith('/api/events')) streams.set(request, request.frame().page())
  })
  context.on('requestfinished', (request) => streams.delete(request))
  context.on('requestfailed', (request) => streams.delete(request))
  /** A tab that is closed does not say that its requests ended. */
  const streamsOpen = () => [...streams.values()].filter((of) => !of.isClosed()).length
  const key = keyOf('many tabs')
  await injectWallet(page, key)
  await open('/log')
  const others = [await context.newPage(), await context.newPage(), await context.newPage()]
  for (const other of others) {
    await other.goto(`${site.url}/log`)
    await other.locator('header .account[aria-busy="false"]').waitFor()
  }

  // What one tab hears, all show.
  const { index } = await say(site, keyOf('somebody'), 'inquiry', {
    to: key.address,
    body: 'Will you say so beforehand?',
  })
  for (const tab of [page, ...others]) await tab.locator(`a[href="/r/${index}"]`).first().waitFor()
  expect(streamsOpen()).toBe(1)

  // Signed in here, signed in there.
  await page.getByRole('button', { name: 'Take part' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Polkadot.js' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  for (const tab of [page, ...others]) await tab.locator(`header a[href="/a/${key.address}"]`).waitFor()

  // And signed out there, signed out here; the tab that read the stream is gone, and another one reads it.
  await page.close()
  const [one, two, three] = others
  await one?.goto(`${site.url}/a/${key.address}`)
  await one?.getByRole('button', { name: 'Sign out' }).click()
  await one?.getByText('You are signed out.').waitFor()
  for (const tab of [two, three]) await tab?.getByRole('button', { name: 'Take part' }).waitFor()
  const { index: next } = await say(site, keyOf('somebody'), 'inquiry', { to: key.address, body: 'And did you?' })
  for (const tab of [two, three]) await tab?.locator(`a[href="/r/${next}"]`).first().waitFor()
  expect(streamsOpen()).toBe(1)
  expect(await problems()).toEqual([])
  await context.close()
})
