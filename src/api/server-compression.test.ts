import { gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { etag } from 'hono/etag'
import { describe, expect, test } from 'vitest'
import { compressing, takesGzip } from './server-compression.ts'

const long = JSON.stringify({ words: 'again and again '.repeat(400) })
const gzip = { 'accept-encoding': 'br, gzip;q=0.8' }

const api = new Hono()
api.use(compressing())
api.get('/tagged/*', etag())
const as = (path: string, body: string, type: string) =>
  api.get(path, () => new Response(body, { headers: { 'content-type': type } }))
as('/tagged/long', long, 'application/json')
as('/picture', long, 'image/svg+xml')
as('/short', '{"a":1}', 'application/json')
as('/bundle', long, 'application/x-ndjson')
as('/tile', long, 'application/octet-stream')

const plainOf = async (answer: Response) => gunzipSync(Buffer.from(await answer.arrayBuffer())).toString()

describe('an answer', () => {
  test.each(['/tagged/long', '/picture'])('%s is compressed when that is taken, and not otherwise', async (path) => {
    const packed = await api.request(path, { headers: gzip })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(await plainOf(packed)).toBe(long)
    for (const headers of [{}, { 'accept-encoding': 'br' }, { 'accept-encoding': 'gzip;q=0' }]) {
      const plain = await api.request(path, { headers })
      expect(plain.headers.get('content-encoding')).toBeNull()
      expect(plain.headers.get('vary')).toContain('accept-encoding')
      expect(await plain.text()).toBe(long)
    }
  })

  test('that fits into a packet stays as it is, and so do the files of the log', async () => {
    const small = await api.request('/short', { headers: gzip })
    expect([small.headers.get('content-encoding'), await small.text()]).toEqual([null, '{"a":1}'])
    for (const path of ['/bundle', '/tile']) {
      const file = await api.request(path, { headers: gzip })
      expect([file.headers.get('content-encoding'), await file.text()]).toEqual([null, long])
    }
  })

  test('in gzip has a weak tag, by which it is not sent again to either', async () => {
    const [packed, plain] = [await api.request('/tagged/long', { headers: gzip }), await api.request('/tagged/long')]
    const tag = plain.headers.get('etag') ?? ''
    expect(packed.headers.get('etag')).toBe(`W/${tag}`)
    for (const [has, headers] of [
      [`W/${tag}`, gzip],
      [`W/${tag}`, {}],
      [tag, gzip],
    ] as const) {
      const again = await api.request('/tagged/long', { headers: { ...headers, 'if-none-match': has } })
      expect([again.status, await again.text(), again.headers.get('content-encoding')]).toEqual([304, '', null])
      expect(again.headers.get('vary')).toContain('accept-encoding')
    }
  })

  test('to HEAD has no body', async () => {
    const head = await api.request('/tagged/long', { method: 'HEAD', headers: gzip })
    expect([head.status, await head.text(), head.headers.get('content-encoding')]).toEqual([200, '', null])
  })
})

test('what an asker takes', () => {
  expect(['gzip', 'deflate, GZIP;q=0.1', 'br;q=1.0, gzip'].map(takesGzip)).toEqual([true, true, true])
  expect([undefined, '', 'identity', 'gzip;q=0', 'x-gzip-2'].map(takesGzip)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ])
})
