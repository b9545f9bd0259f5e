import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allConversations } from '../../src/views/conversation/answers.ts'
import { injectWallet } from '../wallet.ts'
import { barriers, launch, type Visit, visit } from './browser.ts'
import { keyOf, startSite, type TestSite, viewValue } from './site.ts'

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

interface SlowVisit extends Visit {
  /** Goes to a path whose scripts do not come yet. */
  openAsleep(path: string): Promise<void>
  reloadAsleep(): Promise<void>
  /** Lets every script come, those that wait and those to be asked for. */
  wake(): Promise<void>
  /** Holds back the scripts of the pages to come. */
  sleep(): void
}

/** Something that waits until the test lets it go. */
function latch(): { open: Promise<void>; lift(): void } {
  let lift = () => {}
  const open = new Promise<void>((resolve) => {
    lift = resolve
  })
  return { open, lift }
}

/** A visit over a line on which scripts come when the test says so. */
async function slowVisit(name: string): Promise<SlowVisit> {
  const visited = await visit(browser, site.url)
  const { page } = visited
  await injectWallet(page, keyOf(name))
  let awake = latch()
  await page.route(/\.js$/, async (route) => {
    await awake.open
    // A page that was left meanwhile does not take its script any more.
    await route.continue().catch(() => {})
  })
  const shown = () => page.locator('main form').first().waitFor()
  return {
    ...visited,
    openAsleep: async (path) => {
      await page.goto(site.url + path, { waitUntil: 'commit' })
      await shown()
    },
    reloadAsleep: async () => {
      await page.reload({ waitUntil: 'commit' })
      await shown()
    },
    wake: async () => {
      awake.lift()
      await page.locator('header .account[aria-busy="false"]').waitFor({ state: 'attached' })
    },
    sleep: () => {
      awake = latch()
    },
  }
}

const title = (page: Page) => page.getByLabel('Title')
const description = (page: Page) => page.getByLabel('Description (optional)')
const show = (page: Page) => page.getByRole('button', { name: 'Show the text to sign' })
const drafts = (page: Page) =>
  page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('sensus.draft ')))

/** Waits until the tab keeps a draft with these words, and nothing of them has been sent. */
const kept = (page: Page, words: string) =>
  page.waitForFunction(
    (wanted) =>
      Object.entries(sessionStorage).some(([key, value]) => key.startsWith('sensus.draft ') && value.includes(wanted)),
    words,
  )

async function firstConversation(): Promise<string> {
  const { conversations } = allConversations(await viewValue(site, 'conversations'))
  return conversations[0]!.id
}

/** Takes part with the wallet in the open dialog, then signs what it shows. */
async function takePartAndSign(page: Page, heading: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  const sign = dialog.getByRole('button', { name: 'Sign with Polkadot.js' })
  await dialog.getByRole('button', { name: 'Polkadot.js', exact: true }).click()
  await sign.click()
  await dialog.getByRole('heading', { name: heading }).waitFor()
  await sign.click()
}

test('what is typed before the scripts come is kept, and the form then signs and stores it', async () => {
  const { context, page, openAsleep, wake, problems } = await slowVisit('early typist')
  await openAsleep('/new')
  await title(page).fill('Who may see the index?')
  await description(page).fill('Subnet 7 serves an index of pictures.')
  await page.getByLabel('Once it is closed').check()
  await page.getByLabel('Only I').check()
  expect(await show(page).isDisabled()).toBe(true)
  expect(await show(page).getAttribute('aria-disabled')).toBe('true')
  // Enter would have sent the form to nowhere.
  await title(page).press('Enter')
  await wake()
  expect(await title(page).inputValue()).toBe('Who may see the index?')
  expect(await description(page).inputValue()).toBe('Subnet 7 serves an index of pictures.')
  expect(await page.getByLabel('Only I').isChecked()).toBe(true)

  // What cannot be signed is said, and nothing is lost by it.
  await show(page).click()
  await page.getByText('This cannot be signed yet').waitFor()
  await page.getByLabel('While people vote').check()
  await show(page).click()
  await takePartAndSign(page, 'Sign the beginning')
  await page.getByRole('heading', { level: 1, name: 'Who may see the index?' }).waitFor()
  const { conversations } = allConversations(await viewValue(site, 'conversations'))
  expect(conversations).toContainEqual(
    expect.objectContaining({
      title: 'Who may see the index?',
      description: 'Subnet 7 serves an index of pictures.',
      add: 'author',
      totals: 'always',
    }),
  )
  expect(await drafts(page)).toEqual([])
  expect(await problems()).toEqual([])
  await context.close()
})

