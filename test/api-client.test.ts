import { describe, expect, test } from 'vitest'
import { BadAnswer, NotReached, sensusClient } from '../src/api/client.ts'
import { createApi } from '../src/api/server.ts'
import { utf8 } from '../src/log/bytes.ts'
import { signCheckpoint } from '../src/log/checkpoint.ts'
import { encodeEntry } from '../src/log/entry.ts'
import { ed25519Signer } from '../src/log/keys.ts'
import { recordReceipt } from '../src/log/receipt.ts'
import { leafHash } from '../src/log/tree.ts'
import { isRefusal, Refusal } from '../src/records/refusals.ts'
import type { Site } from '../src/service/site.ts'
import { english } from '../src/words/en.ts'
import { sentenceOf } from '../src/words/refusal.ts'
import { doubleKey, siteDouble } from './site-double.ts'

const id = 'ab'.repeat(32)
const note = 'a note\n\n— who AAAAAAA=\n'
const ms = 1_795_359_600_123

/** The receipt of a log with one entry, signed by a key. */
function receiptOf(text: string, signer = doubleKey, index = 0): string {
  const root = leafHash(encodeEntry(ms, utf8(text)))
  return recordReceipt(index, ms, text, [], signCheckpoint({ origin: 'test.example/log', size: 1, root }, signer))
}

function clientOf(answers: Partial<Site>, vkey?: string) {
  const api = createApi(siteDouble(answers), { url: 'https://test.example' })
  const fetch: typeof globalThis.fetch = async (url, init) => api.request(String(url), init)
  return sensusClient({ base: '', fetch, ...(vkey && { vkey }) })
}

/** A server that answers one thing to everything. */
const saying = (answer: () => Response | Promise<Response>) =>
  sensusClient({ base: 'http://x.example', fetch: async () => answer(), vkey: doubleKey.vkey })

describe('a server that keeps to the contract', () => {
  test('a submitted record comes with a receipt that verified', async () => {
    const client = clientOf({ submit: async () => ({ index: 0, id, ms, receipt: receiptOf(note) }) })
    expect(await client.submit(note)).toMatchObject({ index: 0, id, ms })
  })

  test('refusals are values with their code and parameters', async () => {
    const tooLarge = new Refusal('too-large', { reason: 'note', bytes: 30_000, most: 24_576 })
    const hidden = new Refusal('totals-hidden')
    const client = clientOf({ submit: async () => tooLarge, view: async () => hidden })
    expect(await client.submit(note)).toEqual(tooLarge)
    expect(await client.view('opinion-map', { conversation: id })).toEqual(hidden)
    const none = await client.record(3)
    expect(isRefusal(none) && none.code).toBe('not-found')
  })

  test('proofs, checkpoints and results come through', async () => {
    const json =
      '{"view":"conversations","version":1,"parameters":{},"checkpoint":{"origin":"o","root":"","size":1},"conversations":[]}'
    const client = clientOf({
      record: async () => ({ index: 0, id, ms, note, removed: null }),
      receipt: async () => receiptOf(note),
      view: async () => json,
    })
    expect(await client.prove(0)).toMatchObject({ index: 0, ms, note })
    expect(await client.checkpoint()).toMatchObject({ origin: 'test.example/log', size: 1 })
    expect(await client.viewText('conversations', {})).toBe(json)
    expect(await client.view('conversations')).toMatchObject({ conversations: [] })
    expect(await client.blob('facts/none')).toBeNull()
  })

  test('the work goes along in its header', async () => {
    const seen: unknown[] = []
    const client = clientOf({
      submit: async (_, from) => {
        seen.push(from)
        return new Refusal('busy')
      },
    })
    await client.submit(note, '2a')
    expect(seen).toEqual([{ work: '2a' }])
  })
})

describe('a server of another version', () => {
  const problem = (code: string, params: object | undefined, status = 409) =>
    saying(() => {
      const body = { type: 'about:blank', title: 'Conflict', status, detail: 'Do this first.', code, params }
      return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json' } })
    })

  test('a code or a reason that is not known keeps the sentence it came with', async () => {
    const unknownCode = await problem('not-yet-invented', { reason: 'new', count: 3 }).record(0)
    expect(unknownCode).toMatchObject({
      code: 'bad-parameter',
      params: { told: 'not-yet-invented', reason: 'new', count: 3, sentence: 'Do this first.' },
    })
    const unknownReason = await problem('too-old', { reason: 'new' }).record(0)
    expect(unknownReason).toMatchObject({ code: 'too-old', params: { reason: 'new', sentence: 'Do this first.' } })
    for (const refusal of [unknownCode, unknownReason])
      expect(isRefusal(refusal) && sentenceOf(english, refusal)).toBe('Do this first.')
  })

  test('a problem without parameters, as older servers give it, is still a refusal', async () => {
    expect(await problem('revoked', undefined).record(0)).toEqual(new Refusal('revoked'))
  })
})

describe('a server that lies is not believed', () => {
  const other = ed25519Signer('test.example/log', new Uint8Array(32).fill(9))

  test('another key than the one that is known', async () => {
    await expect(clientOf({}, other.vkey).about()).rejects.toThrow(BadAnswer)
  })

  test.each([
    ['a receipt for another note', receiptOf('another note\n'), 0],
    ['a receipt for another place', receiptOf(note), 1],
    ['a receipt that another key signed', receiptOf(note, other), 0],
    ['a receipt with a changed time', receiptOf(note).replace(/^extra AQ/m, 'extra AR'), 0],
    ['no receipt at all', 'receipt', 0],
  ])('%s', async (_, receipt, index) => {
    const client = clientOf({ submit: async () => ({ index, id, ms, receipt }) })
    await expect(client.submit(note)).rejects.toThrow(BadAnswer)
  })

  test('a checkpoint that another key signed', async () => {
    const root = new Uint8Array(32)
    const client = clientOf({ checkpoint: () => signCheckpoint({ origin: 'test.example/log', size: 1, root }, other) })
    await expect(client.checkpoint()).rejects.toThrow(BadAnswer)
  })

  test.each([
    ['something that is not JSON', () => new Response('<html>')],
    ['another shape', () => Response.json({ index: 'first' })],
    ['an error without its reason', () => new Response('no', { status: 404 })],
  ])('%s', async (_, answer) => {
    await expect(saying(answer).record(0)).rejects.toThrow(BadAnswer)
  })
})

describe('a server that is not there', () => {
  test.each([
    ['no connection', () => Promise.reject(new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') }))],
    ['a gateway in trouble', () => new Response('bad gateway', { status: 502 })],
  ])('%s', async (_, answer) => {
    await expect(saying(answer).record(0)).rejects.toThrow(NotReached)
  })

  test('an internal fault, which is no refusal', async () => {
    const client = clientOf({ record: async () => Promise.reject(new Error('broken')) })
    await expect(client.record(0)).rejects.toThrow(NotReached)
  })

  test('is asked again once it is back', async () => {
    let up = false
    const api = createApi(siteDouble(), { url: 'https://test.example' })
    const fetch: typeof globalThis.fetch = async (url, init) => {
      if (!up) throw new TypeError('fetch failed')
      return api.request(String(url), init)
    }
    const client = sensusClient({ base: '', fetch })
    await expect(client.about()).rejects.toThrow(NotReached)
    up = true
    expect((await client.about()).name).toBe('Sensus')
  })
})
