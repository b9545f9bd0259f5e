import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import * as contract from '../src/api/contract.ts'
import { openapi, openapiText, viewList } from '../src/api/openapi.ts'
import { framed, schemaOf } from '../src/api/openapi-schemas.ts'
import { type ApiOptions, createApi } from '../src/api/server.ts'
import { statusOf } from '../src/api/status.ts'
import { pictureNames } from '../src/draw/registry.ts'
import { utf8 } from '../src/log/bytes.ts'
import { Refusal, refusalCodes } from '../src/records/refusals.ts'
import type { Site } from '../src/service/site.ts'
import { doubleCheckpoint, siteDouble } from './site-double.ts'

const options = { url: 'https://test.example' }
const apiOf = (answers: Partial<Site> = {}, more: Partial<ApiOptions> = {}) =>
  createApi(siteDouble(answers), { ...options, ...more })
const post = (body: BodyInit, headers: Record<string, string> = { 'content-type': 'text/plain' }) => ({
  method: 'POST',
  body,
  headers,
})

async function problem(response: Response): Promise<contract.Problem> {
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(response.headers.get('cache-control')).toBe('no-store')
  const body = contract.problem.parse(await response.json())
  expect(body.status).toBe(response.status)
  return body
}

describe('the contract', () => {
  test('openapi.json in the repository is what the contract and the registries give', () => {
    const golden = readFileSync(new URL('../openapi.json', import.meta.url), 'utf8')
    expect(openapiText(), 'run npm run vectors and review the difference').toBe(golden)
  })

  test('every reference of the document leads somewhere, and every operation has its own id', () => {
    const document = JSON.parse(JSON.stringify(openapi()))
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^/"]+)\/([^/"]+)\/([^"]+)"/g)]
    expect(references.length).toBeGreaterThan(0)
    for (const [, ...path] of references) expect(document).toHaveProperty(path)
    const ids = Object.values<Record<string, { operationId: string }>>(document.paths)
      .flatMap((item) => Object.values(item))
      .map(({ operationId }) => operationId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('every operation says that it needs no key, and how its answers fail', () => {
    const { paths } = JSON.parse(JSON.stringify(openapi()))
    for (const item of Object.values<Record<string, { security: unknown; responses: object }>>(paths))
      for (const { security, responses } of Object.values(item)) {
        expect(security).toEqual([])
        expect(responses).toHaveProperty('500')
      }
  })

  test('every picture has a path with the parameters of its view and its own options', () => {
    const { paths } = JSON.parse(JSON.stringify(openapi()))
    const named = (path: string) => {
      const parameters: { name: string; required?: boolean }[] = paths[path].get.parameters
      return parameters.map(({ name, required }) => (required ? `${name}!` : name))
    }
    for (const name of pictureNames) expect(paths).toHaveProperty([`/api/pictures/${name}.svg`])
    expect(named('/api/pictures/opinion-map.svg')).toEqual(['conversation!', 'mode', 'width', 'v', 'at'])
    expect(named('/api/pictures/power.svg')).toEqual(['width', 'theme', 'rule', 'v', 'at'])
    expect(named('/api/pictures/positions.svg').slice(0, 2)).toEqual(['question!', 'account'])
    expect(viewList().views.find(({ name }) => name === 'power')?.pictures).toEqual(['power'])
    expect(viewList().views.find(({ name }) => name === 'person')?.pictures).toEqual([])
  })

  test('whole numbers are documented as numbers with their bounds', () => {
    const { paths } = JSON.parse(JSON.stringify(openapi()))
    const parameters: { name: string; schema: object }[] = paths['/api/views/delegation'].get.parameters
    expect(parameters.find(({ name }) => name === 'window')?.schema).toEqual({
      type: 'integer',
      minimum: 1,
      maximum: 365,
    })
  })

  test('what a view says stands in the frame of every result, in each of its forms', () => {
    const forms = z.union([z.object({ all: z.int() }), z.object({ one: z.string(), more: z.string().optional() })])
    const { anyOf } = JSON.parse(JSON.stringify(framed(schemaOf(forms, 'output'))))
    const frame = ['view', 'version', 'parameters', 'checkpoint']
    expect(anyOf.map(({ required }: { required: string[] }) => required)).toEqual([
      [...frame, 'all'],
      [...frame, 'one'],
    ])
    expect(Object.keys(anyOf[1].properties)).toEqual([...frame, 'one', 'more'])
  })
})

describe('problem documents', () => {
  test.each(refusalCodes)('a record refused with %s', async (code) => {
    const api = apiOf({ submit: async () => new Refusal(code, { reason: 'of-this-test', sentence: 'What to do.' }) })
    const response = await api.request('/api/records', post('note'))
    expect(response.status).toBe(statusOf(code))
    expect(contract.routes.submit.problems).toContain(response.status)
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(await problem(response)).toMatchObject({
      type: 'about:blank',
      code,
      detail: 'What to do.',
      params: { reason: 'of-this-test' },
    })
  })

  test('limits say when to come back', async () => {
    const api = apiOf({ submit: async () => new Refusal('rate-limited', { reason: 'wait', seconds: 7 }) })
    const response = await api.request('/api/records', post('note'))
    expect(response.headers.get('retry-after')).toBe('7')
    expect(await problem(response)).toMatchObject({
      detail: 'Too many records in a short time: wait 7 s and send it again.',
      params: { reason: 'wait', seconds: 7 },
    })
  })

  test('an unknown address, a method that is not taken, a parameter that is not one', async () => {
    const api = apiOf()
    expect((await problem(await api.request('/api/nothing'))).code).toBe('not-found')
    const wrong = await api.request('/api/views', { method: 'DELETE' })
    expect(wrong.headers.get('allow')).toBe('GET')
    expect((await problem(wrong)).code).toBe('wrong-method')
    const fault = async (path: string) => {
      const { code, params, detail } = await problem(await api.request(path))
      expect(code).toBe('bad-parameter')
      return { params, detail }
    }
    expect((await fault('/api/records?limit=0')).params).toEqual({ reason: 'too-small', name: 'limit', least: 1 })
    expect((await fault('/api/records?limit=257')).params).toEqual({ reason: 'too-large', name: 'limit', most: 256 })
    expect((await fault('/api/records?sort=up')).detail).toContain('does not take: sort.')
    expect((await fault('/api/views/conversations?at=zero')).params).toEqual({ reason: 'form', name: 'at' })
  })

  test('a broken promise is told to the operator and not to the reader', async () => {
    const told: unknown[] = []
    const fault = new Error('tile 0/000 is corrupt')
    const api = apiOf({ records: async () => Promise.reject(fault) }, { report: (error) => told.push(error) })
    const body = await problem(await api.request('/api/records'))
    expect(body.code).toBe('internal')
    expect(JSON.stringify(body)).not.toContain('corrupt')
    expect(told).toEqual([fault])
  })
})

describe('writing', () => {
  test('an admitted record: 201, its address, its receipt', async () => {
    const seen: unknown[] = []
    const id = 'ab'.repeat(32)
    const api = apiOf({
      submit: async (note, from) => {
        seen.push(note, from)
        return { index: 7, id, ms: 5, receipt: 'proof' }
      },
    })
    const headers = { 'content-type': 'text/plain; charset=utf-8', [contract.workHeader]: '2a' }
    const response = await api.request('/api/records', post('the note\n', headers), { address: '192.0.2.7' })
    expect(response.status).toBe(201)
    expect(response.headers.get('location')).toBe('/api/records/7')
    expect(contract.submitted.parse(await response.json())).toEqual({ index: 7, id, ms: 5, receipt: 'proof' })
    expect(seen).toEqual(['the note\n', { address: '192.0.2.7', work: '2a' }])
  })

  test('hints are asked with the text as the body, and nothing of the answer is kept', async () => {
    const asked: unknown[] = []
    const conversation = 'ab'.repeat(32)
    const api = apiOf({
      view: async (...words) => {
        asked.push(words.slice(0, 2))
        return '{"near":[],"personal":[]}'
      },
    })
    const answer = await api.request(`/api/hints?conversation=${conversation}`, post('Is it so?'))
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(await answer.json()).toEqual({ near: [], personal: [] })
    expect(asked).toEqual([['writing-hints', { conversation, text: 'Is it so?' }]])
    const fault = async (query: string, init: RequestInit) =>
      (await problem(await api.request(`/api/hints${query}`, init))).code
    expect(await fault('', post('Is it so?'))).toBe('bad-parameter')
    expect(await fault('?conversation=1', post('Is it so?'))).toBe('bad-parameter')
    const here = `?conversation=${conversation}`
    expect(await fault(here, post('a=b', { 'content-type': 'application/x-www-form-urlencoded' }))).toBe('not-text')
    expect(await fault(here, post(Uint8Array.of(0xff)))).toBe('malformed')
    expect(await fault(here, post('x'.repeat(contract.maxNoteBytes + 1)))).toBe('too-large')
  })

  test('a body over 24 KiB is refused before it is read, with and without a length', async () => {
    const api = apiOf({ submit: async () => Promise.reject(new Error('must not be reached')) })
    const long = 'x'.repeat(contract.maxNoteBytes + 1)
    const told = await api.request(
      '/api/records',
      post(long, { 'content-type': 'text/plain', 'content-length': String(long.length) }),
    )
    expect((await problem(told)).code).toBe('too-large')
    let pulled = 0
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1
        controller.enqueue(new Uint8Array(4096))
      },
    })
    const init: RequestInit & { duplex: 'half' } = { ...post(endless), duplex: 'half' }
    const streamed = await api.request(new Request('http://test.example/api/records', init))
    expect((await problem(streamed)).status).toBe(413)
    expect(pulled).toBeLessThan(20)
  })

  test('a form of another site cannot write: not text/plain, not UTF-8', async () => {
    const api = apiOf({ submit: async () => Promise.reject(new Error('must not be reached')) })
    const form = await api.request(
      '/api/records',
      post('note=x', { 'content-type': 'application/x-www-form-urlencoded' }),
    )
    expect((await problem(form)).code).toBe('not-text')
    const bytes = await api.request('/api/records', post(Uint8Array.of(0xff, 0xfe)))
    expect((await problem(bytes)).code).toBe('malformed')
  })
})