test('a reload and a way there and back keep what was typed; once it is stored the draft is gone', async () => {
  const { context, page, openAsleep, reloadAsleep, wake, sleep, problems } = await slowVisit('reloader')
  const conversation = await firstConversation()
  const statement = page.getByLabel('Your statement')
  await openAsleep(`/c/${conversation}`)
  await wake()
  await statement.fill('Weights should be public.')
  await kept(page, 'Weights should be public.')

  // Away by a link, and back.
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Log' }).click()
  await page.waitForURL('**/log')
  await page.goBack()
  await statement.waitFor()
  expect(await statement.inputValue()).toBe('Weights should be public.')

  // A reload, with scripts that are late: what is typed meanwhile counts.
  sleep()
  await reloadAsleep()
  await statement.fill('Weights should be public at once.')
  await wake()
  expect(await statement.inputValue()).toBe('Weights should be public at once.')
  await kept(page, 'at once')
  sleep()
  await reloadAsleep()
  await wake()
  await page.getByRole('button', { name: 'Add it' }).click()
  await takePartAndSign(page, 'Sign your statement')
  await page.getByText('receipt verified').waitFor()
  await page.getByRole('rowheader', { name: 'Weights should be public at once.' }).waitFor()
  expect(await statement.inputValue()).toBe('')
  expect(await drafts(page)).toEqual([])
  expect(await problems()).toEqual([])
  await context.close()
})

test('signing out leaves no draft behind', async () => {
  const { context, page, open, openAsleep, wake } = await slowVisit('leaver')
  await openAsleep('/new')
  await wake()
  await page.getByRole('banner').getByRole('button', { name: 'Take part' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Polkadot.js', exact: true }).click()
  await dialog.getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  await page.getByRole('link', { name: 'Sign out' }).waitFor()
  await title(page).fill('Never to be asked')
  await kept(page, 'Never to be asked')
  await page.getByRole('link', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByText('You are signed out.').waitFor()
  expect(await drafts(page)).toEqual([])
  await open('/new')
  expect(await title(page).inputValue()).toBe('')
  await context.close()
})

test('a vote waits visibly for the script, and works when it is there', async () => {
  const { context, page, openAsleep, wake, problems } = await slowVisit('early voter')
  await openAsleep(`/c/${await firstConversation()}`)
  const agree = page.getByRole('button', { name: 'Agree', exact: true })
  expect(await agree.isDisabled()).toBe(true)
  await page.getByText('This works as soon as the script of the page is here.').first().waitFor()
  await page.getByLabel('How much it matters to you').selectOption('much')
  await wake()
  expect(await page.getByText('as soon as the script').count()).toBe(0)
  await agree.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Polkadot.js', exact: true }).click()
  await dialog.getByRole('button', { name: 'Sign with Polkadot.js' }).click()
  await page.getByText('receipt verified').waitFor()
  const { records } = await viewValue(site, 'account', {
    account: keyOf('early voter').address,
  })
  const vote = records.find(({ kind }) => kind === 'vote')!
  expect(await site.client.record(vote.index)).toMatchObject({ note: expect.stringContaining('importance: 3') })
  expect(await problems()).toEqual([])
  await context.close()
})

describe('while the scripts are on their way', () => {
  test('nothing keeps anybody out', async () => {
    const { context, page, openAsleep } = await slowVisit('looker')
    const found: string[] = []
    for (const path of ['/new', `/c/${await firstConversation()}`, '/sign/introduction', '/sign/announcement']) {
      await openAsleep(path)
      found.push(...(await barriers(page)).map((each) => `${path}: ${each}`))
    }
    expect(found).toEqual([])
    await context.close()
  })
})
