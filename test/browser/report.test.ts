import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hex, sha256 } from '../../src/log/bytes.ts'
import { type RecordId, recordId } from '../../src/records/ids.ts'
import { injectWallet } from '../wallet.ts'
import { barriers, launch, visit } from './browser.ts'
import { type Elsewhere, openElsewhere } from './elsewhere.ts'
import { keyOf, say, startSite, type TestSite } from './site.ts'

const title = 'Who <should> decide?'
const bodies = ['The nine decide.', 'All decide.', 'Peace.']
let site: TestSite
let browser: Browser
let elsewhere: Elsewhere
let talk: RecordId
/** A conversation that closes while the other one is prepared, and when. */
let ended: { id: RecordId; closes: number }

beforeAll(async () => {
  site = await startSite({ SENSUS_CHAIN: 'none' })
  browser = await launch()
  elsewhere = await openElsewhere(browser, site.url)
  ended = await endingSoon()
  talk = recordId((await say(site, keyOf('host'), 'conversation', { title, add: 'anyone', totals: 'always' })).id)
  const statements: RecordId[] = []
  for (const body of bodies)
    statements.push(recordId((await say(site, keyOf('host'), 'statement', { conversation: talk, title, body })).id))
  for (let n = 0; n < 12; n++)
    for (const [i, about] of statements.entries())
      await say(site, keyOf(`voter ${n}`), 'vote', {
        about,
        title: bodies[i]!,
        choice: i === 2 || (i === 0) === n < 6 ? 'agree' : 'disagree',
      })
})

async function endingSoon(): Promise<typeof ended> {
  const closes = Math.floor(Date.now() / 1000) * 1000 + 15_000
  const about = { title: 'Are we done?', add: 'anyone', totals: 'always', closes } as const
  const id = recordId((await say(site, keyOf('host'), 'conversation', about)).id)
  const fields = { conversation: id, title: about.title, body: 'We are.' }
  const said = await say(site, keyOf('host'), 'statement', fields)
  const vote = { about: recordId(said.id), title: fields.body, choice: 'agree' } as const
  await say(site, keyOf('voter 1'), 'vote', vote)
  return { id, closes }
}

afterAll(async () => {
  await browser?.close()
  elsewhere?.close()
  await site?.stop()
})

test('a report is found from its conversation, says what joins and divides, and keeps nobody out', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  await page.setViewportSize({ width: 375, height: 800 })
  await open(`/c/${talk}`)
  await page.getByRole('link', { name: 'Report to share and to print' }).click()
  await page.getByRole('heading', { name: title, level: 1 }).waitFor()
  const summary = page.getByRole('region', { name: 'In short' })
  await summary.getByText('12 people have signed 36 votes here, on 3 statements.').waitFor()
  await summary.getByText('Every part of the axis agrees:').waitFor()
  await summary.getByRole('link', { name: 'Peace.' }).waitFor()
  expect(await summary.getByText('Mostly disagree:').count()).toBe(2)
  expect(await barriers(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  expect(await problems()).toEqual([])
  await context.close()
})

test('the table is narrowed and sorted without a script', async () => {
  const { context, page } = await visit(browser, site.url, { javaScriptEnabled: false })
  await page.goto(`${site.url}/c/${talk}/report`)
  const table = page.getByRole('region', { name: 'All statements' })
  await table.getByLabel('Show').selectOption({ label: 'what joins (1)' })
  await table.getByRole('button', { name: 'Show' }).click()
  await table.getByText('1 of 1 statement').waitFor()
  expect(await table.locator('tbody th').allTextContents()).toEqual(['Peace.'])
  await page.goto(`${site.url}/c/${talk}/report?order=agreed`)
  expect(await table.locator('tbody th').first().textContent()).toBe('Peace.')
  expect((await fetch(`${site.url}/c/${talk}/report?order=loudest`)).status).toBe(404)
  await context.close()
})

test('what can be taken along is there', async () => {
  const csv = await (await fetch(`${site.url}/c/${talk}/report/statements.csv`)).text()
  expect(csv.split('\r\n').map((line) => line.split(',').slice(2, 7).join(','))).toEqual([
    'statement,agree,disagree,pass,state',
    'The nine decide.,6,6,0,divides',
    'All decide.,6,6,0,divides',
    'Peace.,12,0,0,joins',
    '',
  ])
  const { context, page, open } = await visit(browser, site.url)
  await open(`/c/${talk}/report`)
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'The map, PNG' }).click()
  expect((await saved).suggestedFilename()).toBe('opinion-map.png')
  await context.close()
})

