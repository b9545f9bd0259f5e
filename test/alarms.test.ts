import { afterAll, describe, expect, test } from 'vitest'
import type { AlarmsAnswer } from '../src/api/contract.ts'
import { createApi } from '../src/api/server.ts'
import type { BlockScript } from '../src/dev/simulated-chain/block-script.ts'
import { multisigAddress } from '../src/dev/simulated-chain/moves.ts'
import { type Story, tao } from '../src/dev/simulated-chain.ts'
import { openAlarms } from '../src/service/alarms/list.ts'
import { startWatch } from '../src/service/alarms/watch.ts'
import { observe } from '../src/service/observe.ts'
import { chainAt, closeChains, later, nodesOf, observedSite, viewed } from './chain-parts.ts'
import { closeSites } from './site.ts'
import { signatories, smallTown, watched } from './watched.ts'
import { childrenOf, readXml } from './xml.ts'

afterAll(closeChains)
afterAll(closeSites)

const whatOf = ({ alarms }: AlarmsAnswer): string[] => alarms.map(({ what }) => what)

describe('what is seen in a finalized block', () => {
  test('is known before the next block is final, and a record of the log once the snapshot is there', async () => {
    const story = smallTown()
    const { site, asked, api } = await watched(story, 10)
    story.block((say) => say.transfer('alice', 'carol', tao(1000))).finalize()
    const { number } = story.finalized()
    await expect.poll(async () => whatOf(await asked())).toEqual(['movement'])
    const [alarm] = (await asked()).alarms
    expect(alarm).toMatchObject({
      state: 'seen',
      severity: 'very-large',
      block: number,
      from: story.address('alice'),
      to: story.address('carol'),
      amount: '1000000000000',
      moved: 'transfer',
      because: 'issuance',
      snapshot: null,
      record: null,
      url: `https://a.example/movements#alarm-${alarm!.id}`,
    })
    expect(alarm!.words).toBe(
      `1,000 TAO moved from ${story.address('alice').slice(0, 6)}…${story.address('alice').slice(-4)} to ${story.address('carol').slice(0, 6)}…${story.address('carol').slice(-4)}`,
    )
    // It is in the log nowhere, and in no view.
    expect((await viewed(site, 'movements')).total).toBe(0)
    story.blocks(10 - (number % 10)).finalize()
    await expect.poll(async () => (await asked()).alarms[0]?.state).toBe('in-snapshot')
    const [movement] = (await viewed(site, 'movements')).movements
    const [later] = (await asked()).alarms
    expect(later).toMatchObject({
      id: alarm!.id,
      n: 1,
      record: { id: movement!.id, index: movement!.index },
      url: `https://a.example/movements?movement=${movement!.id}`,
    })
    expect(later!.updated).toBeGreaterThanOrEqual(later!.seen)
    const feed = await (await api.request('/api/feed.atom')).text()
    expect(childrenOf(childrenOf(readXml(feed), 'entry')[0]!, 'content')[0]!.text).toContain(
      `the log has it as entry ${movement!.index}`,
    )
  })

  test('approvals of the sudo key, what it did, a new runtime, a lock; and nothing of other multisigs', async () => {
    const story = smallTown('alpha')
    const { asked } = await watched(story, 1000)
    story.block((say) => say.multisig('ann', ['ann', 'bob'], 2, (inner) => inner.remark('x', 'of others'))).finalize()
    const call = (who: string) =>
      story.block((say) =>
        say.multisig(who, signatories, 2, (inner) => inner.sudo('x', (root) => root.remark('x', 'y'))),
      )
    call('ann').finalize()
    await expect.poll(async () => whatOf(await asked())).toEqual(['call-proposed'])
    const [proposed] = (await asked()).alarms
    expect(proposed).toMatchObject({
      severity: 'large',
      from: story.address('ann'),
      to: multisigAddress(signatories.map(story.address), 2),
      call: expect.stringMatching(/^[0-9a-f]{64}$/),
      amount: null,
    })
    call('ben').finalize()
    await expect.poll(async () => whatOf(await asked())).toEqual(['privileged-call', 'call-proposed'])
    const [done] = (await asked()).alarms
    expect(done).toMatchObject({ call: 'System.remark_with_event', severity: 'large' })
    story.upgrade('alpha-v2').finalize()
    await expect.poll(async () => (await asked()).count).toBe(4)
    const [upgraded, code] = (await asked()).alarms
    expect([upgraded, code]).toMatchObject([
      { what: 'runtime-upgraded', severity: 'very-large', spec: expect.any(Number) },
      { what: 'privileged-call', severity: 'very-large', call: 'System.set_code' },
    ])
    story.block((say) => say.lock('alice', 'val 2', tao(1), 1)).finalize()
    await expect.poll(async () => (await asked()).count).toBe(5)
    expect((await asked()).alarms[0]).toMatchObject({ what: 'stake-locked', netuid: 1, from: story.address('alice') })
  })

  test('a large lock, a subnet that changes hands, and another sudo key, each with its sentence', async () => {
    const story = smallTown('baskets')
    const { asked } = await watched(story, 1000)
    const short = (name: string) => `${story.address(name).slice(0, 6)}…${story.address(name).slice(-4)}`
    const next = async (script: Parameters<Story['block']>[0], count: number) => {
      story.block(script).finalize()
      await expect.poll(async () => (await asked()).count).toBe(count)
      return (await asked()).alarms[0]!
    }
    expect(await next((say) => say.lock('alice', 'val 2', tao(50), 1), 1)).toMatchObject({
      what: 'stake-locked',
      severity: 'large',
      words: `50 alpha locked by ${short('alice')} on subnet 1`,
    })
    expect(await next((say) => say.takeOver(1, 'val'), 2)).toMatchObject({
      what: 'subnet-owner-changed',
      severity: 'large',
      extrinsic: null,
      words: `Subnet 1 has another owner: ${short('alice')}, before ${short('bob')}`,
    })
    const set = (who: string) => (say: BlockScript) =>
      say.multisig(who, signatories, 2, (inner) => inner.sudo('x', (root) => root.setSudoKey('x', 'carol')))
    story.block(set('ann')).block(set('ben')).finalize()
    await expect.poll(async () => whatOf(await asked())).toContain('key-changed')
    const changed = (await asked()).alarms.find(({ what }) => what === 'key-changed')
    expect(changed).toMatchObject({
      severity: 'very-large',
      to: story.address('carol'),
      words: `The privileged key is now ${short('carol')}`,
    })
  })

  test('a race for a subnet, as a challenger passes half of what is needed and all of it, once each', async () => {
    // Conviction of nearly all that is locked within a few blocks: 40 of 200 alpha, of which 36 do.
    const story = smallTown('baskets')
    story.block((say) => say.lockRates(934_866, 12).stake('alice', 'val', tao(100), 1).keepLocks('alice', 1))
    story.block((say) => say.lock('alice', 'val', tao(40), 1)).finalize()
    const { asked, end, begin } = await watched(story, 10)
    const of = async (what: string) => (await asked()).alarms.filter((each) => each.what === what)
    story.blocks(40).finalize()
    await expect.poll(async () => (await of('takeover-reached')).length).toBe(1)
    const [near] = await of('takeover-near')
    const [reached] = await of('takeover-reached')
    expect([near, reached]).toMatchObject([
      { severity: 'large', netuid: 1, from: story.address('alice'), to: story.address('bob') },
      { severity: 'very-large', netuid: 1, hotkey: story.address('val'), to: story.address('bob') },
    ])
    // 40 (1 - e^(-t/12)) is half of 36 after 8 blocks, and all of it after 28.
    expect(reached!.block - near!.block).toBe(20)
    expect(near!.words).toMatch(/^5.* has 18 alpha of conviction on subnet 1, more than half of what takes it from its/)
    await end()
    later(begin().end)
    story.blocks(20).finalize()
    await expect.poll(async () => (await of('takeover-reached'))[0]?.state).toBe('in-snapshot')
    expect([(await of('takeover-near')).length, (await of('takeover-reached')).length]).toEqual([1, 1])
  })

  test('a list with a cursor, and filters by account, subnet and severity', async () => {
    const story = smallTown()
    const { asked, api } = await watched(story, 1000)
    story.block((say) => say.lock('alice', 'val 2', tao(1), 1)).finalize()
    // Apart from each other: what one passes on is one movement.
    for (const [from, to] of [
      ['alice', 'ann'],
      ['bob', 'ben'],
      ['carol', 'cid'],
    ] as const)
      story.block((say) => say.transfer(from, to, tao(500))).finalize()
    await expect.poll(async () => (await asked()).count).toBe(4)
    const first = await asked('?limit=3')
    expect(first.alarms.map(({ n }) => n)).toEqual([4, 3, 2])
    expect(first.next).toBe(2)
    const rest = await asked(`?limit=3&before=${first.next}`)
    expect([rest.alarms.map(({ n }) => n), rest.next]).toEqual([[1], null])
    expect((await asked('?after=3')).alarms.map(({ n }) => n)).toEqual([4])
    expect(whatOf(await asked('?subnet=1'))).toEqual(['stake-locked'])
    expect(whatOf(await asked('?severity=very-large'))).toEqual(['movement', 'movement', 'movement'])
    const ofBob = await asked(`?account=${story.address('bob')},${story.address('cid')}`)
    expect(ofBob.alarms.map(({ n }) => n)).toEqual([4, 3])
    for (const wrong of ['?account=x', '?subnet=one', '?severity=loud', '?before=0', '?limit=1000', '?other=1']) {
      expect([wrong, (await api.request(`/api/alarms${wrong}`)).status]).toEqual([wrong, 400])
      expect([wrong, (await api.request(`/api/feed.json${wrong}`)).status]).toEqual([wrong, 400])
    }
  })

  test('a restart, and blocks told of twice, say nothing twice and lose nothing', async () => {
    const story = smallTown()
    let fail = 0
    const { asked, begin, end, store, told } = await watched(story, 1000, (watch) => ({
      ...watch,
      blocks: async (read) => {
        await watch.blocks(read)
        // What the observer does not hear of it tells again.
        await watch.blocks(read)
        if (fail-- > 0) throw new Error('the process dies here')
      },
    }))
    story.block((say) => say.transfer('alice', 'carol', tao(700))).finalize()
    await expect.poll(async () => (await asked()).count).toBe(1)
    await end()
    story.block((say) => say.transfer('cid', 'bob', tao(100))).finalize()
    fail = 1
    await expect(begin().done).rejects.toThrow('the process dies here')
    later(begin().end)
    await expect.poll(async () => (await asked()).count).toBe(2)
    story.block((say) => say.transfer('ann', 'ben', tao(900))).finalize()
    await expect.poll(async () => (await asked()).count).toBe(3)
    expect((await asked()).alarms.map(({ amount }) => amount)).toEqual(['900000000000', '100000000000', '700000000000'])
    // A file that somebody has damaged is begun anew, and said so.
    await store.blobs.put('alarms/seen.json', new Uint8Array([123]))
    expect((await asked()).count).toBe(0)
    expect(told.at(-1)).toMatch(/^alarms\/seen\.json cannot be read/)
  })

  test('evidence that cannot be read keeps movements from being judged, and nothing else', async () => {
    const story = smallTown()
    const { site, store, log } = await observedSite()
    const told: string[] = []
    const alarms = openAlarms(store.blobs, (line) => told.push(line))
    const [node] = await nodesOf(story, 1)
    const { chain } = chainAt([node!.url])
    const blind = { ...log, blob: async () => null }
    const watch = startWatch({ log: blind, alarms, clock: Date.now, report: (line) => told.push(line) })
    const stop = new AbortController()
    const report = () => undefined
    const done = observe({ chain, log, notes: store.blobs, every: 5, range: null, watch, report }, stop.signal)
    later(async () => {
      stop.abort()
      await done
    })
    await expect.poll(async () => (await viewed(site, 'snapshots')).total).toBe(1)
    story.block((say) => say.transfer('alice', 'carol', tao(1000)).lock('alice', 'val 2', tao(1), 1))
    story.blocks(5).finalize()
    await expect.poll(async () => (await viewed(site, 'snapshots')).total).toBe(2)
    expect((await alarms.read())?.alarms.map(({ what }) => what)).toEqual(['stake-locked'])
    expect(told[0]).toMatch(/^what is large cannot be told from the latest snapshot: The evidence /)
  })

  test('is seen while a snapshot is being read', async () => {
    const story = smallTown()
    const { site, asked, log: _, ...rest } = { log: null, ...(await watchedSlowly(story, 10)) }
    story.blocks(10 - (story.finalized().number % 10)).finalize()
    await rest.reading()
    story.block((say) => say.transfer('alice', 'carol', tao(1000))).finalize()
    await expect.poll(async () => whatOf(await asked())).toEqual(['movement'])
    expect((await viewed(site, 'snapshots')).total).toBe(1)
    rest.release()
    await expect.poll(async () => (await viewed(site, 'snapshots')).total).toBe(2)
    expect((await asked()).count).toBe(1)
  })
})

