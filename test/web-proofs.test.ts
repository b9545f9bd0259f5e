import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { memoryStore } from '../src/adapters/memory.ts'
import { namesAccount, proofQuestion } from '../src/records/people/web-proof.ts'
import { isRefusal } from '../src/records/refusals.ts'
import { ownLease } from '../src/service/lease.ts'
import type { ObservedLog } from '../src/service/observed-log.ts'
import type { Site } from '../src/service/site.ts'
import type { Web, WebAnswer } from '../src/service/web.ts'
import { checkProofs, keepChecking } from '../src/service/web-proofs.ts'
import { english } from '../src/words/en.ts'
import { sentenceOf } from '../src/words/refusal.ts'
import { logOf, viewed } from './chain-parts.ts'
import { clock, closeSites, keyOf, open, write } from './site.ts'

afterAll(closeSites)

const heron = keyOf('heron')
const week = 7 * 86_400_000

/** The web as it answers by what is asked for; it has no names, no sockets and no certificates. */
class SaidWeb implements Web {
  answers: Record<string, WebAnswer> = {}
  asked: string[] = []
  page = (url: string) => this.#answer(url)
  txt = (name: string) => this.#answer(name)
  async #answer(what: string): Promise<WebAnswer> {
    this.asked.push(what)
    return this.answers[what] ?? { fault: `${what} has nothing there`, kind: 'not-there' }
  }
}

let site: Site
let log: ObservedLog
let web: SaidWeb

beforeEach(async () => {
  const store = memoryStore()
  site = await open(store, { starter: false })
  log = await logOf(site, store)
  web = new SaidWeb()
})

async function claim(method: 'dns' | 'well-known' | 'gist' | 'profile', place: string): Promise<void> {
  const answer = await site.submit(write(site.origin, heron, 'web-proof', { method, place }).note, {})
  if (isRefusal(answer)) throw new Error(sentenceOf(english, answer))
}

const look = () => checkProofs(log, web, clock.now, new AbortController().signal)
const proofs = async () => (await viewed(site, 'person', { account: heron.address })).proofs

describe('a proof on the web', () => {
  test('is looked at, found or not found, and dated', async () => {
    await claim('dns', 'heron.example.org')
    await claim('well-known', 'heron.example.org')
    web.answers['_sensus.heron.example.org'] = { text: `v=1\nsensus=${heron.address}` }
    expect((await proofs())[0]!.check).toBeNull()
    expect(await look()).toBe(2)
    expect(web.asked.toSorted()).toEqual([
      '_sensus.heron.example.org',
      'https://heron.example.org/.well-known/sensus.txt',
    ])
    expect((await proofs()).map(({ method, check }) => [method, check?.result])).toEqual([
      ['dns', 'named'],
      ['well-known', 'not-named'],
    ])
  })

  test('is looked at again after a week, and after a day when it could not be reached', async () => {
    await claim('dns', 'heron.example.org')
    await claim('profile', 'github.com/heron')
    web.answers['_sensus.heron.example.org'] = { text: heron.address }
    web.answers['https://github.com/heron'] = { fault: 'github.com did not answer in time', kind: 'unreachable' }
    expect(await look()).toBe(2)
    expect((await proofs())[1]!.check).toMatchObject({
      result: 'not-reached',
      detail: 'github.com did not answer in time',
    })
    expect(await look()).toBe(0)
    clock.now += 86_400_000
    expect(await look()).toBe(1)
    clock.now += week
    web.answers = {}
    expect(await look()).toBe(2)
    expect((await proofs()).map(({ check }) => check?.result)).toEqual(['not-named', 'not-named'])
  })

  test('is asked for at five places of one person at most', async () => {
    for (let i = 0; i < 8; i++) await claim('dns', `heron${i}.example.org`)
    expect(await look()).toBe(5)
    expect(web.asked).not.toContain('_sensus.heron0.example.org')
  })

  test('goes on by itself until it is closed, and a web that breaks is reported', async () => {
    await claim('dns', 'heron.example.org')
    const broken: Web = { page: web.page, txt: () => Promise.reject(new Error('the reader broke its promise')) }
    const said: string[] = []
    const keep = (reader: Web) =>
      keepChecking(
        log,
        reader,
        ownLease,
        () => clock.now,
        (line) => void said.push(line),
      )
    const keeper = keep(broken)
    await expect.poll(() => said).toEqual(['proofs on the web: the reader broke its promise'])
    await keeper.close()
    const again = keep(web)
    await expect.poll(() => said.at(-1)).toBe('looked at 1 proofs on the web')
    await again.close()
    expect((await proofs())[0]!.check).toMatchObject({ result: 'not-named' })
  })
})

