import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RecordId, recordId } from '../../src/records/ids.ts'
import { injectWallet } from '../wallet.ts'
import { barriers, launch, visit } from './browser.ts'
import { keyOf, say, startSite, type TestSite } from './site.ts'

const title = 'What now?'
const text = 'The delay is a day, says the code.'
let site: TestSite
let browser: Browser
let talk: RecordId
let statement: RecordId
let other: RecordId
let event: RecordId
let note: RecordId

const noteBody = `# Note\n${text}\n\n# Sources\nhttps://docs.example.org/delay?a=<b>`

beforeAll(async () => {
  site = await startSite({ SENSUS_CHAIN: 'none' })
  browser = await launch()
  const host = keyOf('host')
  talk = recordId((await say(site, host, 'conversation', { title, add: 'anyone', totals: 'always' })).id)
  const bodies = ['Peace.', 'Dues.']
  const [peace, dues] = [
    await say(site, host, 'statement', { conversation: talk, title, body: bodies[0]! }),
    await say(site, host, 'statement', { conversation: talk, title, body: bodies[1]! }),
  ]
  statement = recordId(peace.id)
  other = recordId(dues.id)
  for (let n = 0; n < 10; n++)
    for (const [i, { id }] of [peace, dues].entries())
      await say(site, keyOf(`voter ${n}`), 'vote', {
        about: recordId(id),
        title: bodies[i]!,
        choice: i === 0 || n % 2 === 0 ? 'agree' : 'disagree',
      })
  note = recordId((await say(site, host, 'context', { about: statement, title: 'Peace.', body: noteBody })).id)
  for (let n = 0; n < 6; n++)
    await say(site, keyOf(`voter ${n}`), 'context-rating', { note, title: text, verdict: 'helpful' })
  event = recordId(
    (
      await say(site, keyOf('teller'), 'event', {
        title: 'A team leaves',
        date: '2026-04-10',
        body: '# What happened\nThey said so.\n\n# Sources\nThe team: https://team.example.org/\nThe press: https://press.example.org/',
      })
    ).id,
  )
  await say(site, host, 'claim', {
    event,
    title: 'A team leaves',
    body: '# Claim\nThey were told a week before.\n\n# Sources\nhttps://team.example.org/letter',
  })
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

test('a note that stands is beside its statement, and leads to all notes with the true reason', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  await page.setViewportSize({ width: 375, height: 800 })
  await open(`/c/${talk}`)
  const row = page.getByRole('row').filter({ hasText: 'Peace.' })
  await row.getByText(text).waitFor()
  await row
    .getByText(/^Stands: 3 of 5 people of the left half of the map and 3 of 5 people of the right half/)
    .waitFor()
  expect(await barriers(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  await row.getByRole('link', { name: 'Notes (1) on: Peace.' }).click()
  await page.getByRole('heading', { name: 'Notes on a statement', level: 1 }).waitFor()
  await page.getByRole('heading', { name: 'One note, of which one stands.' }).waitFor()
  await page.getByRole('link', { name: 'https://docs.example.org/delay?a=' }).waitFor()
  expect(await barriers(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  await page.getByRole('link', { name: 'disputed', exact: true }).click()
  await page.getByText('No note is in this state').waitFor()
  expect(await problems()).toEqual([])
  await context.close()
})

test('a rating and a note are signed with the words of what they are about, which nobody is asked for', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  await injectWallet(page, keyOf('voter 7'))
  await open(`/notes/${statement}`)
  await page.getByRole('group', { name: 'Does the note help?' }).getByRole('button', { name: 'It helps' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Polkadot.js', exact: true }).click()
  await dialog.getByRole('heading', { name: 'Take part' }).waitFor()
  await dialog.getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  await dialog.getByRole('heading', { name: 'Sign the rating' }).waitFor()
  expect(await dialog.locator('pre.exact').textContent()).toContain(`note: ${note}\ntitle: ${text}\nverdict: helpful`)
  await dialog.getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  await page.getByText(/^Stands: (4 of 5 people|3 of 5 people of the left half of the map and 4)/).waitFor()
  await page.getByRole('link', { name: 'Write a note' }).click()
  await page.getByRole('heading', { name: 'Note', level: 1 }).waitFor()
  await page.getByRole('link', { name: 'Peace.' }).waitFor()
  expect(await page.getByLabel('Its beginning').count()).toBe(0)
  await page.getByLabel('Note', { exact: true }).fill('Another one.')
  await page.getByLabel('Sources', { exact: true }).fill('https://other.example.org')
  await page.getByRole('button', { name: 'Show the text to sign' }).click()
  await dialog.getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  await page.getByRole('heading', { name: '2 notes, of which one stands.' }).waitFor()
  expect(await problems()).toEqual([])
  await context.close()
})

test('what type a statement is stands beside it as a quiet word; a fact asks for a note', async () => {
  const about = { about: other, title: 'Dues.' }
  await say(site, keyOf('voter 0'), 'statement-type', { ...about, type: 'fact' })
  await say(site, keyOf('voter 1'), 'statement-type', { ...about, type: 'value' })
  const { context, page, open, problems } = await visit(browser, site.url)
  await page.setViewportSize({ width: 375, height: 800 })
  await injectWallet(page, keyOf('voter 7'))
  await open(`/notes/${other}`)
  const asked = page.getByRole('region', { name: 'What type of statement is it?' })
  await asked.getByText('2 people say what type it is: 1 fact, 1 value').waitFor()
  await asked.getByLabel('I say it is').selectOption({ label: 'Fact: it can be checked now, true or not' })
  await asked.getByRole('button', { name: 'Sign the type' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Polkadot.js', exact: true }).click()
  await dialog.getByRole('heading', { name: 'Take part' }).waitFor()
  await dialog.getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  await dialog.getByRole('heading', { name: 'Sign the type' }).waitFor()
  expect(await dialog.locator('pre.exact').textContent()).toContain(`type: fact\nabout: ${other}\ntitle: Dues.`)
  await dialog.getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  await asked.getByText('Most say that it is a fact.').waitFor()
  await asked.getByText('You say: Fact').waitFor()
  await asked.getByRole('link', { name: 'A fact can be checked: add a note with sources' }).waitFor()
  expect(await barriers(page)).toEqual([])

  await open(`/c/${talk}`)
  const row = page.getByRole('row').filter({ hasText: 'Dues.' })
  await row.getByRole('link', { name: 'A fact can be checked: add a note with sources on: Dues.' }).waitFor()
  const word = row.getByRole('link', { name: 'Fact 3 people say what type it is: 2 fact, 1 value' })
  const counts = word.locator('.counts')
  expect((await counts.boundingBox())?.width).toBeLessThanOrEqual(1)
  await row.getByRole('link', { name: 'A fact can be checked' }).focus()
  await page.keyboard.press('Shift+Tab')
  expect((await counts.boundingBox())?.width).toBeGreaterThan(40)
  expect(await barriers(page)).toEqual([])
  expect(await problems()).toEqual([])
  await context.close()
})

test('types are read without a script, in the report too', async () => {
  const { context, page } = await visit(browser, site.url, { javaScriptEnabled: false })
  await page.goto(`${site.url}/notes/${other}`)
  await page.getByRole('link', { name: 'Say it from a terminal' }).click()
  await page.getByRole('heading', { name: 'Type of a statement' }).waitFor()
  await page.goto(`${site.url}/c/${talk}/report`)
  const row = page.getByRole('region', { name: 'All statements' }).getByRole('row').filter({ hasText: 'Dues.' })
  await row.getByRole('link', { name: /^Fact/ }).waitFor()
  const csv = await (await fetch(`${site.url}/c/${talk}/report/statements.csv`)).text()
  expect(csv).toMatch(/Dues\.,.*,fact,/)
  await context.close()
})

test('an event has its notes and claims, each with the way to add one', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  await page.setViewportSize({ width: 375, height: 800 })
  await open(`/events/${event}`)
  await page.getByRole('region', { name: 'Notes' }).getByText('Nobody has written a note yet.').waitFor()
  const claims = page.getByRole('region', { name: 'What is claimed about it' })
  await claims.getByText('They were told a week before.').waitFor()
  await claims.getByText('No reply yet').waitFor()
  expect(await barriers(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  await claims.getByRole('link', { name: 'Reply to it' }).click()
  await page.getByRole('link', { name: 'They were told a week before.' }).waitFor()
  expect(await problems()).toEqual([])
  await context.close()
})
