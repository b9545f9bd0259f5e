import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordId } from '../../src/records/ids.ts'
import { oneConversation } from '../../src/views/conversation/answers.ts'
import { injectWallet } from '../wallet.ts'
import { launch, visit } from './browser.ts'
import { keyOf, say, startSite, type TestSite, viewValue } from './site.ts'

let site: TestSite
let browser: Browser
let conversation: string

beforeAll(async () => {
  site = await startSite()
  browser = await launch()
  const host = keyOf('host')
  const title = 'What should guests say?'
  const begun = await say(site, host, 'conversation', { title, add: 'anyone', totals: 'always' })
  conversation = begun.id
  for (const body of ['We should wait.', 'We should act.'])
    await say(site, host, 'statement', { conversation: recordId(begun.id), title, body })
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

const counted = async () => oneConversation(await viewValue(site, 'conversations', { conversation })).conversation

test('a guest votes without a wallet, then signs in and takes the votes along', async () => {
  const { context, page, open, reload, problems } = await visit(browser, site.url)
  await open(`/c/${conversation}`)
  const began = Date.now()
  await page.getByRole('button', { name: 'Agree', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Vote as a guest' }).click()
  await page.getByText('receipt verified').waitFor()
  expect(Date.now() - began).toBeLessThan(20_000)
  expect(await counted()).toMatchObject({ participants: 0, votes: 0, guests: { participants: 1, votes: 1 } })
  await page.getByRole('group', { name: 'You vote as a guest' }).waitFor()
  await page.getByText('1 of 2 voted on').waitFor()

  // The second vote asks nothing, and the key outlives the page.
  await reload()
  await page.getByText('1 of 2 voted on').waitFor()
  await page.getByRole('button', { name: 'Disagree', exact: true }).click()
  await page.getByText('You have voted on everything').waitFor()
  expect(await counted()).toMatchObject({ guests: { participants: 1, votes: 2 } })
  await page.getByText('1 guest apart: 1 agrees, 0 disagree').first().waitFor()

  const key = keyOf('newcomer')
  await injectWallet(page, key)
  await open(`/c/${conversation}`)
  await page.getByRole('button', { name: 'Take part with a wallet' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Polkadot.js' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  await page.getByRole('button', { name: 'Take the votes along' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  await expect.poll(counted).toMatchObject({ participants: 1, votes: 2, guests: { participants: 0, votes: 0 } })
  await page.getByText('You have voted on everything').waitFor()
  expect(await page.getByRole('button', { name: 'Take the votes along' }).count()).toBe(0)
  const { adopted } = await viewValue(site, 'account', { account: key.address })
  expect(adopted).toHaveLength(1)
  await open(`/a/${adopted[0]}`)
  await page.getByText('A guest whose votes were taken on by this account:').waitFor()
  expect(await problems()).toEqual([])
  await context.close()
})
