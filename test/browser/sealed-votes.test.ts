import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealOf } from '../../src/records/conversation/sealed-vote.ts'
import { type RecordId, recordId } from '../../src/records/ids.ts'
import { oneConversation } from '../../src/views/conversation/answers.ts'
import { injectWallet } from '../wallet.ts'
import { launch, visit } from './browser.ts'
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

const voter = keyOf('voter')
const words = 'We should wait.'

/** A conversation under seal with one statement, which closes after so many milliseconds. */
async function begin(
  title: string,
  length: number,
): Promise<{ conversation: RecordId; statement: RecordId; closes: number }> {
  const host = keyOf('host')
  const closes = Math.floor(Date.now() / 1000) * 1000 + length
  const times = { closes, votes: 'sealed', openingEnds: closes + 86_400_000 } as const
  const { id } = await say(site, host, 'conversation', { title, add: 'anyone', totals: 'always', ...times })
  const conversation = recordId(id)
  const said = await say(site, host, 'statement', { conversation, title, body: words })
  return { conversation, statement: recordId(said.id), closes }
}

const sealedIn = async (conversation: string) =>
  oneConversation(await viewValue(site, 'conversations', { conversation })).conversation.sealed

async function signIn(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Polkadot.js' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign with Polkadot.js' }).click()
}

test('the card seals a vote, says what that protects, and keeps what opens it', async () => {
  const { conversation } = await begin('Under seal?', 86_400_000)
  const { context, page, open, problems } = await visit(browser, site.url)
  await injectWallet(page, voter)
  await open(`/c/${conversation}`)
  await page.getByText('It is not a secret ballot, and not for guests.').waitFor()
  await page.getByRole('button', { name: 'Agree', exact: true }).click()
  expect(await page.getByRole('dialog').getByRole('button', { name: 'Vote as a guest' }).count()).toBe(0)
  await signIn(page)
  await page.getByText('receipt verified').waitFor()
  expect(await sealedIn(conversation)).toMatchObject({ votes: 1, opened: 0 })
  await page.getByText('1 vote of yours here can be opened from this browser; 1 still sealed.').waitFor()
  expect(await page.getByRole('button', { name: 'Open my vote' }).count()).toBe(0)
  const saved = await page.getByRole('link', { name: 'Download what opens them' }).getAttribute('href')
  expect(decodeURIComponent(saved ?? '')).toContain('"choice": "agree"')
  expect(await problems()).toEqual([])
  await context.close()
})

test('after the close a vote is opened, from another browser with the file', async () => {
  const { conversation, statement, closes } = await begin('And now?', 15_000)
  const [choice, secret] = ['disagree', '0c'.repeat(32)] as const
  const seal = { statement, account: voter.address, choice, secret }
  const { id } = await say(site, voter, 'sealed-vote', { commitment: sealOf(seal), about: statement, title: words })
  const { origin } = await site.client.about()
  const file = JSON.stringify([{ ...seal, origin, conversation, id, opened: false }])
  await expect.poll(() => Date.now(), { timeout: 60_000 }).toBeGreaterThan(closes)

  const { context, page, open, problems } = await visit(browser, site.url)
  await injectWallet(page, voter)
  await open(`/c/${conversation}`)
  await page.getByRole('button', { name: 'Take part' }).click()
  await signIn(page)
  await page
    .getByLabel('Bring it from another browser')
    .setInputFiles({ name: 'sealed-votes.json', mimeType: 'application/json', buffer: Buffer.from(file) })
  await page.getByRole('button', { name: 'Open my vote' }).click()
  await page.getByText('all are open').waitFor()
  expect(await sealedIn(conversation)).toMatchObject({ votes: 1, opened: 1 })
  expect(await problems()).toEqual([])
  await context.close()
})
