import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SimulatedChain, simulatedTown, townKey, townSeed } from '../../src/dev/simulated-chain.ts'
import { injectWallet } from '../wallet.ts'
import { barriers, launch, visit } from './browser.ts'
import { type Elsewhere, openElsewhere } from './elsewhere.ts'
import { keyOf, say, settled, startSite, type TestSite, viewValue } from './site.ts'

let town: SimulatedChain & { tick(): void }
let site: TestSite
let browser: Browser
let netuid: number
let elsewhere: Elsewhere

const until = () => (Math.floor(Date.now() / 1000) + 30 * 86_400) * 1000

beforeAll(async () => {
  town = await simulatedTown({ everyMs: 1_000_000, people: 60 })
  site = await startSite({ SENSUS_CHAIN: town.url, SENSUS_CHAIN_EVERY: '5', SENSUS_WEB_PROOFS: 'no' })
  browser = await launch()
  await settled(site, 'subnets', ({ source }: { source: unknown }) => source !== null)
  netuid = (await viewValue(site, 'subnets')).rows.find(({ owner }) => owner !== null)!.netuid
  await say(site, keyOf('curious'), 'opinion', {
    subject: `subnet:${netuid}`,
    stance: 'doubts',
    until: until(),
    body: '# Reason\n<b>Nobody</b> answers {{7*7}}.\n\n# What would change it\nAn answer.',
  })
  elsewhere = await openElsewhere(browser, site.url)
})

afterAll(async () => {
  await browser?.close()
  elsewhere?.close()
  await site?.stop()
  await town?.close()
})

test('the pages of subnets keep nobody out, and keep to the policy', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  const found: string[] = []
  for (const path of ['/subnets', `/subnet/${netuid}`]) {
    await open(path)
    await page.waitForLoadState('load')
    found.push(...(await barriers(page)).map((each) => `${path}: ${each}`))
  }
  expect(found).toEqual([])
  expect(await problems()).toEqual([])
  await context.close()
})

test('a subnet is found, read and spoken of with a wallet, and can be read without a script', async () => {
  const { context, page, open } = await visit(browser, site.url)
  const key = townKey(townSeed)('exchange 1')
  await injectWallet(page, key)
  await open('/subnets')
  await page.locator(`a[href="/subnet/${netuid}"]`).first().click()
  await page.getByRole('heading', { name: 'What people think of it' }).waitFor()
  await page.getByText('<b>Nobody</b> answers {{7*7}}.').waitFor()
  await page.getByLabel('I see good and bad', { exact: true }).check()
  await page.getByLabel('Reason', { exact: true }).fill('The code is open.')
  await page.getByLabel('What would change it', { exact: true }).fill('A second validator.')
  await page.getByLabel('Until when it holds', { exact: true }).fill(new Date(until()).toISOString().slice(0, 16))
  await page.getByRole('button', { name: 'Show the text to sign' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Polkadot.js', exact: true }).click()
  await dialog.getByRole('heading', { name: 'Take part' }).waitFor()
  await dialog.getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  await dialog.getByRole('heading', { name: 'Sign the opinion' }).waitFor()
  expect(await dialog.locator('pre.exact').textContent()).toContain(`subject: subnet:${netuid}`)
  await dialog.getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  await page.getByText('Your opinion stands.').waitFor()
  const { rows } = await viewValue(site, 'opinions', { subject: `subnet:${netuid}` })
  expect(rows.map(({ account, stance }) => [account, stance])).toContainEqual([key.address, 'both'])
  await context.close()
  const plain = await visit(browser, site.url, { javaScriptEnabled: false, viewport: { width: 375, height: 700 } })
  await plain.page.goto(`${site.url}/subnet/${netuid}`)
  await plain.page.getByText('The code is open.').waitFor()
  await plain.context.close()
})

describe('a page of another origin', () => {
  test('shows what is said of a subnet in a frame, without a script', async () => {
    const text = await elsewhere.framed(`/embed/subnet/${netuid}`)
    expect(text).toContain('without an answer')
    expect(text).toContain('has doubts')
    const answer = await fetch(`${site.url}/embed/subnet/${netuid}`)
    expect(await answer.text()).not.toContain('<script')
    expect(answer.headers.get('content-security-policy')).toContain('frame-ancestors *')
    expect(answer.headers.get('x-frame-options')).toBeNull()
  })

  test('can frame nothing else of the site', async () => {
    const file = /\/_app\/immutable\/[^"]+\.css/.exec(await (await fetch(site.url)).text())?.[0] ?? '/favicon.svg'
    const others = [
      ...[
        '/',
        '/subnets',
        `/subnet/${netuid}`,
        `/subnet/${netuid}?x=/embed/subnet/${netuid}`,
        '/embed/subnet',
        '/nowhere',
      ],
      ...[
        '/people',
        '/log',
        '/r/0',
        `/a/${keyOf('curious').address}`,
        '/sign/opinion',
        `/embed/subnet/${netuid}/__data.json`,
      ],
      ...[
        '/api/views',
        `/api/subjects/subnet:${netuid}`,
        '/log/checkpoint',
        '/.well-known/sensus.json',
        '/favicon.svg',
        file,
      ],
    ]
    for (const path of others) {
      const { headers } = await fetch(`${site.url}${path}`)
      expect([path, headers.get('x-frame-options')]).toEqual([path, 'DENY'])
      expect(headers.get('content-security-policy') ?? '').not.toContain('frame-ancestors *')
    }
    for (const path of ['/', `/subnet/${netuid}`, `/api/subjects/subnet:${netuid}`])
      expect([path, await elsewhere.framed(path)]).toEqual([path, ''])
  })
})
