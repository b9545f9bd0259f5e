import type { Handle, HandleServerError, RequestEvent } from '@sveltejs/kit'
import { type Pictures, withPictures } from '$lib/outside/drawn-once.ts'
import { headersFor, takesGzip } from '$lib/outside/gzip.ts'
import { keepPages } from '$lib/outside/kept-pages.ts'
import { isFramed } from '../api/framed.ts'

/** The API's fetch, put on the global object by the composition root before the pages are loaded. */
type ApiFetch = (request: Request, from: { address: string }) => Response | Promise<Response>

const API = Symbol.for('sensus.api')
const API_PATHS = /^\/(api|log|\.well-known)\//

/** Headers of every page; the Content-Security-Policy comes from svelte.config.js. */
const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()',
}

function apiFetch(): ApiFetch | undefined {
  return (globalThis as { [API]?: ApiFetch })[API]
}

function notRunning(): Response {
  const problem = {
    type: 'about:blank',
    title: 'Service Unavailable',
    status: 503,
    code: 'not-running',
    detail: 'These pages run without a log. Start them with "npm start" or "bin/sensus serve".',
  }
  return Response.json(problem, { status: 503, headers: { 'content-type': 'application/problem+json' } })
}

/** Sends API and log paths to the API, everything else to the pages. Reads of the pages' own load functions come here too. */
export const handle: Handle = async ({ event, resolve }) => {
  if (API_PATHS.test(event.url.pathname)) {
    const api = apiFetch()
    return api ? api(event.request, { address: event.getClientAddress() }) : notRunning()
  }
  const render = async (): Promise<Response> => {
    const pictures: Pictures = new Map()
    event.locals.pictures = pictures
    const response = await resolve(event, { transformPageChunk: ({ html }) => withPictures(html, pictures) })
    for (const [name, value] of Object.entries(PAGE_HEADERS)) response.headers.set(name, value)
    if (isFramed(event.url.pathname)) openToFrames(response.headers)
    // It repeats the preloads of the page's own head, in more bytes than a proxy takes for a whole header (4 kB unless told).
    response.headers.delete('link')
    return response
  }
  const from = KEPT.test(event.url.pathname) && isPlainRead(event) ? await checkpoint(event) : null
  if (from === null) return compressed(event.request, await render())
  return kept(event.url.pathname + event.url.search, from, render, takesGzip(event.request))
}

function openToFrames(headers: Headers): void {
  const policy = headers.get('content-security-policy') ?? ''
  headers.set('content-security-policy', policy.replace("frame-ancestors 'none'", 'frame-ancestors *'))
  headers.set('cross-origin-resource-policy', 'cross-origin')
  headers.delete('x-frame-options')
}

/** Pages with large pictures, of which everybody gets the same: nothing in them depends on who asks. */
const KEPT = /^\/c\/[0-9a-f]{64}(\/report)?$/
const kept = keepPages(Date.now)

const isPlainRead = ({ request, isDataRequest }: RequestEvent): boolean => request.method === 'GET' && !isDataRequest

/** The checkpoint note that pages follow from at present; null when the log does not answer. */
async function checkpoint({ url, getClientAddress }: RequestEvent): Promise<string | null> {
  const answer = await apiFetch()?.(new Request(new URL('/log/checkpoint', url)), { address: getClientAddress() })
  return answer?.ok ? answer.text() : null
}

/** Pages carry a picture of up to thousands of marks, which shrinks to a fifth. They hold no secrets that sizes could tell. */
function compressed(request: Request, response: Response): Response {
  if (!response.body || response.status !== 200) return response
  const gzip = takesGzip(request)
  const body = gzip ? response.body.pipeThrough(new CompressionStream('gzip')) : response.body
  return new Response(body, { status: response.status, headers: headersFor(response.headers, gzip) })
}

/** Says on standard error what broke; the reader gets a sentence without inner details. */
export const handleError: HandleServerError = ({ error, event, status }) => {
  if (status !== 404) process.stderr.write(`sensus: page ${event.url.pathname}: ${describe(error)}\n`)
  return {
    message: status === 404 ? 'There is nothing at this address.' : 'Something in the software went wrong here.',
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
