import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import { afterAll, describe, expect, test } from 'vitest'
import { memoryStore } from '../src/adapters/memory.ts'
import { webhookPost } from '../src/adapters/webhooks.ts'
import { tao } from '../src/dev/simulated-chain.ts'
import { address } from '../src/log/ss58.ts'
import type { Alarm, AlarmList } from '../src/service/alarms/alarm.ts'
import { added, openAlarms } from '../src/service/alarms/list.ts'
import { keepTelling, pauseFor, type TellingParts } from '../src/service/alarms/tell.ts'
import { type Delivered, type Message, messageOf, type Webhook } from '../src/service/alarms/webhook.ts'
import { ownLease } from '../src/service/lease.ts'
import type { Store } from '../src/service/ports.ts'
import { certificate } from './certificate.ts'
import { closeChains, later } from './chain-parts.ts'
import { closeSites } from './site.ts'
import { smallTown, watched } from './watched.ts'

afterAll(closeChains)
afterAll(closeSites)

const somebody = address('5Ctj1qnHHe2E3XA2Hbu4Re4DHX1fWJSyNwuoSTAmArr1E5N2')

/** The nth thing seen: every second one is large, on subnets 1, 2 and 3 in turn. */
const seen = (n: number) => ({
  id: String(n).padStart(64, '0'),
  what: 'stake-locked' as const,
  severity: n % 2 === 0 ? ('large' as const) : ('notable' as const),
  block: 100 + n,
  extrinsic: 1,
  from: somebody,
  to: null,
  hotkey: null,
  toHotkey: null,
  netuid: 1 + (n % 3),
  toNetuid: null,
  amount: '1500000000',
  moved: null,
  because: null,
  flow: null,
  call: null,
  spec: null,
})

const nothing: AlarmList = { format: 'alarms-1', chain: '00'.repeat(32), upto: 0, count: 0, changes: 0, alarms: [] }
const listOf = (count: number): AlarmList =>
  added(
    nothing,
    Array.from({ length: count }, (_, i) => seen(i + 1)),
    count,
    1_790_000_000_000,
  )
const firstOf = ({ alarms }: AlarmList): Alarm => alarms[0]!

const generic: Webhook = { name: 'own', form: 'generic', url: 'https://hooks.example.org/in' }
const site = 'https://voice.example.org'

describe('the message of', () => {
  const alarm = firstOf(listOf(1))
  const line =
    /^1\.5 alpha locked by 5Ctj1q…E5N2 on subnet 2\. Seen by the observer .* https:\/\/voice\.example\.org\/movements#alarm-0+1$/

  test('Discord mentions nobody', async () => {
    const { method, url, body } = await messageOf({ ...generic, form: 'discord' }, alarm, site)
    expect([method, url]).toEqual(['POST', generic.url])
    expect(JSON.parse(body)).toEqual({ content: expect.stringMatching(line), allowed_mentions: { parse: [] } })
  })

  test('Telegram goes to its chat', async () => {
    const { body } = await messageOf({ ...generic, form: 'telegram', chat: '-100' }, alarm, site)
    expect(JSON.parse(body)).toMatchObject({ chat_id: '-100', text: expect.stringMatching(line) })
  })

  test('Matrix is a transaction named by the alarm', async () => {
    const hook: Webhook = { ...generic, form: 'matrix', url: 'https://m.example.org/', room: '!a:b', token: 't' }
    const { method, url, headers, body } = await messageOf(hook, alarm, site)
    expect([method, headers.authorization]).toEqual(['PUT', 'Bearer t'])
    expect(url).toBe(`https://m.example.org/_matrix/client/v3/rooms/!a%3Ab/send/m.room.message/${alarm.id}`)
    expect(JSON.parse(body)).toEqual({ msgtype: 'm.notice', body: expect.stringMatching(line) })
  })

  test('a program has everything, and a signature over the very bytes', async () => {
    const { headers, body } = await messageOf({ ...generic, secret: 'a secret of theirs' }, alarm, site)
    expect(JSON.parse(body)).toMatchObject({ type: 'alarm', id: alarm.id, n: 1, state: 'seen', amount: '1500000000' })
    const expected = createHmac('sha256', 'a secret of theirs').update(body).digest('hex')
    expect(headers).toMatchObject({ 'idempotency-key': alarm.id, 'sensus-signature': `sha256=${expected}` })
    expect((await messageOf(generic, alarm, site)).headers).not.toHaveProperty('sensus-signature')
  })
})

