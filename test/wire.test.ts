/** The API behind Node's server, spoken to over sockets. */

import { once } from 'node:events'
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { type Listening, listenHttp } from '../src/adapters/http.ts'
import * as contract from '../src/api/contract.ts'
import { type ApiOptions, createApi } from '../src/api/server.ts'
import type { Site } from '../src/service/site.ts'
import { siteDouble } from './site-double.ts'
import { said } from './sockets.ts'

let open: Listening[] = []
const reported: unknown[] = []
afterEach(async () => {
  for (const each of open) await each.close(0)
  open = []
  reported.length = 0
})

/** A server on a port of its own; the port. */
async function listen(answers: Partial<Site> = {}, more: Partial<ApiOptions> = {}): Promise<number> {
  const report = (error: unknown) => reported.push(error)
  const api = createApi(siteDouble(answers), { url: 'http://site.example', report, ...more })
  const listening = await listenHttp({
    host: '127.0.0.1',
    port: 0,
    base: 'http://site.example',
    addressHeader: null,
    addressDepth: 1,
    api: (request, from) => api.fetch(request, from),
    isApi: () => true,
    pages: (_, response) => response.destroy(),
    report,
  })
  open.push(listening)
  return listening.port
}

/** All that comes back for a request of these lines. */
const raw = (port: number, ...lines: string[]): Promise<string> =>
  said(port, [...lines, 'host: x', 'connection: close', '', ''].join('\r\n'))

/** Sends a note in pieces whose length nobody tells beforehand; the status of the answer. */
async function chunked(port: number, pieces: string[]): Promise<number> {
  const sending = request({ port, path: '/api/records', method: 'POST', headers: { 'content-type': 'text/plain' } })
  for (const piece of pieces) sending.write(piece)
  sending.end()
  const [response] = await once(sending, 'response')
  response.resume()
  return response.statusCode
}

test('a body without a length comes through whole, and ends at the limit', async () => {
  const seen: string[] = []
  const port = await listen({
    submit: async (note) => {
      seen.push(note)
      return { index: 1, id: 'ab'.repeat(32), ms: 1, receipt: 'proof' }
    },
  })
  expect(await chunked(port, ['one ', 'two ', 'three'])).toBe(201)
  expect(seen).toEqual(['one two three'])
  expect(
    await chunked(
      port,
      Array.from({ length: 7 }, () => 'x'.repeat(4096)),
    ),
  ).toBe(413)
  expect(seen).toHaveLength(1)
})

test('a method that no handler could be given has one answer on every road', async () => {
  const port = await listen()
  for (const line of ['TRACE /api/views HTTP/1.1', 'TRACE /api/nothing HTTP/1.1', 'TRACE / HTTP/1.1'])
    expect(await raw(port, line)).toMatch(/^HTTP\/1.1 501 [\s\S]*does not know the method of the request/i)
  expect(reported).toEqual([])
})

test('who hangs up in the middle of a body is nobody’s fault', async () => {
  const said = vi.spyOn(console, 'error')
  const port = await listen()
  const socket: Socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  const head = ['POST /api/records HTTP/1.1', 'host: x', 'content-type: text/plain', 'content-length: 100', '', 'abc']
  socket.write(head.join('\r\n'))
  // An answer on another connection shows that the server has read this one.
  await raw(port, 'GET /api/views HTTP/1.1')
  socket.destroy()
  await open[0]?.close(5000)
  expect(reported).toEqual([])
  expect(said).not.toHaveBeenCalled()
  said.mockRestore()
})

test('a fault behind a body is reported once, and its words stay here', async () => {
  const fault = new Error('tile 0/000 is corrupt')
  const port = await listen({ records: () => Promise.reject(fault) })
  const answer = await raw(port, 'GET /api/records HTTP/1.1')
  expect(answer).toMatch(/^HTTP\/1.1 500 /)
  expect(answer).not.toContain('corrupt')
  expect(reported).toEqual([fault])
})

test('HEAD of the events takes no place of those who follow the log', async () => {
  const port = await listen({}, { maxListeners: 1 })
  for (let i = 0; i < 3; i++) {
    const answer = await raw(port, 'HEAD /api/events HTTP/1.1')
    expect(answer).toMatch(/^HTTP\/1.1 200 [\s\S]*\r\ncontent-type: text\/event-stream\r\n/i)
    expect(answer).toMatch(/cache-control: no-store/i)
  }
  const stop = new AbortController()
  const stream = await fetch(`http://127.0.0.1:${port}/api/events`, { signal: stop.signal })
  expect(stream.status).toBe(200)
  stop.abort()
})

test('a place is free again when its reader hangs up, at whatever moment', async () => {
  const port = await listen({}, { maxListeners: 1 })
  const url = `http://127.0.0.1:${port}/api/events`
  for (let i = 0; i < 3; i++) {
    const stop = new AbortController()
    await expect.poll(async () => (await fetch(url, { signal: stop.signal })).status).toBe(200)
    stop.abort()
  }
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write('GET /api/events HTTP/1.1\r\nhost: x\r\n\r\n')
  socket.destroy()
  const stop = new AbortController()
  await expect.poll(async () => (await fetch(url, { signal: stop.signal })).status).toBe(200)
  stop.abort()
  expect(reported).toEqual([])
})

test('a request that has come before is answered 304, with what a page of another site needs to read it', async () => {
  const port = await listen()
  const url = `http://127.0.0.1:${port}${contract.routes.views.path}`
  const first = await fetch(url)
  const again = await fetch(url, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } })
  expect([first.status, again.status]).toEqual([200, 304])
  expect(again.headers.get('access-control-allow-origin')).toBe('*')
  expect(again.headers.get('cache-control')).toBe('public, no-cache')
})
