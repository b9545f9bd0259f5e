import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SimulatedChain, simulatedTown, tao, townKey, townSeed } from '../../src/dev/simulated-chain.ts'
import { movementInWords } from '../../src/records/chain/movement.ts'
import { recordId } from '../../src/records/ids.ts'
import { parseRecord } from '../../src/records/record.ts'
import { isRefusal } from '../../src/records/refusals.ts'
import type { MovementsValue } from '../../src/views/chain/values.ts'
import { viewNames } from '../../src/views/registry.ts'
import { peopleTabs } from '../../src/web/lib/ui/tabs.ts'
import { english } from '../../src/words/en.ts'
import { sentenceOf } from '../../src/words/refusal.ts'
import { injectWallet } from '../wallet.ts'
import { barriers, launch, visit } from './browser.ts'
import { keyOf, say, settled, startSite, type TestSite, viewValue } from './site.ts'

/** Holds much in the simulated town, and does everything in its pages. */
const mover = townKey(townSeed)('exchange 1')
/** Holds much too, and has said everything before the pages are opened: what can be read rests on no other test. */
const speaker = townKey(townSeed)('exchange 2')

let town: SimulatedChain & { tick(): void }
let site: TestSite
let browser: Browser
let question: { id: string; title: string }
/** The speaker's movement, by the id of its record. */
let movement: string

beforeAll(async () => {
  town = await simulatedTown({ everyMs: 1_000_000, people: 60 })
  site = await startSite({ SENSUS_CHAIN: town.url, SENSUS_CHAIN_EVERY: '5', SENSUS_WEB_PROOFS: 'no' })
  browser = await launch()
  await settled(site, 'influence', (value: { source: unknown }) => value.source !== null)
  town.story.block((each) => each.transfer('exchange 1', 'newcomer', tao(3000)))
  town.story.block((each) => each.transfer('exchange 2', 'second newcomer', tao(4000)))
  for (let i = 0; i < 12; i++) town.tick()
  const seen = (movements: MovementsValue['movements'], rao: string) =>
    movements.some(({ amount, id }) => amount === rao && id !== null)
  await settled(
    site,
    'movements',
    ({ movements }: MovementsValue) => seen(movements, '3000000000000') && seen(movements, '4000000000000'),
  )
  question = (await viewValue(site, 'positions')).questions[0]!
  await say(site, keyOf('curious'), 'inquiry', { to: mover.address, body: 'Where did the 3,000 go?' })
  await say(site, keyOf('curious'), 'introduction', {
    name: '<b>Bo\u05e9\u05dc</b> {{7*7}}',
    anonymous: 'yes',
    stakeAs: 'withheld',
    living: 'no',
    openTo: 'nothing',
    body: '# Goals\nhttps://example.org/a and javascript:alert(1)',
  })
  await speak()
})

/** The speaker introduces itself, takes a position, explains its movement and answers a question. */
async function speak(): Promise<void> {
  await say(site, speaker, 'introduction', {
    name: 'Second Exchange',
    anonymous: 'no',
    stakeAs: 'withheld',
    living: 'yes',
    roles: ['exchange'],
    openTo: 'questions',
    body: '# Goals\nTo keep what belongs to others.',
  })
  await say(site, speaker, 'position', {
    question: recordId(question.id),
    title: question.title,
    stance: '6',
    body: '# Reason\nSomebody has to draw the line.',
  })
  const { movements } = await viewValue(site, 'movements')
  const moved = movements.find(({ amount }) => amount === '4000000000000')?.recorded
  movement = movements.find(({ recorded }) => recorded === moved)?.id ?? ''
  const title = moved ? movementInWords(moved) : ''
  await say(site, speaker, 'explanation', { movement: recordId(movement), title, body: 'A client took it out.' })
  const asked = await say(site, keyOf('curious'), 'inquiry', { to: speaker.address, body: 'Where did the 4,000 go?' })
  await say(site, speaker, 'answer', { about: recordId(asked.id), body: 'To a client, as I explained.' })
}

afterAll(async () => {
  await browser?.close()
  await site?.stop()
  await town?.close()
})

const own = () => viewValue(site, 'person', { account: mover.address })

