import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { memoryStore } from '../src/adapters/memory.ts'
import { subject as shape } from '../src/api/contract.ts'
import { createApi } from '../src/api/server.ts'
import { hex, sha256 } from '../src/log/bytes.ts'
import type { SubjectValue } from '../src/views/people/values.ts'
import { holdings } from './holdings.ts'
import { clock, closeSites, keyOf, open, operatorOf, put } from './site.ts'
import { snapshotFields } from './snapshot-fields.ts'

afterAll(closeSites)

const store = memoryStore()
const site = await open(store)
const api = createApi(site, { url: 'https://test.example' })
const [ann, bob] = [keyOf('ann'), keyOf('bob')]

const seen = holdings(
  'block 7200 (issuance 200)\nann has 5\nval runs hal\nbob stakes 10 on hal in 3\nsubnet 3 of ann at 0.5 holding 400',
  (name) => keyOf(name).publicKey,
)
const files: Uint8Array[] = []
const fields = snapshotFields(seen, (bytes) => {
  files.push(bytes)
  return hex(sha256(bytes))
})
for (const bytes of files) await site.addEvidence(bytes)
await put(site, await operatorOf(store), 'snapshot', fields)

const opinion = (body: string) => ({
  subject: 'subnet:3',
  stance: 'doubts' as const,
  until: Math.floor(clock.now / 1000) * 1000 + 30 * 86_400_000,
  body: `# Reason\n${body}\n\n# What would change it\nAn answer.`,
})

const ask = (of: string, headers: Record<string, string> = {}) => api.request(`/api/subjects/${of}`, { headers })

test('a subject answers with the view of it, byte for byte, and with where to go', async () => {
  await put(site, bob, 'opinion', opinion('Nobody answers.'))
  const answer = await ask('subnet:3')
  const text = await answer.text()
  const { links, result } = shape.parse(JSON.parse(text)) as unknown as {
    links: Record<string, string>
    result: SubjectValue
  }
  expect(text.endsWith(`"result":${await site.view('subject', { subject: 'subnet:3' })}}`)).toBe(true)
  expect(result.opinions.rows).toMatchObject([{ role: 'holder', stance: 'doubts', reason: 'Nobody answers.' }])
  expect(links).toEqual({
    page: 'https://test.example/subnet/3',
    record: 'https://test.example/r/{index}',
    person: 'https://test.example/a/{key}',
    opinion: 'https://test.example/sign/opinion?subject=subnet%3A3',
    frame: 'https://test.example/embed/subnet/3',
  })
  expect(text.length).toBeLessThan(8192)
})

test('it is small news: whoever has it is told so until the log grows, and any origin may read it', async () => {
  const first = await ask('subnet:3')
  const tag = first.headers.get('etag') ?? ''
  expect([first.headers.get('cache-control'), first.headers.get('access-control-allow-origin')]).toEqual([
    'public, no-cache',
    '*',
  ])
  expect((await ask('subnet:3', { 'if-none-match': tag })).status).toBe(304)
  await put(site, ann, 'opinion', opinion('I own it, and I doubt it.'))
  const next = await ask('subnet:3', { 'if-none-match': tag })
  expect(next.status).toBe(200)
  expect(JSON.parse(await next.text()).result.opinions.total).toBe(2)
})

test('an account has its own page and no frame; what nobody knows is refused', async () => {
  const { links, result } = JSON.parse(await (await ask(ann.address)).text())
  expect([links.page, links.frame, result.what]).toEqual([`https://test.example/a/${ann.address}`, null, 'account'])
  expect((await ask('subnet:77')).status).toBe(404)
  expect((await ask('subnet:x')).status).toBe(400)
})

test('the example of the docs shows it in twenty lines', async () => {
  const page = readFileSync(new URL('../docs/elsewhere.md', import.meta.url), 'utf8')
  const code = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  expect(code.split('\n').filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(20)
  const lines: string[] = []
  const fetched = (address: string, init?: RequestInit) => api.request(new URL(address).pathname, init)
  const run = new Function('fetch', 'console', `return (async () => {${code}})()`)
  await run(fetched, { log: (line: string) => lines.push(line) })
  expect(lines[0]).toBe(`subnet 3 of ${ann.address}: https://test.example/subnet/3`)
  expect(lines[2]).toMatch(/^owner doubts: I own it, and I doubt it\. https:\/\/test\.example\/r\/[0-9]+$/)
})