/** A world whose time passes only in pauses, with a receiver that answers as it is told. */
function world(answer: (message: Message, now: number) => Delivered, store: Store = memoryStore()) {
  const told: string[] = []
  const pauses: number[] = []
  const reports: string[] = []
  const state = { now: 0 }
  const alarms = openAlarms(store.blobs, (line) => reports.push(line))
  const begin = (hooks: Webhook[] = [generic]) => {
    const parts: TellingParts = {
      hooks,
      alarms,
      blobs: store.blobs,
      post: async (message) => {
        told.push(message.headers['idempotency-key']!.replace(/^0+/, ''))
        return answer(message, state.now)
      },
      turn: ownLease,
      site,
      pause: async (ms, signal) => {
        // Idle until something changes; a pause after a failure is over at once, and time has passed.
        if (ms === 30_000) return pauseFor(60_000, signal)
        pauses.push(ms)
        state.now += ms
        await new Promise((resolve) => setImmediate(resolve))
      },
      report: (line) => reports.push(line),
    }
    return keepTelling(parts)
  }
  /** A place that was there before anything was seen. */
  const known = async (hooks?: Webhook[]) => {
    await alarms.write(nothing)
    const telling = begin(hooks)
    await expect.poll(async () => (await store.blobs.list('private/webhooks/')).length).toBe(hooks?.length ?? 1)
    return telling
  }
  return { told, pauses, reports, state, alarms, store, begin, known }
}

const ok: Delivered = { status: 204, retryAfter: null }
const hour = 3_600_000
const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => String(from + i))

describe('a webhook', () => {
  test('that fails for an hour loses nothing and gets nothing twice, in order, with growing pauses', async () => {
    const taken: string[] = []
    const { alarms, pauses, reports, state, known } = world(({ headers }, now) => {
      if (now < hour) return { fault: 'hooks.example.org did not answer in full within 10 s' }
      taken.push(headers['idempotency-key']!.replace(/^0+/, ''))
      return ok
    })
    const telling = await known()
    for (let count = 1; count <= 40; count++) await alarms.write(listOf(count))
    await expect.poll(() => taken.length).toBe(40)
    await telling.close()
    expect(taken).toEqual(numbers(1, 40))
    expect(pauses.slice(0, 6)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000])
    expect(Math.max(...pauses)).toBe(600_000)
    expect(state.now).toBeGreaterThanOrEqual(hour)
    expect(reports).toEqual([
      'webhook own: hooks.example.org did not answer in full within 10 s; it is told again until it answers',
      `webhook own answers again after ${pauses.length} failures`,
    ])
  })

  test('is told on by the next process where the last one was, also one that died before it wrote so', async () => {
    const first = world(() => ok)
    const telling = await first.known()
    await first.alarms.write(listOf(5))
    await expect.poll(() => first.told).toEqual(numbers(1, 5))
    await telling.close()
    const second = world(() => ok, first.store)
    await second.alarms.write(listOf(9))
    const again = second.begin()
    await expect.poll(() => second.told).toEqual(numbers(6, 9))
    await again.close()
    // The state of a moment before: the answer to 9 was never heard of.
    const [path] = await first.store.blobs.list('private/webhooks/')
    await first.store.blobs.put(path!, new TextEncoder().encode('{"after":8}'))
    const third = world(() => ok, first.store)
    const last = third.begin()
    await expect.poll(() => third.told).toEqual(['9'])
    await last.close()
  })

  test('whose answer is lost hears the same key again: who honours it has each once', async () => {
    const had = new Set<string>()
    let lost = 3
    const { told, alarms, known } = world(({ headers }) => {
      const key = headers['idempotency-key']!
      if (had.has(key)) return { status: 409, retryAfter: null }
      had.add(key)
      return lost-- > 0 ? { fault: 'hooks.example.org could not be read (ECONNRESET)' } : ok
    })
    const telling = await known()
    await alarms.write(listOf(4))
    await expect.poll(() => told).toEqual(['1', '1', '2', '2', '3', '3', '4'])
    await telling.close()
    expect(had.size).toBe(4)
  })

  test('waits as long as it is asked to, and what it refuses for its words five times is left out and said so', async () => {
    let asked = 0
    const { told, pauses, reports, alarms, known } = world(({ headers }) => {
      if (headers['idempotency-key']!.endsWith('2')) return { status: 400, retryAfter: null }
      return asked++ === 0 ? { status: 429, retryAfter: 77 } : ok
    })
    const telling = await known()
    await alarms.write(listOf(3))
    await expect.poll(() => told).toEqual(['1', '1', '2', '2', '2', '2', '2', '3'])
    await telling.close()
    expect(pauses[0]).toBe(77_000)
    expect(reports).toContain('webhook own: alarm 2 is left out, since it answers with status 400')
  })

  test('that is gone is told again for ever, since its operator may mend it', async () => {
    let gone = true
    const { told, alarms, known } = world(() => (gone ? { status: 404, retryAfter: null } : ok))
    const telling = await known()
    await alarms.write(listOf(1))
    await expect.poll(() => told.length).toBeGreaterThan(30)
    gone = false
    await alarms.write(listOf(2))
    await expect.poll(() => told.at(-1)).toBe('2')
    await telling.close()
  })

  test('is told what it asked for alone; one that is new what comes from now on; and no one waits for another', async () => {
    const { told, alarms, begin, store } = world(({ url }) =>
      url.endsWith('/broken') ? { fault: 'broken' } : url.endsWith('/large') ? ok : { status: 200, retryAfter: null },
    )
    await alarms.write(listOf(10))
    const late = begin()
    await expect.poll(async () => (await store.blobs.list('private/webhooks/')).length).toBe(1)
    await alarms.write(listOf(12))
    await expect.poll(() => told).toEqual(['11', '12'])
    await late.close()
    told.length = 0
    const hooks: Webhook[] = [
      { ...generic, name: 'large on one', url: 'https://a.example.org/large', severity: 'large', subnets: [1] },
      { ...generic, name: 'broken', url: 'https://a.example.org/broken', accounts: [somebody] },
      { ...generic, name: 'of nobody', url: 'https://a.example.org/none', accounts: ['5x'] },
    ]
    const telling = begin(hooks)
    await expect.poll(async () => (await store.blobs.list('private/webhooks/')).length).toBe(4)
    await alarms.write(listOf(20))
    // Subnet 1 has the multiples of three; large are the even ones. The broken one stays at the first.
    await expect.poll(() => [...new Set(told)].sort()).toEqual(['13', '18'])
    await telling.close()
  })
})

