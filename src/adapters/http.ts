/** Node's HTTP server in front of a fetch handler, with the pages behind it. */

import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'

/** Answers a request; `address` is who asks, as far as the configuration lets it be known. */
export type FetchHandler = (request: Request, from: { address: string }) => Response | Promise<Response>

/** Handles a request in Node's own terms. */
export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => void

export interface HttpOptions {
  host: string
  /** 0 takes a free one. */
  port: number
  /** URL that requests are made absolute with. */
  base: string
  /** Header of a trusted proxy, in lower case, and how many proxies add to it; null: the connection's own address. */
  addressHeader: string | null
  addressDepth: number
  api: FetchHandler
  /** Does this path belong to the API? Everything else goes to the pages. */
  isApi: (path: string) => boolean
  pages: NodeHandler
  /** Told of what broke while answering. */
  report: (error: unknown) => void
}

export interface Listening {
  port: number
  /** Stops taking connections, lets running answers end for a while, then cuts them. */
  close(graceMs: number): Promise<void>
}

/**
 * Milliseconds. A request has to arrive in time, so that nobody holds connections by sending slowly; an idle connection is
 * kept longer than reverse proxies keep theirs (60 s), so that none is closed just as a proxy sends.
 */
const timeouts = { requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 }

/** Listens. Rejects when the address is taken or not allowed. */
export async function listenHttp(options: HttpOptions): Promise<Listening> {
  const server = createServer({ ...timeouts }, (request, response) => {
    if (!options.isApi(pathOf(request))) return options.pages(request, response)
    answer(options, request, response).catch((error: unknown) => {
      if (!isHangUp(error)) options.report(error)
      response.destroy()
    })
  })
  server.listen({ port: options.port, host: options.host, backlog: 2048 })
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, close: (graceMs) => closeServer(server, graceMs) }
}

/**
 * Who asks: the connection's address, or what the trusted proxy nearest to the outside wrote. Addresses further left in
 * `x-forwarded-for` come from the sender and are not believed.
 */
export function senderOf(
  { headers, socket }: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } },
  { addressHeader, addressDepth }: Pick<HttpOptions, 'addressHeader' | 'addressDepth'>,
): string {
  const header = addressHeader === null ? undefined : headers[addressHeader]
  const hops = String(header ?? '').split(',')
  const named = addressHeader === 'x-forwarded-for' ? hops[hops.length - addressDepth] : header
  return String(named ?? '').trim() || (socket.remoteAddress ?? '')
}

async function answer(options: HttpOptions, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const response = await options.api(toRequest(incoming, options.base), { address: senderOf(incoming, options) })
  const headers = [...response.headers].flat()
  const hasBody = response.body !== null && incoming.method !== 'HEAD'
  if (hasBody && isEndless(response)) {
    outgoing.writeHead(response.status, headers).flushHeaders()
    return pipeline(Readable.fromWeb(response.body as NodeReadableStream), outgoing)
  }
  const body = hasBody ? new Uint8Array(await response.arrayBuffer()) : new Uint8Array()
  const length = hasBody ? ['content-length', String(body.length)] : []
  outgoing.writeHead(response.status, [...headers, ...length]).end(body)
}

function toRequest(incoming: IncomingMessage, base: string): Request {
  const { method = 'GET', rawHeaders } = incoming
  const headers = new Headers()
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) headers.append(rawHeaders[i]!, rawHeaders[i + 1]!)
  const url = new URL(base)
  url.pathname = pathOf(incoming)
  url.search = searchOf(incoming)
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers })
  const body = Readable.toWeb(incoming) as ReadableStream<Uint8Array>
  // `duplex` is asked for by the fetch standard for streamed bodies and is not yet in TypeScript's types.
  const init: RequestInit & { duplex: 'half' } = { method, headers, body, duplex: 'half' }
  return new Request(url, init)
}

async function closeServer(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  // A connection that is kept alive after its last answer is idle from then on.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const timer = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearInterval(idle)
  clearTimeout(timer)
}

const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?', 1)[0] ?? '/'
const searchOf = ({ url = '/' }: IncomingMessage): string => (url.includes('?') ? url.slice(url.indexOf('?')) : '')
const isEndless = (response: Response): boolean => response.headers.get('content-type') === 'text/event-stream'

/** The other side went away: nothing is wrong here. */
function isHangUp(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  return ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'].includes(code)
}
