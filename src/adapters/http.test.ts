import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { closed, said } from '../../test/sockets.ts'
import { type FetchHandler, type HttpOptions, type Listening, listenHttp, senderOf } from './http.ts'

let open: Listening[] = []
afterEach(async () => {
  for (const each of open) await each.close(0)
  open = []
})

async function listen(api: FetchHandler, more: Partial<HttpOptions> = {}): Promise<string> {
  const listening = await listenHttp({
    host: '127.0.0.1',
    port: 0,
    base: 'http://site.example',
    addressHeader: null,
    addressDepth: 1,
    api,
    isApi: (path) => path.startsWith('/api/'),
    pages: (_, response) => response.end('a page'),
    report: () => {},
    ...more,
  })
  open.push(listening)
  return `http://127.0.0.1:${listening.port}`
}

const echo: FetchHandler = async (request, { address }) =>
  Response.json({
    method: request.method,
    url: request.url,
    address,
    body: await request.text(),
    x: request.headers.get('x-a'),
  })

const portOf = (base: string): number => Number(new URL(base).port)

test('a request comes through whole: method, address, headers, body', async () => {
  const base = await listen(echo)
  const response = await fetch(`${base}/api/echo?a=1&b=%20`, { method: 'POST', body: 'Grüße', headers: { 'x-a': 'b' } })
  expect(await response.json()).toEqual({
    method: 'POST',
    url: 'http://site.example/api/echo?a=1&b=%20',
    address: '127.0.0.1',
    body: 'Grüße',
    x: 'b',
  })
})

test('paths outside the API go to the pages', async () => {
  const base = await listen(echo)
  expect(await (await fetch(`${base}/c/1`)).text()).toBe('a page')
})

test('a path cannot choose the host', async () => {
  const base = await listen(echo, { isApi: () => true })
  const request = 'GET //evil.example/api HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'
  expect(await said(portOf(base), request)).toContain('http://site.example//evil.example/api')
})

test('an endless answer is passed on as it comes and cancelled when the reader leaves', async () => {
  let cancelled = () => {}
  const gone = new Promise<void>((resolve) => {
    cancelled = resolve
  })
  const stream = () => {
    let timer: ReturnType<typeof setInterval>
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        timer = setInterval(() => controller.enqueue(new TextEncoder().encode(': beat\n\n')), 5)
      },
      cancel: () => {
        clearInterval(timer)
        cancelled()
      },
    })
  }
  const base = await listen(() => new Response(stream(), { headers: { 'content-type': 'text/event-stream' } }))
  const stop = new AbortController()
  const response = await fetch(`${base}/api/events`, { signal: stop.signal })
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  expect(new TextDecoder().decode((await reader.read()).value)).toContain(': beat')
  stop.abort()
  await gone
})

test('what breaks while answering is reported and ends the connection', async () => {
  const told: unknown[] = []
  const fault = new Error('broken')
  const base = await listen(() => Promise.reject(fault), { report: (error) => told.push(error) })
  await expect(fetch(`${base}/api/x`)).rejects.toThrow()
  expect(told).toEqual([fault])
})

