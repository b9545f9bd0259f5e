import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordId } from '../../src/records/ids.ts'
import { allConversations, oneConversation } from '../../src/views/conversation/answers.ts'
import { injectWallet } from '../wallet.ts'
import { barriers, launch, visit } from './browser.ts'
import { keyOf, say, startSite, type TestSite, viewValue } from './site.ts'

const title = 'Which way?'
const joins = 'We stay together.'
const bodies = [...Array.from({ length: 9 }, (_, s) => `The ${s % 2 === 0 ? 'left' : 'right'} way ${s}.`), joins]
let site: TestSite
let browser: Browser
let talk: string

/** Sixty imported voices in two camps, each turned on one statement and silent on another; all say yes to the last. */
async function writeExport(dir: string): Promise<void> {
  const comments = bodies.map((body, s) => `${1000 + s},x,${s},0,0,0,1,${body}`)
  const votes = Array.from({ length: 60 }, (_, p) => p).flatMap((p) =>
    bodies.flatMap((_, s) => {
      const own = Math.floor(p / 2)
      if (s === 9) return [`${3000 + p},x,9,${p},1`]
      if (s === (own + 1 + Math.floor(own / 9)) % 9) return []
      return [`${2000 + p},x,${s},${p},${(p % 2 === s % 2) !== (s === own % 9) ? 1 : -1}`]
    }),
  )
  const columns = 'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body'
  await writeFile(join(dir, 'comments.csv'), `${[columns, ...comments].join('\n')}\n`)
  await writeFile(join(dir, 'votes.csv'), `${['timestamp,datetime,comment-id,voter-id,vote', ...votes].join('\n')}\n`)
}

beforeAll(async () => {
  site = await startSite({ SENSUS_CHAIN: 'none' })
  browser = await launch()
  const dir = await mkdtemp(join(tmpdir(), 'sensus-place-'))
  await writeExport(dir)
  await site.run('import', 'polis', dir, '--title', title, '--attribution', 'Somebody')
  await rm(dir, { recursive: true })
  talk = allConversations(await viewValue(site, 'conversations')).conversations.find((each) => each.title === title)!.id
  const { statements } = oneConversation(await viewValue(site, 'conversations', { conversation: talk }))
  // The reader says what the left camp says, on eight of the nine, and yes to the last.
  for (const [s, { id, body }] of statements.entries())
    if (s !== 8)
      await say(site, keyOf('reader'), 'vote', {
        about: recordId(id),
        title: body ?? '',
        choice: s === 9 || s % 2 === 0 ? 'agree' : 'disagree',
      })
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

test('a reader is told their group, what is typical of it, and what they share with the others', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  await page.setViewportSize({ width: 375, height: 900 })
  await injectWallet(page, keyOf('reader'))
  await open(`/c/${talk}`)
  const map = page.getByRole('region', { name: 'Who votes alike, and what sets them apart?' })
  await map.getByText('2 clear groups: between').waitFor()
  // What is left to vote on is the ninth.
  await page.locator('#vote-heading').focus()
  await page.keyboard.press('a')
  await page.getByRole('dialog').getByRole('button', { name: 'Polkadot.js' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  await page.getByText('receipt verified').waitFor()

  const place = map.locator('[data-place]')
  await place.getByText('Typical of your group:').waitFor()
  await place.getByText('so do you').first().waitFor()
  await place.getByText('On 1 statement you say what more than half of the other groups say:').waitFor()
  await place.getByText(joins).waitFor()
  await place.getByText('30 of 30 there').waitFor()

  // Maps are remembered: the import had more than 128 votes, and these are its groups still.
  const groups = page.getByRole('region', { name: 'What does each group say?' })
  await groups
    .getByText(/^The same group as on the map at \d+ votes: \d+ of its \d+ people then are in it now\.$/)
    .first()
    .waitFor()
  expect(await groups.locator('[data-memory]').count()).toBe(2)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  expect(await barriers(page)).toEqual([])
  expect(await problems()).toEqual([])
  await context.close()
})

test('one statement on the map: picked without a script, told in figures that sum to the people on the map, and back', async () => {
  const { statements } = oneConversation(await viewValue(site, 'conversations', { conversation: talk }))
  const shown = statements.find(({ body }) => body === bodies[0])!
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 375, height: 900 } })
  const page = await context.newPage()
  await page.goto(`${site.url}/c/${talk}?mode=classic`)
  await page.getByLabel('Show one statement on the map').selectOption({ label: bodies[0]! })
  await page.getByRole('button', { name: 'Show who agrees' }).click()
  await page.waitForURL(`**/c/${talk}?mode=classic&show=${shown.id}#map-heading`)
  const figures = await viewValue(site, 'statement-votes', { conversation: talk, statement: shown.id, mode: 'classic' })
  expect(Object.values(figures.said).reduce((sum, n) => sum + n, 0)).toBe(figures.people)
  const { agree, disagree, pass, none } = figures.said
  await page
    .getByText(
      `Of ${figures.people} people on the map ${agree} agree, ${disagree} disagree, ${pass} pass and ${none} have not voted on it.`,
    )
    .first()
    .waitFor()
  expect(await page.locator('svg.statement-map [data-key]').count()).toBe(figures.people)
  await page.getByRole('link', { name: 'Back to the whole map' }).click()
  await page.waitForURL(`**/c/${talk}?mode=classic#map-heading`)
  expect(await page.locator('svg.statement-map').count()).toBe(0)

  await page.goto(`${site.url}/c/${talk}?show=${'ab'.repeat(32)}`)
  await page.getByText('The statement that the address names cannot be shown').waitFor()
  await context.close()

  const lively = await visit(browser, site.url)
  await lively.open(`/c/${talk}`)
  await lively.page
    .getByRole('link', { name: `Who agrees, and where? on: ${bodies[0]}` })
    .first()
    .click()
  await lively.page.locator('svg.statement-map').waitFor()
  expect(await barriers(lively.page)).toEqual([])
  expect(await lively.problems()).toEqual([])
  await lively.context.close()
})
