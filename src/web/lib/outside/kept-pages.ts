/** Pages as they were rendered, for as long as nothing that they follow from has changed. */

import { headersFor } from './gzip.ts'

/** A rendered page: its headers, its bytes, and the bytes in gzip once somebody asked for them. */
interface Page {
  headers: Headers
  plain: Uint8Array<ArrayBuffer>
  gzip?: Promise<Uint8Array<ArrayBuffer>>
}

interface Kept {
  /** What the page was rendered from: the checkpoint of the log. */
  from: string
  /** Milliseconds of the clock at which it was asked for. */
  since: number
  page: Promise<Page | Response>
}

/** Pages at most, bytes of one at most, and for how many milliseconds: a page tells the time of day in places. */
export interface Bounds {
  pages: number
  bytes: number
  ms: number
}

const usual: Bounds = { pages: 32, bytes: 2 ** 20, ms: 5000 }

/**
 * Gives each page from memory while the log stands still; whoever asks while it is rendered waits for the same page. A
 * page that is not 200, or too large, is given once and not kept. The one asked for longest ago goes first.
 */
export function keepPages(clock: () => number, bounds: Bounds = usual) {
  const kept = new Map<string, Kept>()

  return async (url: string, from: string, render: () => Promise<Response>, gzip: boolean): Promise<Response> => {
    const known = kept.get(url)
    const fresh = known !== undefined && known.from === from && clock() - known.since < bounds.ms
    const entry = fresh ? known : { from, since: clock(), page: read(render, bounds.bytes) }
    kept.delete(url)
    kept.set(url, entry)
    const [oldest] = kept.keys()
    if (kept.size > bounds.pages && oldest !== undefined) kept.delete(oldest)
    const page = await entry.page.catch((error: unknown) => {
      if (kept.get(url) === entry) kept.delete(url)
      throw error
    })
    if (!(page instanceof Response)) return answer(page, gzip)
    if (kept.get(url) === entry) kept.delete(url)
    // Its body can be read once: whoever waited for the same page renders it anew.
    return fresh ? render() : page
  }
}

async function read(render: () => Promise<Response>, most: number): Promise<Page | Response> {
  const response = await render()
  if (response.status !== 200) return response
  const plain = new Uint8Array(await response.arrayBuffer())
  const headers = new Headers(response.headers)
  return plain.length > most ? new Response(plain, { headers }) : { headers, plain }
}

async function answer(page: Page, gzip: boolean): Promise<Response> {
  const headers = headersFor(page.headers, gzip)
  if (!gzip) return new Response(page.plain, { headers })
  page.gzip ??= packed(page.plain)
  return new Response(await page.gzip, { headers })
}

async function packed(plain: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Response(plain).body?.pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
