/** An import with its files over HTTP: what is judged before they are read, and in which order things are kept. */

import { afterAll, expect, test } from 'vitest'
import { memoryStore } from '../src/adapters/memory.ts'
import { sensusClient } from '../src/api/client.ts'
import * as contract from '../src/api/contract.ts'
import { createApi } from '../src/api/server.ts'
import { polisEvidence, polisReader } from '../src/evidence/polis.ts'
import { hex, sha256, utf8 } from '../src/log/bytes.ts'
import { isRefusal } from '../src/records/refusals.ts'
import { factPath } from '../src/service/layout.ts'
import type { Site } from '../src/service/site.ts'
import { oneConversation } from '../src/views/conversation/answers.ts'
import { closeSites, keyOf, open, operatorOf, put, write } from './site.ts'

afterAll(closeSites)

/** Files as the page and the command make them of two tables. */
function files(words = 'More trees'): { comments: Uint8Array; votes: Uint8Array } {
  const reader = polisReader()
  for (const [file, told] of [
    ['statements.csv', `id,text\na,${words}\nb,Fewer roads\n`],
    ['votes.csv', 'person,statement,vote\nann,a,agree\nbob,a,disagree\nbob,b,pass\n'],
  ] as const) {
    const into = reader.open(file)
    expect(into.push(utf8(told)) ?? into.end()).toBeNull()
  }
  const read = reader.done(null)
  if (isRefusal(read)) throw new Error(read.code)
  return polisEvidence(read.set)
}

const hash = (bytes: Uint8Array): string => hex(sha256(bytes))

async function start() {
  const store = memoryStore()
  const site = await open(store)
  const api = createApi(site, { url: 'https://test.example' })
  const operator = await operatorOf(store)
  const { comments, votes } = files()
  const fields = {
    format: 'polis',
    title: 'Streets',
    comments: hash(comments),
    votes: hash(votes),
    licence: 'CC0',
    attribution: 'Example Town',
    add: 'anyone',
  } as const
  const signed = (key = operator) => write(site.origin, key, 'import', fields).note
  const sent = async (note: string, ...parts: [string, Uint8Array][]) => {
    const body = new FormData()
    body.append('record', new Blob([note]))
    for (const [name, bytes] of parts) body.append(name, new Blob([bytes as Uint8Array<ArrayBuffer>]))
    return api.request('/api/imports', { method: 'POST', body })
  }
  const isKept = async (bytes: Uint8Array) => (await store.blobs.get(factPath(hash(bytes)))) !== null
  return { store, site, api, operator, comments, votes, signed, sent, isKept }
}

async function problemOf(response: Response): Promise<contract.Problem> {
  const problem = contract.problem.parse(await response.json())
  expect(problem.status).toBe(response.status)
  return problem
}

const sizeOf = (site: Site): number => Number(site.checkpoint().split('\n')[1])

test('what the operator signed enters the log with its files, and a second time is the same record', async () => {
  const { site, api, signed, comments, votes, isKept } = await start()
  const client = sensusClient({ base: '', fetch: async (url, init) => api.request(String(url), init), vkey: site.vkey })
  const note = signed()
  const parts = [
    { field: 'comments', bytes: comments },
    { field: 'votes', bytes: votes },
  ]
  const answer = await client.submitWithFiles(note, parts)
  if (isRefusal(answer)) throw new Error(answer.code)
  expect([await isKept(comments), await isKept(votes)]).toEqual([true, true])
  const shown = await client.view('conversations', { conversation: answer.id })
  if (isRefusal(shown)) throw new Error(shown.code)
  expect(oneConversation(shown)).toMatchObject({
    conversation: { title: 'Streets', imported: { participants: 2, votes: 3 } },
    statements: [{ body: 'More trees', agree: 1, disagree: 1 }, { body: 'Fewer roads' }],
  })
  expect(await client.submitWithFiles(note, [])).toMatchObject({ id: answer.id, index: answer.index })
})

test('files are kept before the record is submitted', async () => {
  const { site, signed, comments, votes } = await start()
  const order: string[] = []
  const told: Site = {
    ...site,
    addEvidence: (bytes) => {
      order.push(`keeps ${hash(bytes) === hash(comments) ? 'comments' : 'votes'}`)
      return site.addEvidence(bytes)
    },
    submit: (...words) => {
      order.push('submits')
      return site.submit(...words)
    },
  }
  const body = new FormData()
  body.append('record', new Blob([signed()]))
  body.append('comments', new Blob([comments as Uint8Array<ArrayBuffer>]))
  body.append('votes', new Blob([votes as Uint8Array<ArrayBuffer>]))
  const answer = await createApi(told, { url: 'https://test.example' }).request('/api/imports', {
    method: 'POST',
    body,
  })
  expect(answer.status).toBe(201)
  expect(order).toEqual(['keeps comments', 'keeps votes', 'submits'])
})

