import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SimulatedChain, simulatedTown, tao } from '../../src/dev/simulated-chain.ts'
import { subnetPot } from '../../src/evidence/pots.ts'
import { addressOf } from '../../src/log/ss58.ts'
import type { InfluenceValue, MovementsValue } from '../../src/views/chain/values.ts'
import { barriers, launch, visit } from './browser.ts'
import { settled, startSite, type TestSite, viewValue } from './site.ts'

let town: SimulatedChain & { tick(): void }
let site: TestSite
let browser: Browser
let largest: string

beforeAll(async () => {
  town = await simulatedTown({ everyMs: 1_000_000, people: 60 })
  site = await startSite({ SENSUS_CHAIN: town.url, SENSUS_CHAIN_EVERY: '5' })
  browser = await launch()
  await settled(site, 'influence', (value: InfluenceValue) => value.source !== null)
  town.story.block((say) => say.transfer('exchange 1', 'newcomer', tao(3000)))
  town.story.block((say) => say.identity('person 1', { name: '<b>Al\u202Eice</b> & a very long name of the first' }))
  for (let i = 0; i < 12; i++) town.tick()
  await settled(site, 'movements', ({ movements }: MovementsValue) =>
    movements.some(({ amount }) => amount === '3000000000000'),
  )
  const { rows } = await viewValue(site, 'influence')
  largest = rows.find(({ delegated }) => delegated !== '0')!.key
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
  await town?.close()
})

const rootPot = addressOf(subnetPot(0))

const pages = () => [
  ...['/influence', '/influence?level=account&without=known', '/movements', '/movements?severity=large'],
  ...[
    '/delegation',
    '/coverage',
    `/delegation?validator=${largest}`,
    `/what-if?leave=${largest}`,
    `/a/${largest}`,
    `/a/${rootPot}`,
    `/what-if?leave=${rootPot}`,
  ],
]

