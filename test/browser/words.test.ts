import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordId } from '../../src/records/ids.ts'
import { allConversations } from '../../src/views/conversation/answers.ts'
import { injectWallet } from '../wallet.ts'
import { launch, visit } from './browser.ts'
import { keyOf, say, startSite, type TestSite, viewValue } from './site.ts'

let site: TestSite
let browser: Browser

beforeAll(async () => {
  site = await startSite({ SENSUS_SOURCE_URL: 'https://example.org/sensus' })
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

const heron = keyOf('heron')
const body = 'What would make you move your delegation?'

async function pageText(path: string): Promise<string> {
  const response = await fetch(site.url + path)
  expect(response.status, path).toBe(200)
  return response.text()
}

/** What other sites show of a link to a page, by the names of Open Graph. */
async function previewOf(path: string): Promise<Record<string, string>> {
  const found = (await pageText(path)).matchAll(/<meta property="og:([a-z:]+)" content="([^"]*)"/g)
  return Object.fromEntries([...found].map(([, name = '', content = '']) => [name, content]))
}

test('a link to any page shows a title, a sentence and a picture', async () => {
  const { index, id } = await say(site, heron, 'inquiry', { to: keyOf('somebody').address, body })
  const [conversation] = allConversations(await viewValue(site, 'conversations')).conversations
  const [question] = (await viewValue(site, 'positions')).questions
  const paths = {
    '/': 'Sensus: find out what a community thinks',
    [`/c/${conversation?.id}`]: conversation?.title,
    [`/a/${heron.address}`]: 'Account ',
    '/questions': 'Standing questions',
    [`/questions/${question?.id}`]: question?.title,
    '/movements': 'Large movements',
    [`/r/${index}`]: `asked: “${body}”`,
    [`/r/${id}`]: `asked: “${body}”`,
    '/r/0': 'The operator said who runs this log',
    '/log': 'The log, and how to check it',
    '/new': 'Begin a conversation',
    '/people': 'People',
    '/commitments': 'Say and do',
    '/transparency': 'Transparency',
    '/influence': 'Influence',
    '/delegation': 'Delegation',
    '/what-if': 'What if',
    '/questions/match': 'Who thinks like me',
    '/sign/promise': 'Promise',
  }
  for (const [path, title] of Object.entries(paths)) {
    const preview = await previewOf(path)
    expect(preview.title, path).toContain(title)
    expect(preview.description, path).toMatch(/\w+ \w+ \w+ /)
    expect(preview.image, path).toBe(`${site.url}/card.png`)
    expect(preview.url, path).toBe(site.url + path)
  }
  const picture = await fetch(`${site.url}/card.png`)
  expect(picture.headers.get('content-type')).toBe('image/png')
})

test('a record page says in a sentence what was said, and the signed text is one fold away', async () => {
  const { index, id } = await say(site, heron, 'inquiry', { to: keyOf('somebody').address, body })
  const { index: taken } = await say(site, heron, 'revoke', { record: recordId(id) })
  const { page, context, open, problems } = await visit(browser, site.url)
  await open(`/r/${taken}`)
  await page.getByRole('heading', { level: 1, name: `took back a record: ${body}` }).waitFor()
  await open(`/r/${index}`)
  await page.getByRole('heading', { level: 1, name: `asked: “${body}”` }).waitFor()
  const text = page.locator('#signed-text')
  expect(await text.isVisible()).toBe(false)
  await page.getByText('The exact text that was signed').click()
  expect(await text.textContent()).toContain('action: inquiry\n')
  expect(await text.isVisible()).toBe(true)

  await page.getByRole('link', { name: 'Source of the program' }).click()
  await page.getByRole('link', { name: 'https://example.org/sensus' }).waitFor()
  expect(await problems()).toEqual([])
  await context.close()
})

test('half a link is confirmed by the other account, and the page says by which', async () => {
  const [one, other] = [keyOf('one side'), keyOf('other side')]
  await say(site, one, 'link', { with: other.address })
  const { page, context, open, problems } = await visit(browser, site.url)
  await injectWallet(page, one)
  await open(`/a/${one.address}`)
  await page.getByRole('link', { name: /^Confirm it as 5/ }).waitFor()
  await page.getByRole('button', { name: 'Take part' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Polkadot.js' }).click()
  await dialog.getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  await page.getByText('Only that account can confirm it: sign out here').waitFor()
  expect(await page.getByRole('link', { name: /^Confirm it/ }).count()).toBe(0)
  await open(`/sign/link?with=${one.address}`)
  await page.getByText('You take part as the very account that is named here').waitFor()
  expect(await problems()).toEqual([])
  await context.close()
})

test('a phone without a wallet is shown the apps that have one, and this page in them', async () => {
  const { page, context, open, problems } = await visit(browser, site.url, { viewport: { width: 375, height: 700 } })
  await open('/questions')
  await page.getByRole('button', { name: 'Take part' }).click()
  const dialog = page.getByRole('dialog')
  const here = encodeURIComponent(`${site.url}/questions`)
  for (const [name, link] of [
    ['Nova', `https://app.novawallet.io/open/dapp?url=${here}`],
    ['SubWallet', `https://mobile.subwallet.app/browser?url=${here}`],
  ] as const)
    expect(await dialog.getByRole('link', { name: `Open this page in ${name}` }).getAttribute('href')).toBe(link)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
  expect(await problems()).toEqual([])
  await context.close()
})
