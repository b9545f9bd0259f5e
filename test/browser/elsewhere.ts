import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'

/** Another origin, whose pages frame what their path names. */
export interface Elsewhere {
  /** The text of the page of a site that stands in a frame there; empty where the browser lets none in. */
  framed(path: string): Promise<string>
  close(): void
}

/** An origin that frames the pages of the site at `url`. */
export async function openElsewhere(browser: Browser, url: string): Promise<Elsewhere> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '').slice(1)
    response.setHeader('content-type', 'text/html')
    response.end(
      `<!doctype html><title>Elsewhere</title><iframe src="${url}${path}" width="360" height="420"></iframe>`,
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    async framed(path) {
      const context = await browser.newContext()
      const page = await context.newPage()
      await page.goto(`${own}/${encodeURIComponent(path)}`, { waitUntil: 'load' })
      const frame = page.frames().find((each) => each !== page.mainFrame())
      // What is refused stands in the frame as a page of the browser's own.
      const shown = frame?.url().startsWith(url) ? ((await frame.locator('body').textContent()) ?? '') : ''
      await context.close()
      return shown
    },
    close: () => server.close(),
  }
}