describe('reading', () => {
  const json = '{"checkpoint":{"origin":"test.example/log","root":"","size":3},"view":"conversations"}'
  const blobs: Partial<Site> = { blob: async (path) => utf8(path) }

  test.each([
    ['/log/tile/0/000', 'public, max-age=31536000, immutable', 'application/octet-stream'],
    ['/log/tile/0/000.p/5', 'public, max-age=31536000, immutable', 'application/octet-stream'],
    ['/log/tile/entries/x001/067.p/5', 'public, max-age=31536000, immutable', 'application/octet-stream'],
    [`/log/facts/${'ab'.repeat(32)}`, 'public, max-age=31536000, immutable', 'application/octet-stream'],
    ['/log/records/000.p/5', 'public, max-age=1, must-revalidate', 'application/x-ndjson'],
    [`/log/views/conversations/${'ab'.repeat(32)}.json`, 'public, max-age=1, must-revalidate', 'application/json'],
  ])('%s is kept as long as it holds', async (path, rule, type) => {
    const response = await apiOf(blobs).request(path)
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe(rule)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(await response.text()).toBe(path.slice('/log/'.length))
  })

  test.each([
    '/log/private/log.key',
    '/log/tile/../private/log.key',
    '/log/tile/0/0',
    '/log/tile/0/x001',
    '/log/records/private',
  ])('%s is nothing', async (path) => {
    expect((await problem(await apiOf().request(path))).code).toBe('not-found')
  })

  test('tags: the checkpoint, records and results answer 304 to whoever has them', async () => {
    const api = apiOf({ ...blobs, view: async () => json })
    for (const path of [
      '/log/checkpoint',
      '/log/records/000.p/5',
      '/api/views/conversations',
      '/api/records',
      '/api/openapi.json',
    ]) {
      const first = await api.request(path)
      const tag = first.headers.get('etag') ?? ''
      expect(tag, path).toMatch(/^"[0-9a-f]{32}"$/)
      const again = await api.request(path, { headers: { 'if-none-match': `"other", W/${tag}` } })
      expect(again.status).toBe(304)
      expect(again.headers.get('etag')).toBe(tag)
      expect((await api.request(path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
    }
  })

  test('the checkpoint is the published note', async () => {
    const response = await apiOf().request('/log/checkpoint')
    expect(response.headers.get('cache-control')).toBe('public, max-age=1, must-revalidate')
    expect(await response.text()).toBe(doubleCheckpoint(1))
  })

  test('a result is passed on byte for byte, with its parameters and its size', async () => {
    const asked: unknown[] = []
    const api = apiOf({
      view: async (...all) => {
        asked.push(all)
        return json
      },
    })
    const response = await api.request('/api/views/opinion-map?conversation=c1&at=3')
    expect(await response.text()).toBe(json)
    expect(response.headers.get('cache-control')).toBe('public, no-cache')
    expect(asked).toEqual([
      ['opinion-map', { conversation: 'c1' }, 3, { address: undefined, signal: expect.any(AbortSignal) }],
    ])
  })

  test('what a site says of itself, its views, its kinds', async () => {
    const api = apiOf()
    const about = contract.about.parse(await (await api.request('/.well-known/sensus.json')).json())
    expect(about).toMatchObject({ name: 'Sensus', log: 'https://test.example/log', work: { bits: 12 } })
    const { views } = contract.viewList.parse(await (await api.request('/api/views')).json())
    expect(views.map(({ name }) => name)).toEqual(about.views)
    for (const kind of about.kinds) expect((await api.request(`/api/kinds/${kind}`)).status).toBe(200)
    expect((await problem(await api.request('/api/kinds/toString'))).code).toBe('not-found')
  })

  test('a removed record keeps its place and nothing else', async () => {
    const api = apiOf({ record: async () => ({ index: 4, id: null, ms: 9, note: null, removed: 6 }) })
    const answer = contract.record.parse(await (await api.request('/api/records/4')).json())
    expect(answer).toEqual({
      index: 4,
      id: null,
      ms: 9,
      kind: null,
      account: null,
      suite: null,
      session: null,
      note: null,
      removed: 6,
    })
    expect((await problem(await api.request('/api/records/4/receipt'))).code).toBe('not-found')
  })

  test.each(['-1', '01', '1e3', 'AB'.repeat(32), '9007199254740993', '__proto__'])('%s is no record', async (ref) => {
    const api = apiOf({ record: async () => Promise.reject(new Error('must not be asked')) })
    expect((await problem(await api.request(`/api/records/${ref}`))).status).toBe(404)
  })

  test('a preflight lets any site read, and post notes with their work', async () => {
    const headers = { origin: 'https://other.example', 'access-control-request-method': 'POST' }
    const response = await apiOf().request('/api/records', { method: 'OPTIONS', headers })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-allow-credentials')).toBeNull()
    expect(response.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('sensus-work')
  })
})

describe('events', () => {
  const decoder = new TextDecoder()
  const open = async (api: ReturnType<typeof createApi>) => {
    const response = await api.request('/api/events')
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    return { response, reader, next: async () => decoder.decode((await reader.read()).value) }
  }
  const dataOf = (event: string) => contract.head.parse(JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? ''))

  test('the present checkpoint at once, then the newest of those that came', async () => {
    const site = siteDouble()
    const { response, reader, next } = await open(createApi(site, options))
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(dataOf(await next())).toMatchObject({ size: 1, note: doubleCheckpoint(1) })
    const waiting = next()
    site.publish(2)
    expect(dataOf(await waiting).size).toBe(2)
    site.publish(3)
    site.publish(4)
    const sizes = [dataOf(await next()).size]
    if (sizes[0] === 3) sizes.push(dataOf(await next()).size)
    expect(sizes.at(-1)).toBe(4)
    await reader.cancel()
  })

  test('a quiet stream beats', async () => {
    const { next, reader } = await open(createApi(siteDouble(), { ...options, heartbeatMs: 5 }))
    await next()
    expect(await next()).toBe(': quiet\n\n')
    await reader.cancel()
  })

  test('streams are bounded: whoever holds most gives up its oldest, and nobody is shut out', async () => {
    const site = siteDouble()
    const api = createApi(site, { ...options, maxListeners: 3 })
    const from = async (address: string) => {
      const response = await api.request('/api/events', {}, { address })
      expect(response.status).toBe(200)
      const reader = (response.body as ReadableStream<Uint8Array>).getReader()
      await reader.read()
      return reader
    }
    const crowd = [await from('203.0.113.1'), await from('203.0.113.2'), await from('203.0.113.3')]
    const reader = await from('198.51.100.1')
    expect((await crowd[0]!.read()).done).toBe(true)
    crowd.push(await from('203.0.113.4'))
    expect((await crowd[1]!.read()).done).toBe(true)
    site.publish(2)
    for (const open of [reader, crowd[2]!, crowd[3]!]) expect((await open.read()).done).toBe(false)
    for (const open of [reader, ...crowd]) await open.cancel()
  })

  test('a place is free again when a reader leaves, and HEAD takes none', async () => {
    const site = siteDouble()
    const api = createApi(site, { ...options, maxListeners: 1 })
    for (let i = 0; i < 3; i++) {
      const { reader, next } = await open(api)
      await next()
      for (let n = 0; n < 5; n++) expect((await api.request('/api/events', { method: 'HEAD' })).status).toBe(200)
      site.publish(2)
      expect(dataOf(await next()).size).toBe(2)
      await reader.cancel()
    }
  })

  test('a shutdown ends every stream and takes no new one', async () => {
    const stop = new AbortController()
    const api = createApi(siteDouble(), { ...options, signal: stop.signal })
    const { next, reader } = await open(api)
    await next()
    const last = reader.read()
    stop.abort()
    expect((await last).done).toBe(true)
    expect((await api.request('/api/events')).status).toBe(503)
  })
})