describe('a crowd of proofs that lead nowhere', () => {
  /** So many accounts claim two places each. */
  async function crowd(accounts: number): Promise<void> {
    const notes = Array.from({ length: 2 * accounts }, (_, i) => {
      const fields = { method: 'dns', place: `nothing-${i}.example.org` } as const
      return write(site.origin, keyOf(`crowd ${i >> 1}`), 'web-proof', fields).note
    })
    await Promise.all(notes.map((note) => site.submit(note, {})))
  }
  const first = async () => (await viewed(site, 'proofs', { limit: '1' })).rows.map(({ place }) => place)

  test('keeps nobody else from being looked at, the first time and later', async () => {
    web.answers['_sensus.heron.example.org'] = { text: heron.address }
    await claim('dns', 'heron.example.org')
    await crowd(40)
    expect(await first()).toEqual(['heron.example.org'])
    expect(await look()).toBe(50)
    expect((await proofs())[0]!.check).toMatchObject({ result: 'named' })
    clock.now += week
    await crowd(40)
    // What was not looked at yet has waited longest, then what is a week old, then what is new.
    expect(await look()).toBe(50)
    const [proof] = await proofs()
    expect(proof!.check!.ms).toBeGreaterThan(clock.now - week)
  })
})

describe('places', () => {
  test.each([
    ['dns', 'example.org', { txt: '_sensus.example.org' }],
    ['well-known', 'a-b.example.org', { page: 'https://a-b.example.org/.well-known/sensus.txt' }],
    [
      'gist',
      'gist.github.com/heron/0123456789abcdef0123',
      { page: 'https://gist.githubusercontent.com/heron/0123456789abcdef0123/raw' },
    ],
    ['profile', 'codeberg.org/heron', { page: 'https://codeberg.org/heron' }],
  ] as const)('%s %s', (method, place, asked) => {
    expect(proofQuestion(method, place)).toEqual(asked)
  })

  test.each([
    ['dns', 'Example.org'],
    ['dns', 'localhost'],
    ['dns', '127.0.0.1'],
    ['dns', 'https://example.org'],
    ['well-known', 'example.org/path'],
    ['well-known', 'example.org:8080'],
    ['well-known', 'user@example.org'],
    ['well-known', '-.org'],
    ['gist', 'gist.github.com/heron'],
    ['gist', 'example.org/heron/0123456789abcdef0123'],
    ['profile', 'example.org/heron'],
    ['profile', 'github.com/..'],
    ['profile', 'github.com/a/b'],
  ] as const)('%s %s is none', (method, place) => {
    expect(proofQuestion(method, place)).toMatchObject({ code: 'bad-field' })
  })

  test('an address is named as a whole, not as a part of another one', () => {
    const { address } = heron
    for (const text of [address, `my address: ${address}.`, `<a>${address}</a>`, `x${'0'}${address}`])
      expect(namesAccount(text, address)).toBe(true)
    for (const text of ['', address.slice(1), `${address}a`, `5${address}`, address.toLowerCase()])
      expect(namesAccount(text, address)).toBe(false)
  })
})