describe('on real sockets', () => {
  const host = 'hooks.sensus-test.org'
  const own = certificate(host)

  async function receiver(status: (body: string) => number, headers: Record<string, string> = {}) {
    const got: { headers: IncomingHttpHeaders; method: string | undefined; path: string | undefined; body: string }[] =
      []
    const server = createServer({ key: own.key, cert: own.cert }, async (request, response) => {
      const body = await textOf(request)
      got.push({ headers: request.headers, method: request.method, path: request.url, body })
      response.writeHead(status(body), headers).end('thanks')
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    later(async () => {
      server.closeAllConnections()
      server.close()
    })
    const options = {
      lookup: async () => [{ address: '127.0.0.1', family: 4 as const }],
      port: (server.address() as AddressInfo).port,
      ca: own.cert,
    }
    return { got, options, post: webhookPost({ ...options, allowed: (each) => each === '127.0.0.1' }) }
  }

  const message: Message = {
    method: 'POST',
    url: `https://${host}/secret-path`,
    headers: { 'content-type': 'application/json', 'idempotency-key': 'k' },
    body: '{"a":"ä"}',
  }
  const never = new AbortController().signal

  test('a message arrives as it is, and its answer is the status', async () => {
    const { got, post } = await receiver(() => 204)
    expect(await post(message, never)).toEqual({ status: 204, retryAfter: null })
    expect(got).toMatchObject([
      { method: 'POST', path: '/secret-path', body: '{"a":"ä"}', headers: { host, 'idempotency-key': 'k' } },
    ])
  })

  test('a redirect is an answer and is not followed; how long to wait is read', async () => {
    const { got, post } = await receiver(() => 307, { location: 'https://other.sensus-test.org/', 'retry-after': '9' })
    expect(await post(message, never)).toEqual({ status: 307, retryAfter: 9 })
    expect(got).toHaveLength(1)
  })

  test('no private network is reached, and no fault tells more of an address than its host', async () => {
    const { got, options } = await receiver(() => 200)
    const guarded = webhookPost(options)
    const faults = await Promise.all(
      [
        message.url,
        'http://hooks.sensus-test.org/secret',
        `https://${host}:8443/secret`,
        'https://127.0.0.1/secret',
      ].map((url) => guarded({ ...message, url }, never)),
    )
    for (const answer of faults) expect(answer).toHaveProperty('fault')
    expect(JSON.stringify(faults)).not.toContain('secret')
    expect(faults[0]).toEqual({ fault: `${host} has an address that is not public` })
    expect(got).toHaveLength(0)
    const unreachable = webhookPost({ ...options, allowed: () => true, port: 1 })
    expect(await unreachable(message, never)).toEqual({ fault: `${host} could not be read (ECONNREFUSED)` })
  })

  test('from a finalized block to list, feed and webhook before the next block is final', async () => {
    const { got, post } = await receiver(() => 200)
    const story = smallTown()
    const { alarms, store, asked, api } = await watched(story, 1000)
    story.block().finalize()
    const hook: Webhook = { ...generic, url: `https://${host}/in`, severity: 'large' }
    const telling = keepTelling({
      hooks: [hook],
      alarms,
      blobs: store.blobs,
      post,
      turn: ownLease,
      site,
      pause: pauseFor,
      report: () => undefined,
    })
    later(() => telling.close())
    await expect.poll(async () => (await store.blobs.list('private/webhooks/')).length).toBe(1)
    story.block((say) => say.transfer('alice', 'carol', tao(1000))).finalize()
    await expect.poll(() => got.length).toBe(1)
    const told = JSON.parse(got[0]!.body)
    expect(told).toMatchObject({ what: 'movement', block: story.finalized().number, state: 'seen' })
    expect((await asked()).alarms[0]).toMatchObject({ id: told.id, words: told.words })
    expect(await (await api.request('/api/feed.json')).json()).toMatchObject({
      items: [{ id: `urn:sha256:${told.id}` }],
    })
    // Later blocks tell nothing of it again.
    story.block().finalize()
    story.block((say) => say.transfer('bob', 'cid', tao(900))).finalize()
    await expect.poll(() => got.length).toBe(2)
    expect(new Set(got.map(({ headers }) => headers['idempotency-key'])).size).toBe(2)
  })
})
