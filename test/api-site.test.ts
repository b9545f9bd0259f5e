import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inlineEngine } from '../src/adapters/inline-engine.ts'
import { memoryStore } from '../src/adapters/memory.ts'
import { verifierPool } from '../src/adapters/verifier.ts'
import { sensusClient } from '../src/api/client.ts'
import * as contract from '../src/api/contract.ts'
import { createApi } from '../src/api/server.ts'
import { hex } from '../src/log/bytes.ts'
import { formatNote } from '../src/log/note.ts'
import { type AccountKey, accountKey, sessionKey } from '../src/log/sign.ts'
import { parsePath } from '../src/log/tile.ts'
import { recordId } from '../src/records/ids.ts'
import { writeText } from '../src/records/record.ts'
import { isRefusal, type Refusal } from '../src/records/refusals.ts'
import type { FieldsOf, KindName } from '../src/records/registry.ts'
import { starterStatements } from '../src/records/starter/first-records.ts'
import { titleOf } from '../src/records/title.ts'
import { openSite } from '../src/service/open.ts'
import type { Site } from '../src/service/site.ts'
import { english } from '../src/words/en.ts'
import { sentenceOf } from '../src/words/refusal.ts'

const origin = 'test.example/log'
const alice = accountKey('sr25519-bytes', new Uint8Array(32).fill(1))
const bob = accountKey('ed25519-bytes', new Uint8Array(32).fill(2))
const verifier = verifierPool({ threads: 1 })
let site: Site
let api: ReturnType<typeof createApi>
let client: ReturnType<typeof sensusClient>
let conversation = ''
let statements: { id: string; body: string }[] = []

beforeAll(async () => {
  site = await openSite({
    store: memoryStore(),
    origin,
    verify: verifier.verify,
    folder: inlineEngine,
    clock: Date.now,
    random: (length) => new Uint8Array(randomBytes(length)),
    version: '0.0.0',
    tickMs: 5,
    limits: { workBits: 0 },
  })
  api = createApi(site, { url: 'https://test.example' })
  client = sensusClient({ base: '', fetch: async (url, init) => api.request(String(url), init), vkey: site.vkey })
  const listed = JSON.parse(await ok(client.viewText('conversations', {})))
  conversation = listed.conversations[0].id
  statements = JSON.parse(await ok(client.viewText('conversations', { conversation }))).statements
})
afterAll(async () => {
  await site.close()
  await verifier.close()
})

async function ok<T>(answer: Promise<T>): Promise<Exclude<T, Refusal>> {
  const value = await answer
  if (isRefusal(value)) throw new Error(`${value.code}: ${sentenceOf(english, value)}`)
  return value as Exclude<T, Refusal>
}

interface Signing {
  key?: AccountKey
  origin?: string
  time?: number
  session?: string
}

function signed<K extends KindName>(kind: K, fields: FieldsOf<K>, signing: Signing = {}): string {
  const { key = alice, session, time = Math.floor(Date.now() / 1000) * 1000 } = signing
  const to = { origin: signing.origin ?? origin, account: key.address, time, nonce: hex(randomBytes(16)) }
  const text = writeText(kind, fields, session === undefined ? to : { ...to, session: recordId(session) })
  if (isRefusal(text)) throw new Error(sentenceOf(english, text))
  return formatNote(text, [key.sign(text)])
}

const vote = (signing: Signing = {}, about = statements[0]?.id ?? '') => {
  const title = titleOf(statements.find(({ id }) => id === about)?.body ?? 'A statement')
  return signed('vote', { choice: 'agree', about: recordId(about), title }, signing)
}

async function refusedWith(note: string, code: string, status: number): Promise<void> {
  const size = (await client.checkpoint()).size
  const headers = { 'content-type': 'text/plain' }
  const response = await api.request('/api/records', { method: 'POST', headers, body: note })
  expect(contract.problem.parse(await response.json())).toMatchObject({ code, status })
  expect(response.status).toBe(status)
  expect((await client.checkpoint()).size).toBe(size)
}

