import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { oneConversation } from '../../src/views/conversation/answers.ts'
import { english } from '../../src/words/en.ts'
import { injectWallet } from '../wallet.ts'
import { barriers, launch, visit } from './browser.ts'
import { startSite, type TestSite, viewValue } from './site.ts'

let site: TestSite
let browser: Browser

beforeAll(async () => {
  site = await startSite({ SENSUS_CHAIN: 'none' })
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
const tables = [
  csv('statements.csv', 'id,text\na,More trees <b>now</b>\nb,Fewer roads\na,Twice\n'),
  csv(
    'votes.csv',
    'person,statement,vote,time\nann,a,agree,1700000000\nbob,a,disagree,1700000100\nbob,z,pass,1700000100\n',
  ),
]

const choose = (page: Page) => page.getByLabel('Files', { exact: true })
const read = (page: Page) => page.getByRole('button', { name: 'Read the files' }).click()

test('on a phone the files are looked at before anything is signed; whoever is not the operator gets the command', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  await page.setViewportSize({ width: 375, height: 800 })
  await open('/new')
  await page.getByRole('link', { name: english.say('import.link') }).click()
  await choose(page).setInputFiles(tables)
  await read(page)
  const found = page.getByRole('region', { name: 'What is in the files' })
  await found.getByText('More trees <b>now</b>').waitFor()
  const told = await found.textContent()
  for (const words of ['statements.csv, line 4', 'found statement "z"', 'seconds in 2 rows', '2023'])
    expect(told).toContain(words)
  await page.getByText('Only the operator of this site signs imports.').waitFor()
  await page
    .getByText(`bin/sensus import tables FOLDER --licence 'LICENCE' --attribution 'WHOM TO NAME' --url ${site.url}`, {
      exact: true,
    })
    .waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
  expect(await barriers(page)).toEqual([])

  await choose(page).setInputFiles([tables[0]!])
  await read(page)
  await page.getByRole('alert').getByText('No conversation is in these files').waitFor()
  expect(await found.count()).toBe(0)
  expect(await problems()).toEqual([])
  await context.close()
})

test('the operator signs, the files go with the record, and the conversation is there', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  const wallet = await injectWallet(page, await site.operator())
  await open('/import')
  await choose(page).setInputFiles(tables)
  await read(page)
  await page.getByRole('button', { name: english.say('import.others.log-in') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Polkadot.js' }).click()
  await dialog.getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  await page.getByLabel('Title', { exact: true }).fill('Streets')
  await page.getByLabel('Licence', { exact: true }).fill('CC0')
  await page.getByLabel('Attribution', { exact: true }).fill('Example Town')
  await page.getByRole('button', { name: 'Show the text to sign' }).click()
  await dialog.getByText('title: Streets').waitFor()
  await dialog.getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  await page.waitForURL(/\/c\/[0-9a-f]{64}$/)
  await page.getByRole('heading', { name: 'Streets', level: 1 }).waitFor()
  const conversation = new URL(page.url()).pathname.slice(3)
  const value = oneConversation(await viewValue(site, 'conversations', { conversation }))
  expect(value).toMatchObject({
    conversation: { title: 'Streets', imported: { participants: 2, votes: 2, licence: 'CC0' } },
    statements: [{ body: 'More trees <b>now</b>', agree: 1, disagree: 1 }, { body: 'Fewer roads' }],
  })
  expect(wallet.asked).toHaveLength(2)
  expect(await problems()).toEqual([])
  await context.close()
})

test('without a script the page says what to run', async () => {
  const page = await (await fetch(`${site.url}/import`)).text()
  const unscripted = Array.from(page.matchAll(/<noscript>([\s\S]*?)<\/noscript>/g), ([, inside]) => inside).join('\n')
  expect(unscripted).toContain(english.say('import.without'))
  expect(unscripted).toContain(`bin/sensus import polis FOLDER --url ${site.url}`)
})
