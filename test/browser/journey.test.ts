import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseVkey } from '../../src/log/keys.ts'
import { verifyReceipt } from '../../src/log/receipt.ts'
import { parseRecord } from '../../src/records/record.ts'
import { isRefusal } from '../../src/records/refusals.ts'
import { titleOf } from '../../src/records/title.ts'
import { allConversations, oneConversation } from '../../src/views/conversation/answers.ts'
import { english } from '../../src/words/en.ts'
import { sentenceOf } from '../../src/words/refusal.ts'
import { injectWallet } from '../wallet.ts'
import { launch, visit } from './browser.ts'
import { keyOf, say, startSite, type TestSite } from './site.ts'

let site: TestSite
let browser: Browser
let conversation: string

beforeAll(async () => {
  site = await startSite()
  browser = await launch()
  conversation = await starter(site)
  await seedVotes(site, conversation)
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

async function starter({ client }: TestSite): Promise<string> {
  const all = await client.view('conversations')
  if (isRefusal(all)) throw new Error(sentenceOf(english, all))
  return allConversations(all).conversations[0]!.id
}

async function statementsOf(id: string) {
  const value = await site.client.view('conversations', { conversation: id })
  if (isRefusal(value)) throw new Error(sentenceOf(english, value))
  return oneConversation(value).statements
}

/** Two camps of four people, so that there is a map to stand on. */
async function seedVotes(to: TestSite, id: string): Promise<void> {
  const statements = (await statementsOf(id)).slice(0, 8)
  const people = Array.from({ length: 8 }, (_, i) => keyOf(`voter ${i}`))
  for (const [i, person] of people.entries())
    for (const [j, { id: about, body }] of statements.entries()) {
      const choice = i < 4 === j % 2 > 0 ? 'agree' : 'disagree'
      await say(to, person, 'vote', { choice, about, title: titleOf(body ?? '') })
    }
}

/** The text of the record that the page shows in its signing dialog. */
const shownText = (page: Page) => page.getByRole('dialog').locator('pre.exact').textContent()

async function storedRecord(ref: number | string) {
  const stored = await site.client.record(ref)
  if (isRefusal(stored) || stored.note === null) throw new Error(`no record ${ref}`)
  const record = parseRecord(stored.note)
  if (isRefusal(record)) throw new Error(sentenceOf(english, record))
  return { ...stored, record }
}

const entryShown = async (page: Page): Promise<number> => {
  const link = page.locator('.receipt').getByRole('link', { name: /^entry \d+$/ })
  return Number((await link.textContent())!.replace('entry ', ''))
}

test('sign in, delegate, vote by keyboard, add a statement, see the map change, verify the receipt', async () => {
  const { context, page, open, reload, problems } = await visit(browser, site.url)
  const key = keyOf('reader')
  const wallet = await injectWallet(page, key)
  await open(`/c/${conversation}`)
  const statement = await page.locator('blockquote').first().textContent()

  // A key outside the card casts nothing; in it, one key press begins it, and one wallet prompt is all it takes.
  await page.keyboard.press('a')
  await page.locator('#vote-heading').focus()
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.keyboard.press('a')
  await page.getByRole('dialog').getByRole('button', { name: 'Polkadot.js' }).click()
  const shown = await shownText(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  await page.getByText('receipt verified').waitFor()
  expect(wallet.asked).toHaveLength(1)
  expect(wallet.asked[0]).toEqual({ address: key.address, data: shown, type: 'bytes' })
  await page.getByText('1 of 15 voted on').waitFor()

  // What was shown is what was signed is what is stored.
  const vote = await storedRecord(await entryShown(page))
  expect(vote.suite).toBe('ed25519')
  expect(vote.record).toMatchObject({ kind: 'vote', fields: { choice: 'agree', title: titleOf(statement!) } })
  const session = await storedRecord(vote.session!)
  expect(session.record.text).toBe(shown)
  expect(session.suite).toBe('sr25519-bytes')

  // The map moves by itself: the reader now stands on it.
  await page.locator(`.map svg [data-key="${key.address}"]`).waitFor({ state: 'attached' })

  await page.locator('.map svg .om-you').waitFor({ state: 'attached' })
  expect(await page.locator('p.you').textContent()).toBe('You are the mark with the ring.')

  // Further votes by keyboard, without the wallet.
  for (const [i, press] of ['d', 'p', 'a'].entries()) {
    await page.keyboard.press(press)
    await page.getByText(`${i + 2} of 15 voted on`).waitFor()
  }
  expect(wallet.asked).toHaveLength(1)

  // A statement goes to the wallet.
  await page.getByLabel('Your statement').fill('  Proposals should name who pays.\u2028Zürich ✓ 🦋 ')
  await page.getByRole('button', { name: 'Add it' }).click()
  const statementText = await page.getByRole('dialog').locator('pre.exact').textContent()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  await page.getByRole('rowheader', { name: 'Proposals should name who pays.' }).waitFor()
  expect(wallet.asked[1]!.data).toBe(statementText)
  const added = (await statementsOf(conversation)).at(-1)!
  expect(added).toMatchObject({ body: 'Proposals should name who pays.\nZürich ✓ 🦋', author: key.address })
  expect((await storedRecord(added.id)).record.text).toBe(statementText)

  // After a reload the session is still there, and the receipt verifies in the page.
  await reload()
  await page.getByText(/\d+ of 16 voted on/).waitFor()
  await open(`/r/${vote.index}`)
  expect(await page.locator('#signed-text').textContent()).toBe(vote.record.text)
  await page.getByRole('button', { name: 'Verify here' }).click()
  await page.getByText('All of it holds.').waitFor()
  expect(await page.locator('.steps li').count()).toBe(5)
  expect(await page.locator('.steps li.broken').count()).toBe(0)

  // The receipt that this browser kept is a file that proves the vote without the site.
  await open(`/a/${key.address}`)
  const row = page.locator('.receipts li').last()
  const download = page.waitForEvent('download')
  await row.getByRole('button', { name: 'Download receipt' }).click()
  const receipt = await readFile(await (await download).path(), 'utf8')
  const { vkey } = await site.client.about()
  expect(verifyReceipt(receipt, parseVkey(vkey))).toMatchObject({ index: session.index, note: session.note })

  // Signing out ends the session for everybody to see.
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByText('You are signed out.').waitFor()
  await page.getByText('ended early').waitFor()
  expect(wallet.asked).toHaveLength(2)
  await page.getByRole('button', { name: 'Take part' }).waitFor()
  expect(await problems()).toEqual([])
  await context.close()
})

test('when the wallet declines nothing is sent, and the reader can try again', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  const wallet = await injectWallet(page, keyOf('hesitant'), 'talisman')
  wallet.declines = true
  await open('/new')
  await page.getByRole('button', { name: 'Take part' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Talisman' }).click()
  const before = (await site.client.checkpoint()).size
  await page.getByRole('button', { name: 'Sign with Talisman' }).click()
  await page.getByText('The wallet did not sign').waitFor()
  expect((await site.client.checkpoint()).size).toBe(before)
  wallet.declines = false
  await page.getByRole('button', { name: 'Sign with Talisman' }).click()
  await page
    .getByRole('link', { name: `Account ${keyOf('hesitant').address}` })
    .or(page.locator('header .you'))
    .first()
    .waitFor()

  // Signed in, the form begins a conversation and leads to it.
  await page.getByLabel('Title').fill('  Which meetings   should be public? ')
  await page.getByLabel('Description').fill('All of them?\n\nSome of them?')
  await page.getByRole('button', { name: 'Show the text to sign' }).click()
  await page.getByRole('button', { name: 'Sign with Talisman' }).click()
  await page.getByRole('heading', { name: 'Which meetings should be public?' }).waitFor()
  await page
    .getByRole('heading', { name: 'You have voted on everything' })
    .or(page.getByText('Nobody has said anything yet').first())
    .first()
    .waitFor()
  expect(await problems()).toEqual([])
  await context.close()
})
