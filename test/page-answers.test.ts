import { readdirSync } from 'node:fs'
import { get } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allConversations } from '../src/views/conversation/answers.ts'
import { keyOf, startSite, type TestSite, viewValue } from './browser/site.ts'

let site: TestSite
let pages: string[]

beforeAll(async () => {
  site = await startSite()
  const [conversation] = allConversations(await viewValue(site, 'conversations')).conversations
  const [question] = (await viewValue(site, 'positions')).questions
  const params: Record<string, string> = {
    'a/[address]': `a/${keyOf('anybody').address}`,
    'c/[id]': `c/${conversation?.id}`,
    'questions/[id]': `questions/${question?.id}`,
    'r/[ref]': 'r/0',
    'sign/[kind]': 'sign/vote',
  }
  pages = [...routes().map((route) => `/${params[route] ?? route}`), '/nowhere']
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
    answers.filter(({ path, status }) => status !== (path === '/nowhere' ? 404 : 200)).map(({ path }) => path),
  ).toEqual([])
  expect(answers.flatMap(({ path, head }) => (head < 2048 ? [] : [`${path}: ${head} bytes`]))).toEqual([])
})
