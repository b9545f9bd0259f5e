import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isRefusal } from '../../src/records/refusals.ts'
import { titleOf } from '../../src/records/title.ts'
import { allConversations, oneConversation } from '../../src/views/conversation/answers.ts'
import { english } from '../../src/words/en.ts'
import { sentenceOf } from '../../src/words/refusal.ts'
import { barriers, launch, visit } from './browser.ts'
import { keyOf, say, startSite, type TestSite } from './site.ts'

let site: TestSite
let browser: Browser
let pages: Record<string, string>

const attack = '<img src=x onerror=alert(1)> https://example.org/a javascript:alert(2) \u05e9\u05dc\u05d5\u05dd {{7*7}}'

beforeAll(async () => {
  site = await startSite()
  browser = await launch()
  pages = await fill(site)
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

/** A few votes and an unfriendly statement, and where the pages are. */
async function fill(to: TestSite): Promise<Record<string, string>> {
  const all = await to.client.view('conversations')
  if (isRefusal(all)) throw new Error(sentenceOf(english, all))
  const { id, title } = allConversations(all).conversations[0]!
  const { id: added } = await say(to, keyOf('unfriendly'), 'statement', {
    conversation: id as never,
    title,
    body: attack,
  })
  const one = await to.client.view('conversations', { conversation: id })
  if (isRefusal(one)) throw new Error(sentenceOf(english, one))
  for (const name of ['one', 'two', 'three', 'four'])
    for (const [i, { id: about, body }] of oneConversation(one).statements.slice(0, 8).entries()) {
      const choice = (i + name.length) % 3 === 0 ? 'disagree' : 'agree'
      await say(to, keyOf(name), 'vote', { choice, about, title: titleOf(body ?? '') })
    }
  return {
    home: '/',
    conversation: `/c/${id}`,
    begin: '/new',
    account: `/a/${keyOf('one').address}`,
    record: `/r/${added}`,
    policy: '/r/0',
    log: '/log',
    influence: '/influence',
    movements: '/movements',
    delegation: '/delegation',
    'what if': '/what-if',
    missing: '/nowhere',
  }
}

test('no page keeps anybody out', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  const found: string[] = []
  for (const [name, path] of Object.entries(pages)) {
    await open(path)
    await page.waitForLoadState('load')
    found.push(...(await barriers(page)).map((each) => `${name}: ${each}`))
  }
  expect(found).toEqual([])
  expect((await problems()).filter((problem) => !problem.includes('404'))).toEqual([])
  await context.close()
})

test('the signing dialog keeps nobody out either', async () => {
  const { context, page, open } = await visit(browser, site.url)
  await open('/')
  await page.getByRole('button', { name: 'Take part' }).click()
  await page.getByRole('button', { name: 'Without an extension' }).click()
  await page.getByLabel('Address of the key that signs').fill(keyOf('one').address)
  await page.getByRole('button', { name: 'Show the text to sign' }).click()
  await page.locator('pre.exact').waitFor()
  expect(await barriers(page)).toEqual([])
  await context.close()
})

test('without JavaScript every page can be read', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  const words: Record<string, RegExp> = {
    home: /Who should govern Bittensor\?/,
    conversation: /Vote from a terminal[\s\S]*All statements[\s\S]*onerror=alert/,
    begin: /terminal/,
    account: /What it signed[\s\S]*Voted/,
    record: /said: “<img src=x[\s\S]*The exact text that was signed/,
    policy: /The operator said who runs this log/,
    log: /bin\/sensus audit http/,
    influence: /No snapshot of the chain has been taken yet[\s\S]*SENSUS_CHAIN/,
    movements: /No snapshot of the chain has been taken yet/,
    delegation: /No snapshot of the chain has been taken yet/,
    'what if': /No snapshot of the chain has been taken yet/,
    missing: /There is nothing here/,
  }
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(site.url + path)
    const [text] = await page.locator('main').allInnerTexts()
    expect(text, name).toMatch(words[name]!)
    expect(await page.getByRole('button', { name: /^(Agree|Take part|Add it|Verify here)/ }).count(), name).toBe(0)
  }
  await page.goto(site.url + pages.conversation)
  expect(await page.locator('svg.opinion-map [data-key]').count()).toBe(4)
  // A picture of thousands of marks goes out once, not a second time among the data for the scripts.
  const sent = await (await fetch(site.url + pages.conversation)).text()
  expect(sent.match(/data-key=/g)).toHaveLength(4)
  expect(await context.cookies()).toEqual([])
  await context.close()
})

