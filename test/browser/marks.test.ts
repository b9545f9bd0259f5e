import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isRefusal } from '../../src/records/refusals.ts'
import { allConversations } from '../../src/views/conversation/answers.ts'
import { english } from '../../src/words/en.ts'
import { sentenceOf } from '../../src/words/refusal.ts'
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

async function conversations() {
  const all = await site.client.view('conversations')
  if (isRefusal(all)) throw new Error(sentenceOf(english, all))
  return allConversations(all).conversations
}

const statements = [
  'Takes should be capped.',
  'Subnets need an owner who answers.',
  'Fewer subnets.',
  'More validators.',
]

/** A Polis export of twelve voices in two camps. */
async function writeExport(dir: string): Promise<void> {
  const comments = statements.map((body, i) => `${1000 + i},x,${i},0,0,0,1,${body}`)
  const votes = Array.from({ length: 48 }, (_, n) => {
    const [voice, statement] = [Math.floor(n / 4), n % 4]
    return `${2000 + n},x,${statement},${voice},${voice % 2 === statement % 2 ? 1 : -1}`
  })
  const columns = 'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body'
  await writeFile(join(dir, 'comments.csv'), `${[columns, ...comments].join('\n')}\n`)
  await writeFile(join(dir, 'votes.csv'), `${['timestamp,datetime,comment-id,voter-id,vote', ...votes].join('\n')}\n`)
}

test('imported voices are marked as imported, with licence and source, and never as signed', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'sensus-polis-'))
  await writeExport(dir)
  await site.run('import', 'polis', dir, '--title', 'What about the park?', '--attribution', 'The park’s friends')
  await rm(dir, { recursive: true })
  const { id } = (await conversations()).find(({ title }) => title === 'What about the park?')!
  const { context, page, open, problems } = await visit(browser, site.url)
  await open(`/c/${id}`)
  const facts = page.getByRole('complementary', { name: 'About this conversation' })
  await facts.getByText('0 signed, 12 imported').waitFor()
  await facts.getByText('The park’s friends').waitFor()
  await facts.getByText('Licence: CC BY 4.0').waitFor()
  const table = page.getByRole('table', { name: 'All statements' })
  expect(await table.getByText('imported', { exact: true }).count()).toBe(4)
  expect(await table.getByText('signed', { exact: true }).count()).toBe(0)
  await page.getByText('12 voices of 12 came with the import').waitFor()
  expect(await page.locator('svg.opinion-map [data-key^="import:"]').count()).toBe(12)

  // The home page leads there without a reload; the picture then comes by itself.
  await open('/')
  await page.getByRole('link', { name: 'What about the park?' }).click()
  await page.locator('svg.opinion-map [data-key^="import:"]').first().waitFor({ state: 'attached' })
  expect(await problems()).toEqual([])
  await context.close()
})

test('a removed record leaves its place and the reason, and its words are gone everywhere', async () => {
  const words = 'Words that should not have been said.'
  const { id, title } = (await conversations()).find(({ kind }) => kind === 'conversation')!
  const { index } = await say(site, keyOf('author'), 'statement', { conversation: id, title, body: words })
  await site.run('remove', String(index), '--category', 'privacy', '--appeal', 'https://example.org/appeal')
  const { context, page, open, problems } = await visit(browser, site.url)
  await open(`/r/${index}`)
  await page.getByRole('heading', { name: 'This record was removed' }).waitFor()
  expect(await page.getByRole('button', { name: 'Verify here' }).count()).toBe(0)
  for (const path of [`/r/${index}`, `/c/${id}`, '/log', `/a/${keyOf('author').address}`]) {
    await open(path)
    expect(await page.content(), path).not.toContain(words)
  }
  await open(`/r/${index}`)
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Entry/ })
    .click()
  await page.getByText('The exact text that was signed').click()
  await page.getByText('category: privacy').waitFor()
  await page.getByRole('button', { name: 'Verify here' }).click()
  await page.getByText('All of it holds.').waitFor()
  expect(await problems()).toEqual([])
  await context.close()
})
