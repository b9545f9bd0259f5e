import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordId } from '../../src/records/ids.ts'
import { injectWallet } from '../wallet.ts'
import { barriers, launch, visit } from './browser.ts'
import { keyOf, say, startSite, type TestSite } from './site.ts'

const title = 'What should the network pay for?'
const said = 'The treasury should pay for independent audits of every subnet.'
let site: TestSite
let browser: Browser
let talk: string

beforeAll(async () => {
  site = await startSite({ SENSUS_CHAIN: 'none' })
  browser = await launch()
  talk = (await say(site, keyOf('host'), 'conversation', { title, add: 'anyone', totals: 'always' })).id
  for (const body of [said, 'Validators should meet twice a year.'])
    await say(site, keyOf('host'), 'statement', { conversation: recordId(talk), title, body })
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

test('whoever writes what was nearly said is shown it, can vote on it instead, and can post all the same', async () => {
  const { context, page, open, problems } = await visit(browser, site.url, { viewport: { width: 375, height: 800 } })
  await injectWallet(page, keyOf('writer'))
  await open(`/c/${talk}`)
  const field = page.getByLabel('Your statement')
  const hint = page.getByText('Somebody said nearly this')
  await field.fill('The treasury should not pay for independent audits of every subnet.')
  await field.fill('A treasury should pay for independent audits of every subnet')
  await hint.waitFor()
  expect(await barriers(page)).toEqual([])
  await field.fill('The treasury should not pay for independent audits of every subnet.')
  await hint.waitFor({ state: 'detached' })
  await field.fill('A treasury should pay for independent audits of every subnet')
  await page.getByRole('button', { name: `Vote on it: ${said}` }).press('Enter')
  await page.locator('#vote').getByText(said).waitFor()
  await page.getByRole('button', { name: 'Add it' }).click()
  await page.getByRole('dialog').waitFor()
  expect(await problems()).toEqual([])
  await context.close()
})

test('personal data in a statement is pointed at while it is written, and no longer when it is gone', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  await open(`/c/${talk}`)
  const field = page.getByLabel('Your statement')
  await field.fill('Write to jane.doe@example.org if you agree.')
  await page.getByText('This looks like personal data.').waitFor()
  await page.getByText('an e-mail address: jane.doe@example.org').waitFor()
  await field.fill('Write to whoever runs this if you agree.')
  await page.getByText('This looks like personal data.').waitFor({ state: 'detached' })
  expect(await problems()).toEqual([])
  await context.close()
})