/** Takes part if need be, and signs what the dialog shows; gives the text that was shown. */
async function sign(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog')
  const road = dialog.getByRole('button', { name: 'Polkadot.js', exact: true })
  const button = dialog.getByRole('button', { name: 'Sign with Polkadot.js' })
  await road.or(button).first().waitFor()
  if (await road.isVisible()) {
    await road.click()
    await dialog.getByRole('heading', { name: 'Take part' }).waitFor()
    await button.click()
    await dialog.getByRole('heading', { name: /^Sign/ }).waitFor()
  }
  const shown = (await dialog.locator('pre.exact').textContent())!
  await button.click()
  return shown
}

async function storedText(index: number): Promise<string> {
  const stored = await site.client.record(index)
  if (isRefusal(stored) || stored.note === null) throw new Error(`no record ${index}`)
  const record = parseRecord(stored.note)
  if (isRefusal(record)) throw new Error(sentenceOf(english, record))
  return record.text
}

const choose = (page: Page, group: RegExp, option: string) =>
  page.getByRole('group', { name: group }).getByLabel(option, { exact: true }).check()

test('introduces itself, takes a position twice, explains a movement and answers a question', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  const wallet = await injectWallet(page, mover)

  // An introduction, field by field.
  await open('/people')
  await page.getByRole('link', { name: 'Introduce yourself' }).click()
  // The page before has a field of the same name.
  await page.getByRole('heading', { level: 1, name: 'Introduction' }).waitFor()
  await page.getByLabel('Name', { exact: true }).fill('North Exchange')
  await choose(page, /stay anonymous/, 'No')
  await choose(page, /give your stake/, 'As from … to …')
  await page.getByRole('button', { name: 'Show the text to sign' }).click()
  await page.getByLabel('Stake (optional)', { exact: true }).fill('1,000')
  await choose(page, /earn your living/, 'Yes')
  await choose(page, /ask you in public/, 'Yes, ask me')
  await page.getByRole('button', { name: 'Show the text to sign' }).click()
  await page.getByText('a band has both').waitFor()
  await page.getByLabel('Stake, at most (optional)').fill('1,000,000.5')
  await choose(page, /^Roles/, 'Exchange')
  await page.getByLabel('Goals (optional)').fill('To keep what belongs to others.')
  await page.getByRole('button', { name: 'Show the text to sign' }).click()
  const introduction = await sign(page)
  await page.getByRole('heading', { level: 1, name: 'North Exchange' }).waitFor()
  const [said] = (await own()).introductions
  expect(await storedText(said!.index)).toBe(introduction)
  expect(introduction).toContain('stake: 1000 TAO\nstake-below: 1000000.5 TAO')
  expect(said).toMatchObject({ name: 'North Exchange', roles: ['exchange'] })
  expect(['confirmed', 'differs']).toContain(said!.stake.check.state)
  // One session record, then the introduction: two prompts.
  expect(wallet.asked).toHaveLength(2)
  expect(wallet.asked[1]!.data).toBe(introduction)

  // A position, and a second version of it.
  await open('/questions')
  await page.getByRole('link', { name: question.title }).click()
  const form = page.getByRole('form', { name: 'Where do you stand?' })
  await form.getByLabel('2 · mostly no').check()
  await form.getByLabel('Reason (optional)').fill('Nobody could draw the line.')
  await form.getByRole('button', { name: 'Show the text to sign' }).click()
  await sign(page)
  const mine = page.getByRole('form', { name: 'Your position' })
  await mine.getByText('receipt verified').waitFor()
  await mine.getByLabel('6 · mostly yes').check()
  await mine.getByLabel('Reason (optional)').fill('The line has to be drawn by somebody.')
  await mine.getByRole('button', { name: 'Show the text to sign' }).click()
  await sign(page)
  await page.getByText('Was mostly no before').waitFor()
  const { positions } = await viewValue(site, 'positions', { question: question.id })
  expect(positions?.filter(({ account }) => account === mover.address)).toMatchObject([
    { stance: '6', reason: 'The line has to be drawn by somebody.', earlier: [{ stance: '2' }] },
  ])

  // The movement, from its card.
  await open('/movements')
  const card = () => page.locator('article').filter({ hasText: '3,000 TAO' })
  await card().getByText('unexplained').waitFor()
  await card().getByRole('link', { name: 'Explain it' }).click()
  await page.getByRole('article', { name: 'The movement that is explained' }).getByText('3,000 TAO').waitFor()
  expect(await page.getByLabel('Announcement (optional)').isVisible()).toBe(false)
  await page.getByText('I announced it before, under a seal').click()
  await page.getByLabel('Announcement (optional)').waitFor()
  await page.getByLabel('Explanation', { exact: true }).fill('Somebody moved to their own key.')
  await page.getByRole('button', { name: 'Show the text to sign' }).click()
  expect(await sign(page)).toMatch(
    new RegExp(`title: transfer of 3000 TAO in blocks? \\d+.* from ${mover.address} to `),
  )
  await card().getByText('Somebody moved to their own key.').waitFor()
  await card().getByText('explanation given, open', { exact: true }).waitFor()
  await card().getByText('Open: nobody has rated it yet.').waitFor()
  expect(page.url()).toMatch(/\/movements#movement-\d+$/)

  // The answer, on one's own page.
  await open(`/a/${mover.address}`)
  await page.getByRole('link', { name: 'Answer it' }).click()
  await page.getByLabel('Answer', { exact: true }).fill('To a client, as the explanation says.')
  await page.getByRole('button', { name: 'Show the text to sign' }).click()
  await sign(page)
  await page.getByText('To a client, as the explanation says.').first().waitFor()
  // The words stand in the form as well, before they are in the log.
  const words = { text: 'To a client, as the explanation says.' }
  await expect.poll(async () => (await own()).questions[0]!.answer, { timeout: 60_000 }).toMatchObject(words)
  expect(await problems()).toEqual([])
  await context.close()
})

