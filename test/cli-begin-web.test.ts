import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type WebReaderOptions, webFiles } from '../src/adapters/web-page.ts'
import { beginCommand } from '../src/cli/begin.ts'
import { exit } from '../src/cli/command.ts'
import { certificate } from './certificate.ts'
import { sensus } from './cli-surroundings.ts'
import { all } from './known-lists.ts'

const host = 'lists.sensus-test.org'
const own = certificate(host)
const root = mkdtempSync(join(tmpdir(), 'sensus-begin-web-'))
const env = { SENSUS_CHAIN: 'none', SENSUS_WORK_BITS: '0', SENSUS_TICK_MS: '20' }

/** What stands at each path; a number is a status. */
const served: Record<string, string | number> = {
  '/known/sources.json': JSON.stringify({
    'list.json': 'a list of profiles',
    'genesis/balances.json': 'the spec of the chain',
    'genesis/stakes.json': 'the spec of the chain',
  }),
  '/known/list.json': JSON.stringify(all['list.json']),
  '/known/genesis/balances.json': JSON.stringify(all['genesis/balances.json']),
  '/known/genesis/stakes.json': JSON.stringify(all['genesis/stakes.json']),
  '/sudo.json': JSON.stringify({ ...all['sudo.json'], source: undefined }),
  '/words.json': 'not JSON',
  '/moved.json': 302,
  '/broken.json': 503,
  '/large.json': `"${'x'.repeat(20_000)}"`,
  '/upward/sources.json': JSON.stringify({ '../sudo.json': 'x' }),
  '/elsewhere/sources.json': JSON.stringify({ 'https://other.example.org/a.json': 'x' }),
  '/empty/sources.json': '[]',
  '/lost/sources.json': JSON.stringify({ 'none.json': 'x' }),
}

let server: Server
beforeAll(async () => {
  server = createServer(own, ({ url = '' }, response) => {
    const found = served[url] ?? 404
    if (url === '/slow.json') return
    if (typeof found === 'number') response.writeHead(found, { location: '/sudo.json' }).end()
    else
      response
        .writeHead(200, { 'content-type': url === '/known/list.json' ? 'text/plain' : 'application/json' })
        .end(found)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(root, { recursive: true, force: true })
})

/** Runs the command where 127.0.0.1 is the whole Internet, unless told otherwise. */
async function begin(from: string, words: string[], more: WebReaderOptions = {}) {
  const read = webFiles({
    lookup: async () => [{ address: '127.0.0.1', family: 4 }],
    allowed: (address) => address === '127.0.0.1',
    ca: own.cert,
    port: (server.address() as AddressInfo).port,
    maxBytes: 10_000,
    timeoutMs: 2000,
    ...more,
  })
  const { code, out, err } = await sensus(['begin', '--from', from, ...words], { env, commands: [beginCommand(read)] })
  return { code, err, said: out === '' ? null : JSON.parse(out) }
}

describe('lists of the web', () => {
  const at = (path: string): string => `https://${host}${path}`
  const data = join(root, 'data')

  test('come in by their addresses and by a folder that names its files, each from where it was read', async () => {
    const from = `${at('/known/')}, ${at('/sudo.json')}`
    const { said, code } = await begin(from, ['--data', data])
    expect(code).toBe(exit.ok)
    expect(said.brought).toMatchObject([
      { kind: 'profiles', title: 'list.json', source: 'a list of profiles' },
      { kind: 'genesis', source: 'the spec of the chain', accounts: 3 },
      { kind: 'known-accounts', source: at('/sudo.json') },
    ])
    expect((await begin(from, ['--data', data])).said.brought).toEqual([])
    expect((await sensus(['audit', data], { env })).code).toBe(exit.ok)
  })

  test('have the source that is given for them', async () => {
    const words = ['--data', join(root, 'none'), '--dry-run', '--source', 'sudo.json=the chain itself']
    expect((await begin(at('/sudo.json'), words)).said.would).toMatchObject([{ source: 'the chain itself' }])
  })

  test.each([
    ['/none.json', exit.unreachable, 'is not there (404)'],
    ['/lost/', exit.unreachable, '/lost/none.json" is not there (404)'],
    ['/broken.json', exit.unreachable, 'answers with status 503'],
    ['/slow.json', exit.unreachable, 'did not answer in full within 2 s'],
    ['/moved.json', exit.usage, 'redirects (302), and redirects are not followed'],
    ['/words.json', exit.usage, 'is not JSON'],
    ['/large.json', exit.usage, 'is larger than 10000 bytes'],
    ['/upward/', exit.usage, '"../sudo.json" is something else'],
    ['/elsewhere/', exit.usage, 'is something else'],
    ['/empty/', exit.usage, 'names no files'],
  ])('%s is said to have failed, and nothing is opened', async (path, code, fragment) => {
    const failed = await begin(at(path), ['--data', join(root, 'none')])
    expect(failed).toMatchObject({ code, said: null, err: expect.stringContaining(fragment) })
  })

  test('are never read inside the network of the server, nor by another scheme', async () => {
    const plain = webFiles({ lookup: async () => [{ address: '10.0.0.7', family: 4 }] })
    const words = ['begin', '--from', at('/sudo.json'), '--data', join(root, 'none')]
    const refused = await sensus(words, { env, commands: [beginCommand(plain)] })
    expect(refused).toMatchObject({ code: exit.usage, err: expect.stringContaining('an address that is not public') })
    for (const from of ['http://lists.example.org/a.json', 'https://127.0.0.1/a.json', 'https://localhost/a.json'])
      expect((await begin(from, ['--data', join(root, 'none')])).code, from).toBe(exit.usage)
  })
})
