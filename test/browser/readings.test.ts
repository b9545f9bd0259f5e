import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RecordId, recordId } from '../../src/records/ids.ts'
import { barriers, launch, visit } from './browser.ts'
import { keyOf, say, startSite, type TestSite } from './site.ts'

const title = 'What now?'
let site: TestSite
let browser: Browser
let talk: RecordId

beforeAll(async () => {
  site = await startSite({ SENSUS_CHAIN: 'none' })
  browser = await launch()
  const host = keyOf('host')
  talk = recordId((await say(site, host, 'conversation', { title, add: 'anyone', totals: 'always' })).id)
  const [peace, dues] = ['Peace.', 'Dues.'].map((body) => ({ conversation: talk, title, body }))
  const both = [await say(site, host, 'statement', peace!), await say(site, host, 'statement', dues!)]
  for (let n = 0; n < 6; n++)
    for (const [i, { id }] of both.entries())
      await say(site, keyOf(`voter ${n}`), 'vote', {
        about: recordId(id),
        title: ['Peace.', 'Dues.'][i]!,
        choice: i === 0 || n % 2 === 0 ? 'agree' : 'disagree',
      })
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

test('readings are found from the conversation, say what each means, and can be narrowed by state', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  await page.setViewportSize({ width: 375, height: 800 })
  await open(`/c/${talk}`)
  await page.getByRole('link', { name: 'The same votes under other weightings' }).click()
  await page.getByRole('heading', { name: 'Readings', level: 1 }).waitFor()
  const ways = page.getByRole('region', { name: 'How votes are weighed' })
  await ways.getByText('6 people have a voice', { exact: true }).waitFor()
  await ways.getByText('No snapshot of the chain is in this log yet.').waitFor()
  const maps = page.getByRole('region', { name: 'The opinion map under each reading' })
  await maps.getByText('Under no reading are there voices enough to say whether there are groups.').waitFor()
  await maps.getByText('People, Balanced: too few voices to tell whether there are groups.').waitFor()
  await maps.getByText('No map has parts yet with voices enough to hold something together.').waitFor()
  for (const picture of await maps.getByRole('img').all()) {
    await picture.scrollIntoViewIfNeeded()
    await expect.poll(() => picture.evaluate((drawn: HTMLImageElement) => drawn.naturalWidth)).toBeGreaterThan(0)
  }
  expect(await maps.getByRole('img').count()).toBe(2)
  const said = page.getByRole('region', { name: 'What they say of each statement' })
  await said.getByText('Peace.').waitFor()
  await said.getByText('Dues.').waitFor()
  expect(await barriers(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  await said.getByRole('link', { name: 'Contested (0)' }).click()
  await page.getByText('No statement is in this state').waitFor()
  await page.goBack()
  await said.getByText('Dues.').waitFor()
  expect(await problems()).toEqual([])
  await context.close()
})