describe('a real log behind the API', () => {
  test('opens with the starter conversation and its statements', () => {
    expect(statements.map(({ body }) => body).sort()).toEqual([...starterStatements].sort())
  })

  test('a vote is admitted, proven, listed and counted', async () => {
    const note = vote()
    const admitted = await ok(client.submit(note))
    expect(await ok(client.prove(admitted.id))).toMatchObject({ index: admitted.index, ms: admitted.ms, note })
    const told = await ok(client.record(admitted.index))
    expect(told).toMatchObject({ id: admitted.id, kind: 'vote', account: alice.address, suite: 'sr25519-bytes', note })
    expect((await ok(client.records({ limit: 1 })))[0]).toEqual(told)
    const { statements: now } = JSON.parse(await ok(client.viewText('conversations', { conversation })))
    expect(now[0]).toMatchObject({ agree: 1 })
  })

  test('a session votes for its account', async () => {
    const key = sessionKey(new Uint8Array(32).fill(3), alice.address)
    const notAfter = Math.floor(Date.now() / 1000) * 1000 + 86_400_000
    const session = await ok(
      client.submit(signed('session', { sessionKey: hex(key.publicKey), may: ['vote'], notAfter })),
    )
    const admitted = await ok(client.submit(vote({ key, session: session.id }, statements[1]?.id)))
    expect(await ok(client.record(admitted.id))).toMatchObject({ suite: 'ed25519', session: session.id })
  })

  test('records come newest first and page by page', async () => {
    const { size } = await client.checkpoint()
    const seen: number[] = []
    for (let before = size; before > 0; before = seen.at(-1) ?? 0)
      seen.push(...(await ok(client.records({ before, limit: 7 }))).map(({ index }) => index))
    expect(seen).toEqual(Array.from({ length: size }, (_, i) => size - 1 - i))
  })

  test('a result at an earlier size is what it was', async () => {
    const { size } = await client.checkpoint()
    const before = await ok(client.viewText('conversations', { conversation }))
    await ok(client.submit(vote({ key: bob })))
    expect(await ok(client.viewText('conversations', { conversation }, size))).toBe(before)
    expect(await ok(client.viewText('conversations', { conversation }))).not.toBe(before)
  })

  test('tiles, bundles and stored results are served as the log lays them out', async () => {
    const { size } = await client.checkpoint()
    for (const path of [`tile/0/000.p/${size}`, `tile/entries/000.p/${size}`, `records/000.p/${size}`]) {
      expect(parsePath(path), path).not.toBeNull()
      expect((await client.blob(path))?.length, path).toBeGreaterThan(0)
    }
    const { paths } = contract.published.parse(await (await api.request('/log/views')).json())
    expect(paths.length).toBeGreaterThan(0)
    for (const path of paths)
      expect(contract.result.safeParse(await (await api.request(`/log/${path}`)).json()).success).toBe(true)
    for (const path of ['private/log.key', 'head/log', 'staging/1', 'intake/x'])
      expect(await client.blob(path)).toBeNull()
  })

  test('the picture tells the same people as the map', async () => {
    const svg = await ok(client.picture('opinion-map', { conversation }))
    expect(svg).toMatch(/^<svg [^>]*role="img"/)
    const response = await api.request(`/api/pictures/opinion-map.svg?conversation=${conversation}`)
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(await response.text()).toBe(svg)
    expect(await ok(client.picture('opinion-map', { conversation }, { width: 800 }))).toMatch(/viewBox="0 0 800 /)
    expect((await api.request('/api/pictures/opinion-map.svg')).status).toBe(400)
  })

  test.each([
    ['nothing.svg', 'not-found'],
    ['opinion-map', 'not-found'],
    ['positions.svg', 'bad-parameter'],
    ['power.svg?rule=none', 'bad-parameter'],
    ['influence.svg?width=99999', 'bad-parameter'],
    ['influence.svg?rule=none', 'bad-parameter'],
    ['influence.svg?at=1000000', 'bad-parameter'],
    [`positions.svg?question=${'ab'.repeat(32)}`, 'not-found'],
  ])('the picture %s is refused: %s', async (path, code) => {
    const answer = await api.request(`/api/pictures/${path}`)
    expect(contract.problem.parse(await answer.json()).code).toBe(code)
  })

  test('each checkpoint is announced', async () => {
    const reader = ((await api.request('/api/events')).body as ReadableStream<Uint8Array>).getReader()
    const sizeOf = async () => Number(/^id: (\d+)$/m.exec(new TextDecoder().decode((await reader.read()).value))?.[1])
    const first = await sizeOf()
    const next = sizeOf()
    await ok(client.submit(vote({}, statements[2]?.id)))
    expect(await next).toBe(first + 1)
    await reader.cancel()
  })
})

describe('what is refused over HTTP, with nothing stored', () => {
  const day = 86_400_000
  const now = () => Math.floor(Date.now() / 1000) * 1000

  test('no signature at all, as any other site could send', () => refusedWith('choice=agree', 'malformed', 400))
  test('a changed text', () => refusedWith(vote().replace('choice: agree', 'choice: disagree'), 'bad-signature', 422))
  test('a record for another log', () => refusedWith(vote({ origin: 'other.example/log' }), 'wrong-origin', 422))
  test('a record of two days ago', () => refusedWith(vote({ time: now() - 2 * day }), 'too-old', 422))
  test('a record of tomorrow', () => refusedWith(vote({ time: now() + day }), 'in-the-future', 422))
  test('a statement that is not there', () => refusedWith(vote({}, 'ab'.repeat(32)), 'statement-unknown', 404))

  test('a session that is not there', async () => {
    const key = sessionKey(new Uint8Array(32).fill(4), alice.address)
    await refusedWith(vote({ key, session: 'ab'.repeat(32) }), 'session-unknown', 403)
  })

  test('an operator record of somebody else', async () => {
    const fields = { indexes: [0], category: 'privacy', appeal: 'a@example.org' } as const
    await refusedWith(signed('removal', { ...fields, indexes: [...fields.indexes] }), 'not-operator', 403)
  })

  test('a kind that is not known', () =>
    refusedWith(vote().replace('action: vote', 'action: shout'), 'unknown-kind', 400))
  test('two signatures', () => refusedWith(`${vote()}${vote().split('\n').at(-2)}\n`, 'signature-count', 400))
  test('text that is not NFC', () => refusedWith(vote().replace(/^title: .*$/m, 'title: A\u030a'), 'not-nfc', 400))
  test('a bidi override', () =>
    refusedWith(vote().replace(/^title: .*$/m, 'title: A\u202estatement'), 'bidi-override', 400))

  test('an unknown account without its work', async () => {
    const strict = await openSite({
      store: memoryStore(),
      origin,
      verify: verifier.verify,
      folder: inlineEngine,
      clock: Date.now,
      random: (length) => new Uint8Array(randomBytes(length)),
      version: '0.0.0',
      tickMs: 5,
      limits: { workBits: 4 },
    })
    const note = signed('conversation', { title: 'New', add: 'anyone', totals: 'always' })
    const headers = { 'content-type': 'text/plain' }
    const answer = await createApi(strict, { url: 'x' }).request('/api/records', {
      method: 'POST',
      headers,
      body: note,
    })
    expect(contract.problem.parse(await answer.json())).toMatchObject({ code: 'work-required', status: 428 })
    await strict.close()
  })

  test('a view, a size, a conversation that is not there', async () => {
    const codeOf = async (path: string) => contract.problem.parse(await (await api.request(path)).json()).code
    expect(await codeOf('/api/views/weather')).toBe('not-found')
    expect(await codeOf('/api/views/conversations?at=1000000')).toBe('bad-parameter')
    expect(await codeOf('/api/views/conversations?colour=red')).toBe('bad-parameter')
    expect(await codeOf(`/api/views/opinion-map?conversation=${'ab'.repeat(32)}`)).toBe('conversation-unknown')
  })
})
