import { readdirSync } from 'node:fs'
import { get } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allConversations } from '../src/views/conversation/answers.ts'
import { keyOf, say, startSite, type TestSite, viewValue } from './browser/site.ts'

/** Where there is nothing: no chain is observed here, so it has no privileged call, no upgrade and no referendum. */
const missing = ['/nowhere', `/proposal/${'ab'.repeat(32)}`, `/upgrade/${'ab'.repeat(32)}`, '/referendum/3'] as const
const isMissing = (path: string): boolean => missing.some((each) => each === path)

let site: TestSite
let pages: string[]

beforeAll(async () => {
  site = await startSite()
  const [conversation] = allConversations(await viewValue(site, 'conversations')).conversations
  const [question] = (await viewValue(site, 'positions')).questions
  const event = await say(site, keyOf('anybody'), 'event', {
    title: 'It happened',
    date: '2026',
    body: '# What happened\nSomething.\n\n# Sources\nOne: https://example.org/1\nTwo: https://example.org/2',
  })
  const params: Record<string, string> = {
    'a/[address]': `a/${keyOf('anybody').address}`,
    'c/[id]': `c/${conversation?.id}`,
    'c/[id]/freeze': `c/${conversation?.id}/freeze`,
    'c/[id]/readings': `c/${conversation?.id}/readings`,
    'c/[id]/report': `c/${conversation?.id}/report`,
    'embed/c/[id]': `embed/c/${conversation?.id}`,
    'events/[id]': `events/${event.id}`,
    'notes/[about]': `notes/${event.id}`,
    'questions/[id]': `questions/${question?.id}`,
    'r/[ref]': 'r/0',
    'sign/[kind]': 'sign/vote',
    'subnet/[n]': 'subnet/3',
    'proposal/[id]': missing[1].slice(1),
    'upgrade/[id]': missing[2].slice(1),
    'referendum/[n]': missing[3].slice(1),
    'embed/subnet/[n]': 'embed/subnet/3',
  }
  pages = [...routes().map((route) => `/${params[route] ?? route}`), missing[0]]
})

afterAll(() => site?.stop())

/** Every route that has a page, as its path without the groups that no address shows. */
function routes(): string[] {
  const folder = new URL('../src/web/routes', import.meta.url).pathname
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((path) => /(^|\/)\+page\.svelte$/.test(path))
    .map((path) => path.replace(/\([^)]*\)\//g, '').replace(/\/?\+page\.svelte$/, ''))
}

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  /** Bytes of the status line and of every header as they are on the wire. */
  head: number
  body: Buffer
}

/** Asks as a proxy does: the answer is not unpacked, and its head is counted. */
function ask(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = get(new URL(path, site.url), { headers }, async (response) => {
      const lines = response.rawHeaders.reduce((sum, each) => sum + Buffer.byteLength(each) + 2, 0)
      const head = `HTTP/1.1 ${response.statusCode} ${response.statusMessage}\r\n\r\n`.length + lines
      resolve({ status: response.statusCode ?? 0, headers: response.headers, head, body: await buffer(response) })
    })
    request.on('error', reject)
  })
}

test('the head of every page is under 2 kB: a proxy takes 4 kB unless told', async () => {
  expect(pages.length).toBeGreaterThan(15)
  const answers = await Promise.all(pages.map(async (path) => ({ path, ...(await ask(path)) })))
  expect(
    answers.filter(({ path, status }) => status !== (isMissing(path) ? 404 : 200)).map(({ path }) => path),
  ).toEqual([])
  expect(answers.flatMap(({ path, head }) => (head < 2048 ? [] : [`${path}: ${head} bytes`]))).toEqual([])
})

test('pages, JSON and pictures travel in gzip when that is taken, and are the same words', async () => {
  const paths = [...pages.filter((path) => !isMissing(path)), '/api/openapi.json', '/api/pictures/influence.svg']
  for (const path of paths) {
    const [plain, packed] = [await ask(path), await ask(path, { 'accept-encoding': 'gzip' })]
    expect([path, plain.headers['content-encoding'], packed.headers['content-encoding']]).toEqual([
      path,
      undefined,
      plain.body.length < 1024 ? undefined : 'gzip',
    ])
    expect(plain.headers.vary ?? '', path).toMatch(/accept-encoding/i)
    if (plain.body.length < 1024) continue
    expect(packed.body.length, path).toBeLessThan(plain.body.length / 2)
    // A page tells the time of day in places.
    if (path.startsWith('/api/')) expect(gunzipSync(packed.body).equals(plain.body), path).toBe(true)
    else expect(gunzipSync(packed.body).toString()).toMatch(/<\/html>\s*$/)
    const tag = String(packed.headers.etag ?? '')
    if (path.startsWith('/api/'))
      expect((await ask(path, { 'accept-encoding': 'gzip', 'if-none-match': tag })).status, path).toBe(304)
  }
})

test('events are not held back to be compressed', async () => {
  const stop = new AbortController()
  const answer = await fetch(`${site.url}/api/events`, { signal: stop.signal, headers: { 'accept-encoding': 'gzip' } })
  expect(answer.headers.get('content-encoding')).toBeNull()
  const first = await answer.body?.getReader().read()
  expect(new TextDecoder().decode(first?.value)).toContain('event: checkpoint')
  stop.abort()
})