/** As `watched`, with an observer whose second snapshot waits until it is released. */
async function watchedSlowly(story: Story, every: number) {
  const [node] = await nodesOf(story, 1)
  const { site, store, log } = await observedSite()
  const alarms = openAlarms(store.blobs, () => undefined)
  const { chain } = chainAt([node!.url])
  let release = (): void => undefined
  let began = (): void => undefined
  const reading = new Promise<void>((resolve) => {
    began = resolve
  })
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  let snapshots = 0
  const slow = {
    ...log,
    addEvidence: async (bytes: Uint8Array) => {
      if (snapshots++ > 0) {
        began()
        await gate
      }
      return log.addEvidence(bytes)
    },
  }
  const stop = new AbortController()
  const watch = startWatch({ log, alarms, clock: Date.now, report: () => undefined })
  const parts = { chain, log: slow, notes: store.blobs, every, range: null, watch, report: () => undefined }
  const done = observe(parts, stop.signal)
  later(async () => {
    release()
    stop.abort()
    await done
  })
  await expect.poll(async () => (await viewed(site, 'snapshots')).total).toBe(1)
  const api = createApi(site, { url: 'https://a.example', alarms })
  const asked = async (): Promise<AlarmsAnswer> => (await api.request('/api/alarms')).json()
  return { site, asked, release, reading: () => reading }
}