test('another one rates an explanation', async () => {
  const { context, page, open, problems } = await visit(browser, site.url)
  await injectWallet(page, keyOf('rater'))
  await open('/movements')
  const card = page.locator('article').filter({ hasText: 'A client took it out.' })
  await card.getByRole('button', { name: 'Partly' }).click()
  await sign(page)
  await card.getByText('Open: only accounts that came after it have rated it').waitFor()
  await card.getByText('1 rating is by an account that came after it').waitFor()
  expect(await problems()).toEqual([])
  await context.close()
})

test('somebody announces a movement under a seal, and the tab keeps its secret through a reload', async () => {
  const { context, page, open, reload, problems } = await visit(browser, site.url)
  await injectWallet(page, keyOf('announcer'))
  await open('/sign/announcement')
  await page.getByLabel('The explanation, to be opened later').fill('I will move to another validator.')
  await page.getByLabel('The movement comes before').fill('2030-01-01T12:00')
  await page.getByRole('button', { name: 'Show the text to sign' }).click()
  const shown = await sign(page)
  await page.getByRole('heading', { name: 'Announced' }).waitFor()
  expect(shown).not.toContain('another validator')
  const link = await page.locator('main pre.exact').textContent()
  expect(link).toContain('secret=')
  await reload()
  await page.getByRole('heading', { name: 'Announced' }).waitFor()
  expect(await page.locator('main pre.exact').textContent()).toBe(link)
  expect(await problems()).toEqual([])
  await context.close()
})

/** Paths of the pages about people; what is only known when the site runs stands in braces. */
const patterns = [
  ...peopleTabs.map(([href]) => href),
  ...['/people?role=exchange&open=questions', '/transparency?band=3'],
  ...['/questions', '/questions/{question}', '/questions/match', '/questions/match?account={speaker}'],
  ...[
    '/a/{speaker}',
    '/a/{curious}',
    '/movements',
    '/movements?movement={movement}',
    '/sign/introduction',
    '/sign/position',
  ],
  ...['/sign/announcement', '/sign/promise', '/sign/attribution'],
  ...['/sign/explanation', '/sign/explanation?movement={movement}'],
]

const pathOf = (pattern: string): string =>
  pattern
    .replace('{question}', question.id)
    .replace('{movement}', movement)
    .replace('{speaker}', speaker.address)
    .replace('{curious}', keyOf('curious').address)

const pages = () => patterns.map(pathOf)