test('the card of a conversation is framed by another origin without a script; its pages are not', async () => {
  const text = await elsewhere.framed(`/embed/c/${talk}`)
  expect(text).toContain(title)
  expect(text).toContain('Every part of the axis agrees: Peace.')
  expect(await (await fetch(`${site.url}/embed/c/${talk}`)).text()).not.toContain('<script')
  for (const path of [`/c/${talk}`, `/c/${talk}/report`])
    expect([path, await elsewhere.framed(path)]).toEqual([path, ''])
})

test('a page that links here finds the card by the address of the conversation', async () => {
  const page = await (await fetch(`${site.url}/c/${talk}`)).text()
  const href = /type="application\/json\+oembed" href="([^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const answer = (await (await fetch(new URL(href, site.url))).json()) as { html: string }
  expect(answer.html).toContain(`/embed/c/${talk}"`)
})

describe('the result of a conversation that has closed', () => {
  const heading = { name: 'What it came to, frozen' }

  test('is offered to its author alone, who signs the hash that the browser has computed', async () => {
    await expect.poll(() => Date.now(), { timeout: 60_000 }).toBeGreaterThan(ended.closes)
    const { context, page, open, problems } = await visit(browser, site.url)
    await page.setViewportSize({ width: 375, height: 800 })
    await injectWallet(page, keyOf('host'))
    await open(`/c/${ended.id}`)
    expect(await page.getByRole('heading', heading).count()).toBe(0)
    await page.getByRole('button', { name: 'Take part' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Polkadot.js' }).click()
    await dialog.getByRole('button', { name: 'Sign with Polkadot.js' }).click()
    await page.getByRole('link', { name: 'Freeze the result' }).click()
    await page.getByRole('heading', { name: 'Freeze the result', level: 1 }).waitFor()
    await page.getByLabel('What is the result?').selectOption({ label: 'Statements with their votes' })
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await page.getByRole('heading', { name: 'Statements with their votes' }).waitFor()
    await page.getByText('and computed the same hash').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Freeze the result' }).click()
    expect(await dialog.locator('pre.exact').textContent()).toContain('action: result\n')
    await dialog.getByRole('button', { name: 'Sign with Polkadot.js' }).click()

    const results = page.getByRole('region', heading)
    const link = results.getByRole('link', { name: 'Statements with their votes' })
    const answer = await fetch(new URL((await link.getAttribute('href')) ?? '', site.url))
    const hash = hex(sha256(new Uint8Array(await answer.arrayBuffer())))
    await results.getByText(hash, { exact: true }).waitFor()
    expect(await barriers(page)).toEqual([])
    await results.getByText('bin/sensus audit').waitFor()
    expect(await problems()).toEqual([])
    await context.close()
  })

  test('is in the report, and its hash on the page to freeze it, without a script', async () => {
    const { context, page } = await visit(browser, site.url, { javaScriptEnabled: false })
    await page.goto(`${site.url}/c/${ended.id}/report`)
    await page.getByRole('region', heading).getByRole('row').nth(1).waitFor()
    await page.goto(`${site.url}/c/${ended.id}/freeze?what=map`)
    await page.getByText(/^SHA-256: [0-9a-f]{64}$/).waitFor()
    await page.goto(`${site.url}/c/${talk}/freeze`)
    await page.getByText('It has not closed yet').waitFor()
    expect((await fetch(`${site.url}/c/${ended.id}/freeze?what=all`)).status).toBe(404)
    await context.close()
  })
})
