import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BlockScript } from '../../src/dev/simulated-chain/block-script.ts'
import { type SimulatedChain, simulatedTown } from '../../src/dev/simulated-chain.ts'
import { barriers, launch, visit } from './browser.ts'
import { settled, startSite, type TestSite, viewValue } from './site.ts'

let town: SimulatedChain & { tick(): void }
let site: TestSite
let browser: Browser

const founders = ['founder 1', 'founder 2', 'founder 3']
const setsTempo = (as: BlockScript): void => void as.sudo('sudo', (inner) => inner.setTempo('sudo', 1, 77))

/** One approval of the call; the town's blocks are final two later, in which nothing happens. */
const approves = (who: string): unknown =>
  town.story.block((say) => say.multisig(who, founders, 2, setsTempo)).blocks(2)

beforeAll(async () => {
  town = await simulatedTown({ everyMs: 1_000_000, people: 60 })
  site = await startSite({ SENSUS_CHAIN: town.url, SENSUS_CHAIN_EVERY: '7200', SENSUS_WEB_PROOFS: 'no' })
  browser = await launch()
  await settled(site, 'influence', ({ source }) => source !== null)
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
  await town?.close()
})

test('a privileged call comes to the open page, is talked about, and stays with what came of it', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  await open('/proposals')
  // One was pending before this site first looked at the chain: it is known from the state.
  const pending = page.getByRole('region', { name: 'Waiting for approvals' })
  await pending.getByRole('article').waitFor()
  expect(await barriers(page)).toEqual([])
  approves('founder 1')
  await pending.getByRole('article').nth(1).waitFor()
  const begun = pending.getByRole('article').filter({ hasText: 'AdminUtils.sudo_set_tempo' })
  expect(await begun.textContent()).toContain('1 of 2 approved')
  // Nothing waited for a snapshot: there is the first one alone.
  expect((await viewValue(site, 'snapshots')).total).toBe(1)

  // It is the first thing on the first page, before any conversation.
  await open('/')
  const first = page.getByRole('region', { name: '2 privileged calls are waiting for approvals' })
  await first.getByRole('link', { name: 'AdminUtils.sudo_set_tempo' }).waitFor()
  expect(await first.textContent()).toContain('1 of 2 approved')
  expect((await page.getByRole('heading', { level: 2 }).allTextContents())[0]).toContain('waiting for approvals')
  expect(await barriers(page)).toEqual([])
  await first.getByRole('link', { name: 'All privileged calls' }).click()
  await pending.getByRole('link', { name: 'AdminUtils.sudo_set_tempo' }).click()
  await page.getByRole('heading', { level: 1, name: 'AdminUtils.sudo_set_tempo' }).waitFor()
  const call = page.getByRole('region', { name: 'What it asks for' })
  expect(await call.locator('dt').allTextContents()).toEqual(['call', 'netuid', 'tempo'])
  expect(await call.getByRole('link', { name: '1', exact: true }).getAttribute('href')).toBe('/subnet/1')
  const decides = page.getByRole('region', { name: 'Who decides' })
  expect(await decides.getByText('May still approve').locator('xpath=..').locator('.person').count()).toBe(2)
  expect(await barriers(page)).toEqual([])

  const talks = page.getByRole('region', { name: 'Conversations about it' })
  await talks.getByRole('link', { name: 'Privileged call: AdminUtils.sudo_set_tempo' }).waitFor()
  const here = page.url()
  await talks.getByRole('link', { name: 'Privileged call: AdminUtils.sudo_set_tempo' }).click()
  await page.getByRole('heading', { level: 1, name: 'Privileged call: AdminUtils.sudo_set_tempo' }).waitFor()
  await page.getByRole('link', { name: 'AdminUtils.sudo_set_tempo', exact: true }).click()
  await page.waitForURL(here)

  approves('founder 3')
  const outcome = page.getByRole('region', { name: 'What came of it' })
  await outcome.getByText('It took 3 blocks from the first approval to the decision').waitFor()
  expect(await outcome.textContent()).toContain('It was executed')
  expect(await barriers(page)).toEqual([])
  await open('/proposals')
  const register = page.getByRole('region', { name: 'Register' })
  expect(await register.getByRole('link').first().getAttribute('href')).toBe(new URL(here).pathname)
  const timeline = page.getByRole('region', { name: 'Timeline' })
  expect((await timeline.locator('tbody th').allTextContents()).slice(0, 2)).toEqual(['Call executed', 'Call proposed'])
  await open('/subnet/1')
  const named = page.getByRole('region', { name: 'Privileged acts that name it' })
  expect(await named.locator('tbody tr').count()).toBe(2)
  expect(await problems()).toEqual([])
  await context.close()
})

test('the pages keep to a narrow screen, and are reached by keyboard', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  await page.setViewportSize({ width: 375, height: 800 })
  const call = (await viewValue(site, 'proposals')).rows.find(({ state }) => state !== 'pending')
  for (const path of ['/proposals', `/proposal/${call!.id}`]) {
    await open(path)
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(375)
    expect(await barriers(page)).toEqual([])
  }
  await open('/proposals')
  const link = page.getByRole('region', { name: 'Register' }).getByRole('link').first()
  await link.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/proposal/${call!.id}`)
  expect(await problems()).toEqual([])
  await context.close()
})

test('what is no call is not found, and a new runtime leads to the page of what changed', async () => {
  const { context, page, open } = await visit(browser, site.url)
  await open('/proposal/nonsense')
  await page.getByText('This is not the id of a record.').waitFor()
  await open(`/proposal/${'ab'.repeat(32)}`)
  await page.getByText('The log has no privileged call with the record').waitFor()
  town.story.block((say) => say.setCode('founder 1')).blocks(2)
  await settled(site, 'acts', ({ acts }) => acts[0]?.what === 'upgraded')
  const [upgraded] = (await viewValue(site, 'acts')).acts
  expect(upgraded?.call).toBe(null)
  await open(`/proposal/${upgraded?.id}`)
  await page.waitForURL(`**/upgrade/${upgraded?.id}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await context.close()
})
