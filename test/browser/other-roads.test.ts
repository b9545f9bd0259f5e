import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hex } from '../../src/log/bytes.ts'
import { accountKey } from '../../src/log/sign.ts'
import { recordId } from '../../src/records/ids.ts'
import { isRefusal } from '../../src/records/refusals.ts'
import { english } from '../../src/words/en.ts'
import { sentenceOf } from '../../src/words/refusal.ts'
import { injectWallet } from '../wallet.ts'
import { launch, type Visit, visit } from './browser.ts'
import { keyOf, say, startSite, type TestSite, viewValue } from './site.ts'

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

async function openConversation({ page, open }: Pick<Visit, 'page' | 'open'>): Promise<void> {
  await open('/')
  await page.getByRole('link', { name: 'Who should govern Bittensor?' }).click()
  await page.getByRole('heading', { name: 'What do you think of this?' }).waitFor()
}

test('without an extension: copy the text, sign it with btcli, paste the signature, vote', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  const key = accountKey('sr25519-raw', new Uint8Array(32).fill(77))
  await openConversation({ page, open })
  await page.getByRole('button', { name: 'Agree', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('There is no wallet extension in this browser').waitFor()
  await dialog.getByRole('button', { name: 'Without an extension' }).click()

  // A broken address is told, not taken.
  await dialog.getByLabel('Address of the key that signs').fill(`${key.address.slice(0, -1)}1`)
  await dialog.getByRole('button', { name: 'Show the text to sign' }).click()
  await dialog.getByText('This is not an address').waitFor()
  await dialog.getByLabel('Address of the key that signs').fill(key.address)
  await dialog.getByRole('button', { name: 'Show the text to sign' }).click()

  const text = (await dialog.locator('pre.exact').textContent())!
  expect(text.endsWith('\n')).toBe(true)
  const command = (await dialog.locator('.command code').first().textContent())!
  expect(command).toBe(`btcli wallet sign --wallet-name default --message '${text}'`)

  // A signature over something else is refused before anything is sent.
  await dialog.getByLabel('The signature that it prints').fill(hex(key.sign('something else').bytes))
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  await dialog.getByText('does not fit the text').waitFor()
  await dialog.getByLabel('The signature that it prints').fill(`0x${hex(key.sign(text).bytes)}\n`)
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByText('receipt verified').waitFor()

  const account = await site.client.view('account', {
    account: key.address,
  })
  if (isRefusal(account)) throw new Error(sentenceOf(english, account))
  expect(account.records.map(({ kind }) => kind)).toEqual(['vote', 'session'])
  const session = await site.client.record(account.records[1]!.index)
  expect(session).toMatchObject({ suite: 'sr25519-raw', account: key.address })
  expect(isRefusal(session) ? '' : session.note).toContain(text)
  expect(await problems()).toEqual([])
  await context.close()
})

test('without Ed25519 in WebCrypto every vote goes to the wallet', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  const key = keyOf('old browser')
  const wallet = await injectWallet(page, key)
  await page.addInitScript(() => {
    const generate = crypto.subtle.generateKey.bind(crypto.subtle)
    crypto.subtle.generateKey = ((algorithm: string, ...rest: [boolean, KeyUsage[]]) =>
      algorithm === 'Ed25519'
        ? Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'))
        : generate(algorithm as 'Ed25519', ...rest)) as typeof crypto.subtle.generateKey
  })
  await openConversation({ page, open })
  await page.getByRole('button', { name: 'Disagree' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Polkadot.js' }).click()
  await dialog.getByRole('heading', { name: 'Sign your vote' }).waitFor()
  const shown = await dialog.locator('pre.exact').textContent()
  await dialog.getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  await page.getByText('receipt verified').waitFor()
  expect(wallet.asked).toEqual([{ address: key.address, data: shown, type: 'bytes' }])
  expect(shown).toContain('choice: disagree')
  expect(await problems()).toEqual([])
  await context.close()
})

test('a session that was ended elsewhere is told, and the wallet takes over', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  const key = keyOf('two devices')
  const wallet = await injectWallet(page, key)
  await openConversation({ page, open })
  await page.getByRole('button', { name: 'Agree', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Polkadot.js' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  await page.getByText('receipt verified').waitFor()

  const { sessions } = await viewValue(site, 'account', { account: key.address })
  for (const { id } of sessions) await say(site, key, 'revoke', { record: recordId(id) })

  await page.getByRole('button', { name: 'Disagree' }).click()
  await page.getByText('was not stored').waitFor()
  await page.getByText('session-revoked').waitFor()
  await page.getByRole('button', { name: 'Vote on it again' }).click()
  await page.getByRole('button', { name: 'Disagree' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  await page.getByText('receipt verified').waitFor()
  expect(wallet.asked).toHaveLength(2)
  expect((await problems()).filter((problem) => !problem.includes('status of 4'))).toEqual([])
  await context.close()
})

test('a device whose clock is wrong signs with the time of the site, and is told', async () => {
  for (const [off, words] of [
    [600_000, 'ahead of'],
    [-2 * 86_400_000, '2 days behind'],
  ] as const) {
    const { context, page, open, problems } = await visit(browser, site.url)
    const key = keyOf(`clock ${off}`)
    const wallet = await injectWallet(page, key)
    await page.addInitScript((off) => {
      const now = Date.now.bind(Date)
      Date.now = () => now() + off
    }, off)
    await openConversation({ page, open })
    await page.getByRole('button', { name: 'Agree', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Polkadot.js' }).click()
    await dialog.getByText(words).waitFor()
    await dialog.getByRole('button', { name: 'Sign with Polkadot.js' }).click()
    await page.getByText('receipt verified').waitFor()
    const [, signed = ''] = /\ntime: (.*)\n/.exec(wallet.asked[0]?.data ?? '') ?? []
    expect(Math.abs(Date.parse(signed) - Date.now())).toBeLessThan(300_000)
    expect(await problems()).toEqual([])
    await context.close()
  }
})