test('what nobody expects has one answer, and is nobody’s fault here', async () => {
  const told: unknown[] = []
  const base = await listen(echo, { report: (error) => told.push(error) })
  const rest = 'host: x\r\nconnection: close\r\n\r\n'
  const odd: [request: string, status: number][] = [
    [`TRACE /api/echo HTTP/1.1\r\n${rest}`, 501],
    [`TRACE /c/1 HTTP/1.1\r\n${rest}`, 501],
    [`PROPFIND /api/echo HTTP/1.1\r\n${rest}`, 501],
    [`QUERY /api/echo HTTP/1.1\r\n${rest}`, 501],
    [`TRACK /api/echo HTTP/1.1\r\n${rest}`, 400],
    [`NONSENSE\r\n\r\n`, 400],
    [`GET /api/%zz?%zz=%E0%A4 HTTP/1.1\r\n${rest}`, 200],
    [`GET http://[::zz/api/x HTTP/1.1\r\n${rest}`, 200],
    [`GET /api/${'x'.repeat(20_000)} HTTP/1.1\r\n${rest}`, 431],
    [`GET /api/echo HTTP/1.1\r\nexpect: the unexpected\r\n${rest}`, 417],
    [`POST /api/echo HTTP/1.1\r\ntransfer-encoding: chunked\r\n${rest}zz\r\n`, 400],
  ]
  for (const [request, status] of odd)
    expect([request.slice(0, 40), (await said(portOf(base), request)).slice(9, 12)]).toEqual([
      request.slice(0, 40),
      `${status}`,
    ])
  expect(told).toEqual([])
})

test('a head that does not come is not waited for', async () => {
  const base = await listen(echo, { headersMs: 200 })
  const began = performance.now()
  expect(await said(portOf(base), 'GET /api/echo HTTP/1.1\r\nhost: x\r\nx-half')).toMatch(/^HTTP\/1.1 408 /)
  expect(performance.now() - began).toBeLessThan(15_000)
})

test('connections are bounded: one who holds many loses the oldest, and the next is served', async () => {
  const base = await listen(echo, { mostConnections: 5 })
  const held = Array.from({ length: 5 }, () => connect(portOf(base), '127.0.0.1'))
  await Promise.all(held.map((socket) => once(socket, 'connect')))
  const ended = Promise.race(held.map(closed))
  for (const socket of held) socket.resume()
  expect((await fetch(`${base}/api/echo`)).status).toBe(200)
  await ended
  expect(held.filter(({ closed }) => closed)).toHaveLength(1)
  for (const socket of held) socket.destroy()
})

test('who answers is told when the asker has gone', async () => {
  let told = () => {}
  const gone = new Promise<void>((resolve) => {
    told = resolve
  })
  const base = await listen(
    ({ signal }) =>
      new Promise<Response>((resolve) => {
        signal.addEventListener('abort', () => {
          told()
          resolve(new Response('for nobody'))
        })
        begun()
      }),
  )
  let begun = () => {}
  const asked = new Promise<void>((resolve) => {
    begun = resolve
  })
  const stop = new AbortController()
  const answer = fetch(`${base}/api/slow`, { signal: stop.signal })
  await asked
  stop.abort()
  await expect(answer).rejects.toThrow()
  await gone
})

test('closing lets a running answer end', async () => {
  let answer = (_: Response) => {}
  const asked = new Promise<void>((resolve) => {
    void listen(() => {
      resolve()
      return new Promise<Response>((give) => {
        answer = give
      })
    }).then((base) => {
      response = fetch(`${base}/api/slow`)
    })
  })
  let response: Promise<Response> | undefined
  await asked
  const closing = open[0]?.close(5000)
  answer(new Response('done'))
  expect(await (await response)?.text()).toBe('done')
  await closing
})

test('who asks: the connection, or the address that the nearest trusted proxy wrote', () => {
  const request = (forwarded?: string) => ({
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    socket: { remoteAddress: '10.0.0.1' },
  })
  const sender = (forwarded: string | undefined, addressHeader: string | null, addressDepth = 1) =>
    senderOf(request(forwarded), { addressHeader, addressDepth })
  expect(sender('6.6.6.6', null)).toBe('10.0.0.1')
  expect(sender('6.6.6.6, 192.0.2.7', 'x-forwarded-for')).toBe('192.0.2.7')
  expect(sender('6.6.6.6, 192.0.2.7, 10.0.0.2', 'x-forwarded-for', 2)).toBe('192.0.2.7')
  expect(sender('192.0.2.7', 'x-forwarded-for', 3)).toBe('10.0.0.1')
  expect(sender(undefined, 'x-forwarded-for')).toBe('10.0.0.1')
})