describe('pages about the chain', () => {
  test('keep nobody out, and keep to the policy', async () => {
    const { context, page, open, problems } = await visit(browser, site.url)
    const found: string[] = []
    for (const path of pages()) {
      await open(path)
      await page.waitForLoadState('load')
      found.push(...(await barriers(page)).map((each) => `${path}: ${each}`))
    }
    expect(found).toEqual([])
    expect(await problems()).toEqual([])
    await context.close()
  })

  test('name what this reader does not know yet', async () => {
    const { context, page, open, problems } = await visit(browser, site.url)
    await open('/coverage')
    const { counts, storage } = await viewValue(site, 'coverage')
    expect(counts.unexplained).toBe(0)
    await expect.poll(() => page.getByText('Nothing is left over').count()).toBe(1)
    const [{ pallet, items }] = storage as [{ pallet: string; items: string[] }]
    await page.getByText(`${pallet}: ${items.length} item`).click()
    await expect.poll(() => page.getByText(items.join(', ')).isVisible()).toBe(true)
    expect(await problems()).toEqual([])
    await context.close()
  })

  test('say who can pass and block, show their pictures, and open their evidence', async () => {
    const { context, page, open, problems } = await visit(browser, site.url)
    await open('/influence')
    await expect.poll(() => page.getByText(/can block it:/).count()).toBeGreaterThan(0)
    await page.getByRole('img', { name: /How much of all TAO does each hold\?/ }).scrollIntoViewIfNeeded()
    const drawn = () =>
      page
        .locator('picture img')
        .first()
        .evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth)
    await expect.poll(drawn).toBeGreaterThan(300)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download the evidence' }).first().click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^holdings-\d+\.bin$/)
    await page
      .getByRole('link', { name: /^block / })
      .first()
      .click()
    await page.getByRole('heading', { name: 'Took a snapshot of the chain' }).waitFor()
    expect(await problems()).toEqual([])
    await context.close()
  })

  test('say where all TAO lies, and what a pot is', async () => {
    const { context, page, open, problems } = await visit(browser, site.url)
    await open('/influence')
    const table = page.getByRole('region', { name: 'Where all TAO lies' }).getByRole('table')
    const amounts = await table
      .locator('tfoot data')
      .evaluateAll((cells) => cells.map((each) => each.getAttribute('value')))
    expect(amounts).toHaveLength(2)
    expect(amounts[0]).toBe(amounts[1])
    await table.getByRole('row', { name: /In pots: stake on root/ }).waitFor()
    expect(await page.getByText(/is not what the chain issued/).count()).toBe(0)
    await open(`/a/${rootPot}`)
    await page.getByText(/is a pot \(stake on root\)/).waitFor()
    expect(await problems()).toEqual([])
    await context.close()
  })

  test('a movement leads to its accounts and its record', async () => {
    const { context, page, open, problems } = await visit(browser, site.url)
    await open('/movements')
    const card = page.locator('article').filter({ hasText: '3,000 TAO' })
    await card.getByText('unexplained').waitFor()
    await card.getByText('Evidence').click()
    await card.getByRole('link', { name: 'The record that points at it' }).click()
    await page.getByRole('heading', { name: 'Pointed at a large movement' }).waitFor()
    await open('/movements')
    await page.locator('article').filter({ hasText: '3,000 TAO' }).getByRole('link').nth(1).click()
    await page.getByRole('heading', { name: 'On the chain' }).waitFor()
    expect(await problems()).toEqual([])
    await context.close()
  })

  test('what if is asked with the keyboard alone', async () => {
    const { context, page, open, problems } = await visit(browser, site.url)
    await open('/what-if')
    await page.getByLabel('Who').focus()
    await page.keyboard.type(largest)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Who gains, who loses' }).waitFor()
    await page.getByLabel('Who').fill('nonsense')
    await page.keyboard.press('Enter')
    await page.getByText('This cannot be worked out').waitFor()
    expect(await problems()).toEqual([])
    await context.close()
  })

  test('can be read without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    const words: [string, RegExp][] = [
      ['/influence', /The largest, by what they hold or vote with[\s\S]*can pass it[\s\S]*How concentrated it is/],
      ['/movements', /Transferred: 3,000 TAO[\s\S]*unexplained/],
      ['/delegation', /Validators[\s\S]*From others/],
      [`/what-if?leave=${largest}`, /of stake would move/],
      [`/a/${largest}`, /On the chain[\s\S]*Votes with[\s\S]*hotkey of it/],
    ]
    for (const [path, expected] of words) {
      await page.goto(site.url + path)
      expect((await page.locator('main').allInnerTexts())[0], path).toMatch(expected)
    }
    await context.close()
  })

  test('pictures take a width and a scheme, and refuse what they do not know', async () => {
    const get = (path: string) => fetch(`${site.url}/api/pictures/${path}`)
    const [wide, narrow] = await Promise.all(['influence.svg', 'influence.svg?width=360&theme=dark'].map(get))
    expect(wide!.headers.get('content-type')).toBe('image/svg+xml')
    expect(await wide!.text()).toMatch(/^<svg [^>]*viewBox="0 0 960 /)
    const text = await narrow!.text()
    expect(text).toMatch(/viewBox="0 0 360 /)
    expect(text).not.toMatch(/<script|<style|style=|onload|<b>/)
    expect((await get('influence.svg?width=99999')).status).toBe(400)
    expect((await get('power.svg?rule=none')).status).toBe(400)
    expect((await get('nothing.svg')).status).toBe(404)
    expect((await get('influence.svg?level=nobody')).status).toBe(400)
    for (const path of [
      'concentration.svg',
      'delegation.svg',
      'power.svg?rule=stake-half',
      `movements.svg?account=${largest}`,
    ])
      expect((await get(path)).status, path).toBe(200)
  })

  test('a site whose chain falls silent says since when, and shows the last that is known', async () => {
    const { chain } = await (await fetch(`${site.url}/.well-known/sensus.json`)).json()
    expect(chain).toMatchObject({ endpoints: 1, answering: 1, fault: null, block: town.story.finalized().number })
    const { context, page, open } = await visit(browser, site.url)
    await open('/influence')
    expect(await page.getByText('No block of the chain has been seen').count()).toBe(0)
    await page.clock.setFixedTime(Date.now() + 3_600_000)
    await open('/influence')
    await page.getByText('No block of the chain has been seen since').waitFor()
    await page.getByRole('heading', { name: 'The largest, by what they hold or vote with' }).waitFor()
    await context.close()
  })
})