test('a stranger, a forged signature and a record of another kind are refused before a file is read', async () => {
  const { site, api, signed, operator, store } = await start()
  const before = sizeOf(site)
  let pulled = 0
  /** A body that begins with the record and has no end: reading on would never come back. */
  const endless = (note: string): Request => {
    const head = `--xyz\r\ncontent-disposition: form-data; name="record"\r\n\r\n${note}\r\n--xyz\r\ncontent-disposition: form-data; name="comments"\r\n\r\n`
    const stream = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => controller.enqueue(pulled++ === 0 ? utf8(head) : new Uint8Array(65_536)),
      },
      { highWaterMark: 0 },
    )
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body: stream, duplex: 'half' }
    return new Request('https://test.example/api/imports', {
      ...init,
      headers: { 'content-type': 'multipart/form-data; boundary=xyz' },
    })
  }
  const refusedWith = async (note: string, code: string, status: number) => {
    pulled = 0
    expect(await problemOf(await api.request(endless(note)))).toMatchObject({ code, status })
    expect(pulled).toBeLessThan(4)
  }
  await refusedWith(signed(keyOf('stranger')), 'not-operator', 403)
  const [text = '', signature = ''] = signed().split('\n\n— ')
  const [, other = ''] = signed().split('\n\n— ')
  expect(other).not.toBe(signature)
  await refusedWith(`${text}\n\n— ${other}`, 'bad-signature', 422)
  const policy = { name: 'Town', contact: 'nobody', body: 'Simulated.' }
  await refusedWith(write(site.origin, operator, 'policy', policy).note, 'malformed', 400)
  await refusedWith('no note at all', 'malformed', 400)
  expect(sizeOf(site)).toBe(before)
  expect((await store.blobs.list('facts/')).length).toBe(0)
})

test('another file, one that is missing, in another order, one more, or too many bytes: nothing is kept', async () => {
  const { site, sent, signed, comments, votes, isKept } = await start()
  const before = sizeOf(site)
  const refusedWith = async (parts: [string, Uint8Array][], expected: object) => {
    expect(await problemOf(await sent(signed(), ...parts))).toMatchObject(expected)
    expect([await isKept(comments), await isKept(votes)]).toEqual([false, false])
  }
  const other = files('Fewer trees').comments
  const first: [string, Uint8Array] = ['comments', comments]
  const second: [string, Uint8Array] = ['votes', votes]
  await refusedWith([['comments', other], second], {
    code: 'evidence-mismatch',
    params: { reason: 'sent', file: 'comments', sha256: hash(comments), found: hash(other) },
  })
  await refusedWith([first], { code: 'malformed', params: { reason: 'part-missing', expected: 'votes' } })
  await refusedWith([], { code: 'malformed', params: { reason: 'part-missing', expected: 'comments' } })
  await refusedWith([second, first], { code: 'malformed', params: { reason: 'part', expected: 'comments' } })
  await refusedWith([first, second, ['summary', votes]], {
    code: 'malformed',
    params: { reason: 'part-more' },
  })
  await refusedWith([first, ['votes', new Uint8Array(contract.maxImportBytes)]], {
    code: 'too-large',
    params: { reason: 'files', mib: 64 },
  })
  expect(sizeOf(site)).toBe(before)
})

test('files that do not read are refused, and the record does not enter the log', async () => {
  const { site, operator, sent, votes } = await start()
  const before = sizeOf(site)
  const broken = utf8('timestamp,comment-id\n1,2\n')
  const fields = { title: 'x', licence: 'CC0', attribution: 'x', add: 'anyone', format: 'polis' } as const
  const named = { ...fields, comments: hash(broken), votes: hash(votes) }
  const { note } = write(site.origin, operator, 'import', named)
  expect((await problemOf(await sent(note, ['comments', broken], ['votes', votes]))).code).toBe('csv-columns')
  expect(sizeOf(site)).toBe(before)
})

test('what is no form of files is not taken, and the record alone still is', async () => {
  const { site, api, signed, comments, votes } = await start()
  const plain = await api.request('/api/imports', {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: 'x',
  })
  expect(await problemOf(plain)).toMatchObject({ code: 'not-text', status: 415 })
  const body = new FormData()
  body.append('note', 'x')
  const answer = await api.request('/api/imports', { method: 'POST', body })
  expect(await problemOf(answer)).toMatchObject({ code: 'malformed', params: { reason: 'part', expected: 'record' } })
  for (const bytes of [comments, votes]) await site.addEvidence(bytes)
  expect(isRefusal(await site.submit(signed(), {}))).toBe(false)
  await put(site, keyOf('somebody'), 'conversation', { title: 'Still open', add: 'anyone', totals: 'always' })
})