describe('pages about people', () => {
  test.each(patterns)('%s keeps nobody out, and keeps to the policy', async (pattern) => {
    const { context, page, open, problems } = await visit(browser, site.url)
    await open(pathOf(pattern))
    await page.waitForLoadState('load')
    expect(await barriers(page)).toEqual([])
    expect(await problems()).toEqual([])
    await context.close()
  })

  test('can be read without JavaScript, and compared without it too', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    const words: [string, RegExp][] = [
      ['/people', /Second Exchange/],
      ['/transparency', /has not spoken/],
      ['/questions', new RegExp(question.title.slice(0, 30))],
      [`/questions/${question.id}`, /Somebody has to draw the line/],
      [`/a/${speaker.address}`, /To keep what belongs to others/],
      ['/movements', /A client took it out/],
      [
        `/movements?movement=${movement}`,
        /A client took it out[\s\S]*Open: (nobody has|only accounts that came after it have) rated it/,
      ],
      [`/sign/explanation?movement=${movement}`, /4,000 TAO/],
      ['/sign/explanation', /Which movement\?[\s\S]*3,000 TAO/],
      ['/sign/introduction', /From a terminal it works without/],
    ]
    for (const [path, expected] of words) {
      await page.goto(site.url + path)
      expect(await page.locator('main').textContent()).toMatch(expected)
    }
    await page.goto(`${site.url}/questions/match`)
    await page.getByRole('radio', { name: '6' }).first().check()
    await page.getByRole('button', { name: 'Compare' }).first().click()
    expect(await page.locator('main').textContent()).toContain('1 answer so far')
    await context.close()
  })

  test('a link to a person shows who it is', async () => {
    const html = await (await fetch(`${site.url}/a/${speaker.address}`)).text()
    const has = (words: string) => html.includes(words)
    expect(has('<meta property="og:title" content="Second Exchange"')).toBe(true)
    expect(has('itemtype="https://schema.org/ProfilePage"')).toBe(true)
  })
})

describe('nobody is rated', () => {
  /** Names of figures that would be a grade of a person. */
  const grade = /score|karma|reputation|grade|ranking|trust-?level|^stars?$|^points$|percentile/i

  test('by no field of any view', async () => {
    const params: Record<string, Record<string, string>> = {
      account: { account: speaker.address },
      person: { account: speaker.address },
      'what-if': { leave: speaker.address },
      positions: { question: question.id },
    }
    const found: string[] = []
    const walk = (name: string, each: unknown): void => {
      if (Array.isArray(each)) for (const item of each) walk(name, item)
      else if (typeof each === 'object' && each !== null)
        for (const [key, inside] of Object.entries(each)) {
          if (grade.test(key)) found.push(`${name}.${key}`)
          walk(`${name}.${key}`, inside)
        }
    }
    for (const name of viewNames) {
      const answer = await site.client.view(name, params[name] ?? {})
      if (!isRefusal(answer)) walk(name, answer)
    }
    expect(found).toEqual([])
  })

  test('by no word of any page, beside what people themselves say', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    const words = /\b(scores?|karma|reputation|grades?|ranked|ranking|trust level|trustworthy|rated \d|leaderboard)\b/i
    for (const path of [...pages(), '/', '/influence', '/delegation', '/what-if', '/log']) {
      await page.goto(site.url + path)
      const ours = await page.locator('body').evaluate((body) => {
        const copy = body.cloneNode(true) as HTMLElement
        for (const each of copy.querySelectorAll('.said, bdi, h3 a, h1, legend, script, pre, code')) each.remove()
        return copy.textContent ?? ''
      })
      expect(`${path}: ${words.exec(ours)?.[0] ?? 'nothing'}`).toBe(`${path}: nothing`)
    }
    await context.close()
  })

  test('and every claim on a page of a person opens what it rests on', async () => {
    const { context, page, open } = await visit(browser, site.url)
    await open(`/a/${speaker.address}`)
    const refs = await page.locator('main a.chip').evaluateAll((all) => all.map((each) => each.getAttribute('href')!))
    expect(refs.length).toBeGreaterThan(8)
    for (const ref of new Set(refs)) expect((await fetch(site.url + ref)).status).toBe(200)
    for (const row of await page
      .locator('#ladder tbody tr, section[aria-labelledby="positions-heading"] tbody tr')
      .all())
      expect(await row.locator('.chip').count()).toBe(1)
    await context.close()
  })
})
