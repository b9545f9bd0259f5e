import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { injectWallet } from '../wallet.ts'
import { barriers, launch, visit } from './browser.ts'
import { keyOf, say, startSite, type TestSite, viewValue } from './site.ts'

let site: TestSite
let browser: Browser
let event: string
let question: { id: string; title: string }

beforeAll(async () => {
  site = await startSite({ SENSUS_CHAIN: 'none' })
  browser = await launch()
  question = (await viewValue(site, 'positions')).questions[0]!
  const told = await say(site, keyOf('teller'), 'event', {
    title: '<b>A team</b> leaves',
    date: '2026-04-10',
    questions: [question.id as never],
    body: '# What happened\nThey said so {{7*7}}.\n\n# What is disputed\nWhy.\n\n# Sources\nThe team: https://team.example.org/\nThe press: https://press.example.org/a?b=<i>',
  })
  event = told.id
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

test('an event is found from the questions, names its sources by side, and keeps nobody out', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  await open('/questions')
  await page.getByRole('link', { name: 'Events', exact: true }).click()
  await page.getByRole('heading', { name: 'Events', level: 1 }).waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('link', { name: '<b>A team</b> leaves' }).click()
  await page.getByRole('heading', { name: '<b>A team</b> leaves', level: 1 }).waitFor()
  const sources = page.getByRole('region', { name: 'Where each side says so' })
  await sources.getByText('The press').waitFor()
  expect(await sources.getByRole('link').count()).toBe(2)
  await page.getByText('the operator of this site did not').waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('link', { name: question.title }).click()
  await page.getByRole('heading', { name: 'What happened here' }).waitFor()
  await page.getByRole('link', { name: '<b>A team</b> leaves' }).waitFor()
  await open('/events/00')
  await page.getByText('This is not the id of an event.').waitFor()
  expect((await problems()).filter((each) => !each.includes('404'))).toEqual([])
  await context.close()
})

test('an opinion on it is signed on its page', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  await injectWallet(page, keyOf('thinker'))
  await open(`/events/${event}`)
  await page.getByLabel('I see good and bad').check()
  await page.getByLabel('Reason').fill('Half of it is missing.')
  await page.getByLabel('What would change it').fill('Figures.')
  await page.getByLabel('Until when it holds').fill(new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 16))
  await page.getByRole('button', { name: 'Show the text to sign' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Polkadot.js', exact: true }).click()
  await dialog.getByRole('heading', { name: 'Take part' }).waitFor()
  await dialog.getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  await dialog.getByRole('heading', { name: 'Sign the opinion' }).waitFor()
  expect(await dialog.locator('pre.exact').textContent()).toContain(`subject: ${event}\ntitle: <b>A team</b> leaves`)
  await dialog.getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  await page.getByText('Your opinion stands.').waitFor()
  await page.getByRole('listitem').filter({ hasText: 'Half of it is missing.' }).waitFor()
  expect(await problems()).toEqual([])
  await context.close()
})
