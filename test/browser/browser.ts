import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { findChromium } from '../../scripts/chromium.js'

/** Starts the browser that the machine has. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
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

/** What axe finds on a page that would keep somebody out, in a line each. */
export async function barriers(page: Page): Promise<string[]> {
  axe ??= readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
  await page.evaluate(await axe)
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResult> } }).axe.run(),
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join(' | ')}`)
}
