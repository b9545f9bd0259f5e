import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { chromiumFlags, findChromium } from '../../scripts/chromium.js'

/** Starts the browser that the machine has. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    args: chromiumFlags,
  })
}

export interface Visit {
  context: BrowserContext
  page: Page
  /** Goes to a path of the site and waits until its scripts answer: before, a click or a key would be lost. */
  open(path: string): Promise<void>
  /** The same after a reload. */
  reload(): Promise<void>
  /** What no page may do: violate its policy, fail, ask anybody else, keep a cookie. */
  problems(): Promise<string[]>
}

/** Opens a page in a fresh profile and watches it. */
export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext(options)
  // Longer than any page takes on a machine that is busy with other tests.
  context.setDefaultTimeout(120_000)
  const page = await context.newPage()
  const seen: string[] = []
  page.on('pageerror', (error) => seen.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') seen.push(`console: ${message.text()}`)
  })
  page.on('request', (request) => {
    const to = new URL(request.url())
    if (to.protocol !== 'blob:' && to.protocol !== 'data:' && to.origin !== url)
      seen.push(`third party: ${request.url()}`)
  })
  await page.exposeFunction('__sensusViolation', (what: string) => seen.push(`policy: ${what}`))
  await page.addInitScript(() => {
    const report = (window as unknown as { __sensusViolation(what: string): void }).__sensusViolation
    document.addEventListener('securitypolicyviolation', (event) =>
      report(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile ?? ''}:${event.lineNumber}`),
    )
  })
  const problems = async () => [...seen, ...(await context.cookies()).map(({ name }) => `cookie: ${name}`)]
  const awake = () => page.locator('header .account[aria-busy="false"]').waitFor({ state: 'attached' })
  const open = async (path: string) => {
    await page.goto(url + path)
    await awake()
  }
  const reload = async () => {
    await page.reload()
    await awake()
  }
  return { context, page, open, reload, problems }
}

interface AxeResult {
  violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[]
}

let axe: Promise<string> | null = null

/** What axe finds on the page as it stands that would keep somebody out, in a line each; only some rules where named. */
async function found(page: Page, rules?: string[]): Promise<string[]> {
  const { violations } = await page.evaluate(
    (runOnly) =>
      (window as unknown as { axe: { run(options: object): Promise<AxeResult> } }).axe.run(runOnly ? { runOnly } : {}),
    rules,
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join(' | ')}`)
}

/**
 * What on the page would keep somebody out, in a line each, with everything unfolded: whatever axe finds, contrast in
 * the dark too, and what is cut off sideways on a phone. The page is as wide and as light afterwards as it was.
 */
export async function barriers(page: Page): Promise<string[]> {
  axe ??= readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
  await page.evaluate(await axe)
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true
  })
  // A colour on its way to another one is none that anybody reads.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await still(page)
  const light = await found(page)
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await still(page)
  const dark = await found(page, ['color-contrast'])
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
  const before = page.viewportSize()!
  const wide: string[] = []
  for (const width of [375, 320]) {
    await page.setViewportSize({ width, height: 700 })
    const needed = await page.evaluate(() => document.documentElement.scrollWidth)
    if (needed !== width) wide.push(`at ${width} pixels it is ${needed} wide`)
  }
  await page.setViewportSize(before)
  return [...light, ...dark.map((each) => `in the dark: ${each}`), ...wide]
}

/** Waits until nothing moves that comes to an end. */
async function still(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })
}
