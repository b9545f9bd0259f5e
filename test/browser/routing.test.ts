import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Address } from '../../src/log/ss58.ts'
import { type RecordId, recordId } from '../../src/records/ids.ts'
import { injectWallet } from '../wallet.ts'
import { launch, visit } from './browser.ts'
import { keyOf, say, startSite, type TestSite, viewValue } from './site.ts'

const title = 'Which way?'
const bodies = ['North.', 'East.', 'South.', 'West.', 'Up.', 'Down.']
const [gone, struck, late, latest] = ['Backwards.', 'Over the edge.', 'Round and round.', 'Through the wall.']
const host = keyOf('host')
let site: TestSite
let browser: Browser
let talk: RecordId
let statements: RecordId[]

const states = (body: string) => say(site, host, 'statement', { conversation: talk, title, body })

/** What the lottery of an account gives, as the log says it. */
async function firstFor(account: Address): Promise<string | null> {
  const { statement } = await viewValue(site, 'next-statement', { conversation: talk, account })
  return statement?.body ?? null
}

/** The first of so many newcomers whom the lottery asks about these words; what is gone it asks of nobody. */
async function drawing(body: string, most: number) {
  for (let n = 0; n < most; n++) {
    const newcomer = keyOf(`newcomer ${n}`)
    const first = await firstFor(newcomer.address)
    expect([gone, struck]).not.toContain(first)
    if (first === body) return newcomer
  }
  throw new Error(`None of ${most} newcomers is asked about "${body}".`)
}

beforeAll(async () => {
  site = await startSite({ SENSUS_CHAIN: 'none' })
  browser = await launch()
  talk = recordId((await say(site, host, 'conversation', { title, add: 'anyone', totals: 'always' })).id)
  statements = []
  for (const body of bodies) statements.push(recordId((await states(body)).id))
  const { id } = await states(gone)
  const { index } = await states(struck)
  await say(site, host, 'revoke', { record: recordId(id) })
  await site.run('remove', String(index), '--category', 'illegal')
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

const asked = (page: Page) => page.locator('#vote blockquote')
const isAsked = (page: Page, body: string) => asked(page).getByText(body, { exact: true }).waitFor()

async function takesPart(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Take part' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Polkadot.js' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  await page.getByText(/ voted on$/).waitFor()
}

test('each participant is asked in an order of their own, which no reload changes, and never what is gone', async () => {
  const ann = keyOf('ann')
  const first = (await firstFor(ann.address)) ?? ''
  const { context, page, open, reload, problems } = await visit(browser, site.url)
  await injectWallet(page, ann)
  await open(`/c/${talk}`)
  await takesPart(page)
  await isAsked(page, first)
  for (let n = 0; n < 3; n++) {
    await reload()
    await page.getByText(`0 of ${bodies.length} voted on`).waitFor()
    await isAsked(page, first)
  }

  // One of these draws another ticket than Ann: of twenty all would have to draw the same of six.
  const others = Array.from({ length: 20 }, (_, n) => keyOf(`other ${n}`))
  const firsts = await Promise.all(others.map(({ address }) => firstFor(address)))
  const at = firsts.findIndex((each) => each !== first)
  expect(at).toBeGreaterThanOrEqual(0)
  const beside = await visit(browser, site.url)
  await injectWallet(beside.page, others[at]!)
  await beside.open(`/c/${talk}`)
  await takesPart(beside.page)
  await isAsked(beside.page, firsts[at] ?? '')
  expect(await beside.problems()).toEqual([])
  await beside.context.close()

  const seen: string[] = []
  for (let n = 0; n < bodies.length; n++) {
    await page.getByText(`${n} of ${bodies.length} voted on`).waitFor()
    seen.push((await asked(page).textContent())?.trim() ?? '')
    await page.getByRole('button', { name: 'Pass', exact: true }).click()
  }
  await page.getByRole('heading', { name: 'You have voted on everything' }).waitFor()
  expect(seen[0]).toBe(first)
  expect(seen.toSorted()).toEqual(bodies.toSorted())

  // Whoever has voted on everything is asked what is new as soon as it is there.
  await states(late)
  await isAsked(page, late)
  await page.getByText(`${bodies.length} of ${bodies.length + 1} voted on`).waitFor()
  expect(await problems()).toEqual([])
  await context.close()
})

test('among statements that most reject a new one is soon seen', async () => {
  const rejects = async (n: number) => {
    for (const [i, about] of statements.entries())
      await say(site, keyOf(`voter ${n}`), 'vote', { about, title: bodies[i]!, choice: 'disagree' })
  }
  await Promise.all(Array.from({ length: 8 }, (_, n) => rejects(n)))
  const fresh = recordId((await states(latest)).id)
  const { statements: weighed } = await viewValue(site, 'opinion-map', { conversation: talk })
  const priority = (id: RecordId): number => weighed.find((each) => each.id === id)?.priority ?? Number.NaN
  for (const id of statements) expect(priority(fresh)).toBeGreaterThan(priority(id))
  // Of two hundred all would have to miss what each draws with an eighth or more: one in 10^11.
  const newcomer = await drawing(latest, 200)
  const { context, page, open, problems } = await visit(browser, site.url)
  await injectWallet(page, newcomer)
  await open(`/c/${talk}`)
  await takesPart(page)
  await isAsked(page, latest)
  expect(await problems()).toEqual([])
  await context.close()
})