test('the map says whether there are groups, and the classic one is a click away with what it does', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  await open(pages.conversation!)
  const map = page.getByRole('region', { name: 'Who votes alike, and what sets them apart?' })
  await map.getByText('Too few people have voted enough to tell whether there are groups (20 needed,').waitFor()
  await map.locator('svg.opinion-map [data-key]').first().waitFor({ state: 'attached' })
  expect(await map.locator('svg.opinion-map .om-outline').count()).toBe(0)
  await map.getByRole('heading', { name: 'Left' }).waitFor()
  await page.getByRole('heading', { name: 'What divides the two ends?' }).waitFor()

  await map.getByRole('link', { name: 'Compare with the classic map' }).click()
  await map.getByText('Classic mode follows the steps of production Polis').waitFor()
  await map.locator('svg.opinion-map .om-outline').first().waitFor({ state: 'attached' })
  await page.getByRole('table', { name: 'The groups of the map in numbers' }).waitFor()
  expect(await map.getByText('Too few people have voted enough').count()).toBe(0)

  await map.getByRole('link', { name: 'Show the robust map' }).click()
  await map.getByText('Too few people have voted enough').waitFor()
  await map.locator('svg.opinion-map .om-cloud').first().waitFor({ state: 'attached' })
  expect(await problems()).toEqual([])
  await context.close()
})

test('words of people are text: no markup, no script, links only to http', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  for (const name of ['conversation', 'record', 'log'] as const) {
    await open(pages[name]!)
    expect(await page.locator('img').count()).toBe(0)
    expect(await page.locator('a[href^="javascript"]').count()).toBe(0)
  }
  expect(await problems()).toEqual([])
  await context.close()
})

test('headers: a strict policy, no referrer, no framing, no sniffing, no cookie', async () => {
  const { headers } = await fetch(site.url)
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("require-trusted-types-for 'script'")
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/)
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(headers.get('permissions-policy')).toContain('camera=()')
  expect(headers.get('set-cookie')).toBeNull()
})

test('the log page remembers what it saw, and notices a log that took something back', async () => {
  const { context, page, open, reload, problems } = await visit(browser, site.url)
  await open('/log')
  await page.getByText('sees the log for the first time').waitFor()
  const { root, size } = await site.client.checkpoint()
  expect(await page.locator('#root').textContent()).toBe(Buffer.from(root).toString('base64'))
  await say(site, keyOf('later'), 'conversation', { title: 'One more?', add: 'anyone', totals: 'always' })
  await page.getByText(/the log grew from/).waitFor()
  await reload()
  await page.getByText('Unchanged since your last visit').waitFor()

  // As if an earlier visit had seen the log sign with another key.
  const { origin } = await site.client.about()
  await page.evaluate(
    ([key, from]) => {
      const seen = JSON.parse(localStorage.getItem(key!)!)
      localStorage.setItem(key!, JSON.stringify({ ...seen, vkey: `${seen.vkey.slice(0, -4)}${from}` }))
    },
    [`sensus.seen:${origin}`, 'AAA='],
  )
  await reload()
  await page.getByText('The log broke its promise.').waitFor()
  expect(size).toBeGreaterThan(1)
  expect(await problems()).toEqual([])
  await context.close()
})
