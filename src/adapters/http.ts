/** Node's HTTP server in front of a fetch handler (by @hono/node-server), with the pages behind it. */

import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener, type Http2Bindings, type HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { networkOf } from '../service/networks.ts'
import { startPlaces } from '../service/places.ts'

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
  /** May any origin frame what is at this path? Nothing unless told. */
  isFramed?: (path: string) => boolean
  /** Connections at once, 4096 unless told; beyond that the network with most of them loses its oldest. */
  mostConnections?: number
  /** Milliseconds in which the head of a request has to arrive, 10 seconds unless told. */
  headersMs?: number
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
const timeouts = (headersMs: number) => ({
  requestTimeout: 3 * headersMs,
  headersTimeout: headersMs,
  // Node looks for slow senders this often, and every half minute unless told.
  connectionsCheckingInterval: Math.min(1000, headersMs),
  keepAliveTimeout: 65_000,
})

/** What a browser, a script or a proxy sends. The fetch standard forbids TRACE and TRACK, so no handler could be given one. */
const known: readonly (string | undefined)[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Listens. Rejects when the address is taken or not allowed. */
export async function listenHttp(options: HttpOptions): Promise<Listening> {
  const api = apiListener(options)
  const places = startPlaces(options.mostConnections ?? 4096)
  const server = createServer(timeouts(options.headersMs ?? 10_000), (request, response) => {
    // Answers of the API and files of the pages set no such header of their own.
    if (!options.isFramed?.(pathOf(request))) response.setHeader('x-frame-options', 'DENY')
    if (!known.includes(request.method)) refuseMethod(response)
    else if (options.isApi(pathOf(request))) api(request, response)
    else options.pages(request, response)
  })
  server.on('connection', (socket: Socket) => {
    socket.once(
      'close',
      places.take(networkOf(socket.remoteAddress) ?? '', () => socket.destroy()),
    )
  })
  server.listen({ port: options.port, host: options.host, backlog: 2048 })
  await once(server, 'listening')
  // A server that listens on a port has an address of this kind.
  return { port: (server.address() as AddressInfo).port, close: (graceMs) => closeServer(server, graceMs) }
}

/** Whether one can listen there, before anything else is made. Rejects as `listenHttp` does. */
export async function tryToListen({ host, port }: Pick<HttpOptions, 'host' | 'port'>): Promise<void> {
  const server = createServer()
  server.listen({ port, host })
  await once(server, 'listening')
  server.close()
  await once(server, 'close')
}

/**
 * Hands requests to the API. They are made absolute with the configured host: neither the path nor the header `Host`
 * chooses it. What breaks outside the API's own answers is reported and ends the connection.
 */
function apiListener(options: HttpOptions): NodeHandler {
  const { host } = new URL(options.base)
  const answer = async (request: Request, { incoming, outgoing }: HttpBindings | Http2Bindings): Promise<Response> => {
    try {
      return await options.api(request, { address: senderOf(incoming, options) })
    } catch (error) {
      // A body that broke off is the sender's doing.
      if (incoming.complete || !incoming.destroyed) options.report(error)
      outgoing.destroy()
      return RESPONSE_ALREADY_SENT
    }
  }
  const listener = getRequestListener(answer)
  return (incoming, outgoing) => {
    incoming.headers.host = host
    void listener(incoming, outgoing)
  }
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

/** Says so and ends the connection: what else it may hold was not asked in a form that is known here. */
function refuseMethod(response: ServerResponse): void {
  response.writeHead(501, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
  response.end('This site does not know the method of the request.\n')
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
