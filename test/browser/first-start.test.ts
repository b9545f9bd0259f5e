import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AboutAnswer } from '../../src/api/client.ts'
import { simulatedTown } from '../../src/dev/simulated-chain.ts'
import { balances, stakes } from '../known-lists.ts'
import { barriers, launch, visit } from './browser.ts'
import { settled, startSite, type TestSite, viewValue } from './site.ts'

let browser: Browser
const opened: { stop(): Promise<void> }[] = []

beforeAll(async () => {
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await Promise.allSettled(opened.map((each) => each.stop()))
})

async function started(more: Record<string, string>): Promise<TestSite> {
  const site = await startSite(more)
  opened.push(site)
  return site
}

/** How far the lists of a first start are, asked anew each time. */
async function listsOf({ url }: TestSite): Promise<AboutAnswer['lists']> {
  const answer = await fetch(`${url}/.well-known/sensus.json`)
  return ((await answer.json()) as AboutAnswer).lists
}

describe('the first page of a new site', () => {
  test('says what it needs where no chain is read', async () => {
    const site = await started({ SENSUS_CHAIN: 'none' })
    const { context, page, open, problems } = await visit(browser, site.url)
    await open('/')
    const part = page.getByRole('region', { name: 'Who holds influence' })
    await part.getByText('This site does not read the chain yet').waitFor()
    await part.getByText('For whoever runs this site').click()
    await part
      .getByText(`bin/sensus observe --chain wss://entrypoint-finney.opentensor.ai:443 --data ./data --url ${site.url}`)
      .waitFor()
    const { questions } = await viewValue(site, 'unspoken')
    await part.getByRole('link', { name: `${questions} standing questions` }).waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await problems()).toEqual([])
    await context.close()
  })

  test('says that the lists it was told of could not be read, and is served all the same', async () => {
    const site = await started({ SENSUS_CHAIN: 'none', SENSUS_BEGIN: 'https://lists.invalid/known.json' })
    await expect.poll(async () => (await listsOf(site))?.fault).toBe('refused')
    const { context, page, open, problems } = await visit(browser, site.url)
    await open('/')
    const part = page.getByRole('region', { name: 'Who holds influence' })
    await part.getByRole('status').getByText('could not be brought in yet').waitFor()
    await part.getByText('For whoever runs this site').click()
    await part.getByText('SENSUS_BEGIN').waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await problems()).toEqual([])
    await context.close()
  })

  test('shows what the lists of its first start say, once they are brought in', async () => {
    const from = mkdtempSync(join(tmpdir(), 'sensus-lists-'))
    opened.push({ stop: async () => rmSync(from, { recursive: true, force: true }) })
    const files = { 'balances.json': balances, 'stakes.json': stakes, 'sources.json': { 'balances.json': 'a list' } }
    for (const [name, json] of Object.entries(files)) writeFileSync(join(from, name), JSON.stringify(json))
    const site = await started({ SENSUS_CHAIN: 'none', SENSUS_BEGIN: from })
    await settled(site, 'concentration', ({ genesis }) => genesis !== null)
    const { context, page, open, problems } = await visit(browser, site.url)
    await open('/')
    await page.getByText('When the chain began, 1 of 2 held more than half of all TAO').waitFor()
    await expect.poll(() => listsOf(site)).toMatchObject({ state: 'done', signed: 1, of: 1 })
    expect(await problems()).toEqual([])
    await context.close()
  })

  test('says why there is no snapshot while no endpoint answers, and does not speak of figures below', async () => {
    const site = await started({ SENSUS_CHAIN: 'ws://127.0.0.1:9' })
    const { context, page, open, problems } = await visit(browser, site.url)
    await open('/')
    const part = page.getByRole('region', { name: 'Who holds influence' })
    await part.getByText('No snapshot of the chain has been taken yet').waitFor()
    await part.getByText(/None of the endpoints|0 of 1 endpoints answer/).waitFor()
    expect(await page.getByText('Below is the last that is known').count()).toBe(0)
    expect(await problems()).toEqual([])
    await context.close()
  })

  test('shows how few hold most once the chain was read, and a text to ask who has not spoken', async () => {
    const town = await simulatedTown({ everyMs: 1_000_000, people: 60 })
    opened.push({ stop: town.close })
    const site = await started({ SENSUS_CHAIN: town.url, SENSUS_CHAIN_EVERY: '5', SENSUS_WEB_PROOFS: 'no' })
    await settled(site, 'unspoken', ({ source }) => source !== null)
    const { unspoken, validators, rows } = await viewValue(site, 'unspoken', { limit: '12' })
    expect(unspoken.count).toBeGreaterThan(0)
    const { context, page, open, problems } = await visit(browser, site.url)
    await open('/')
    await page.getByText('more than half of all stake that votes, out of').waitFor()
    const card = page.getByRole('region', { name: 'Who has not spoken' })
    await card.getByText(`${unspoken.count} validators of ${validators.count}, with`).waitFor()
    await card.getByText('Ask them, with a ready text').click()
    await card.getByText(`The questions: ${site.url}/questions`).waitFor()
    await card.getByText(/^Who they are$|largest of them$/).click()
    expect(await card.getByRole('link', { name: 'Ask in public' }).count()).toBe(rows.length)
    expect(await barriers(page)).toEqual([])
    await open('/people#unspoken')
    await page.getByRole('region', { name: 'Who has not spoken' }).waitFor()
    await open('/people?role=validator')
    expect(await page.getByRole('region', { name: 'Who has not spoken' }).count()).toBe(0)
    expect(await problems()).toEqual([])
    await context.close()
  })
})