describe('feeds', () => {
  test('are an Atom document and a JSON Feed with the same entries, stable ids and tags to ask again with', async () => {
    const story = smallTown()
    const { api, asked } = await watched(story, 1000)
    story.block((say) => say.transfer('alice', 'carol', tao(700))).finalize()
    story.block((say) => say.lock('alice', 'val 2', tao(1), 1)).finalize()
    await expect.poll(async () => (await asked()).count).toBe(2)
    const answer = await api.request('/api/feed.atom?severity=notable')
    expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('public, no-cache')
    const tag = answer.headers.get('etag') ?? ''
    expect((await api.request('/api/feed.atom?severity=notable', { headers: { 'if-none-match': tag } })).status).toBe(
      304,
    )
    const atom = readXml(await answer.text())
    expect([atom.name, atom.attributes.xmlns]).toEqual(['feed', 'http://www.w3.org/2005/Atom'])
    for (const needed of ['id', 'title', 'updated', 'author']) expect(childrenOf(atom, needed)).toHaveLength(1)
    expect(childrenOf(atom, 'link').map(({ attributes: { rel, href } }) => [rel, href])).toContainEqual([
      'self',
      'https://a.example/api/feed.atom?severity=notable',
    ])
    const entries = childrenOf(atom, 'entry')
    for (const entry of entries)
      for (const needed of ['id', 'title', 'updated', 'content']) expect(childrenOf(entry, needed)).toHaveLength(1)
    const json = await (await api.request('/api/feed.json')).json()
    expect(json).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      feed_url: 'https://a.example/api/feed.json',
    })
    const { alarms } = await asked()
    const ids = alarms.map(({ id }) => `urn:sha256:${id}`)
    expect(entries.map((each) => childrenOf(each, 'id')[0]!.text)).toEqual(ids)
    expect(json.items.map(({ id }: { id: string }) => id)).toEqual(ids)
    expect(json.items[0]).toMatchObject({ url: alarms[0]!.url, title: alarms[0]!.words, _sensus: { n: 2 } })
    const locks = await (await api.request('/api/feed.json?subnet=1')).json()
    expect(locks.items).toHaveLength(1)
  })

  test('of a site that observes nothing have no entries', async () => {
    const { site } = await observedSite()
    const api = createApi(site, { url: 'https://a.example' })
    expect(await (await api.request('/api/alarms')).json()).toMatchObject({ alarms: [], count: 0, upto: null })
    expect(childrenOf(readXml(await (await api.request('/api/feed.atom')).text()), 'entry')).toEqual([])
  })
})

test('one event is told over the stream of events for what was seen', async () => {
  const story = smallTown()
  const { api } = await watched(story, 1000)
  const stop = new AbortController()
  const answer = await api.request('/api/events', { signal: stop.signal })
  const reader = answer.body!.getReader()
  let text = ''
  story.block((say) => say.transfer('alice', 'carol', tao(700))).finalize()
  while (!text.includes('event: alarm')) text += new TextDecoder().decode((await reader.read()).value)
  expect(text).toContain('data: {"changes":1}')
  await reader.cancel()
  stop.abort()
})
