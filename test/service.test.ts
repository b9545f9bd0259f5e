import { afterEach, describe, expect, test } from 'vitest'
import { memoryStore } from '../src/adapters/memory.ts'
import { hex, text, utf8 } from '../src/log/bytes.ts'
import { parseVkey } from '../src/log/keys.ts'
import { formatNote, parseNote } from '../src/log/note.ts'
import { verifyReceipt } from '../src/log/receipt.ts'
import { accountKey, sessionKey } from '../src/log/sign.ts'
import { writeText } from '../src/records/record.ts'
import { isRefusal, type Refusal } from '../src/records/refusals.ts'
import type { FieldsOf } from '../src/records/registry.ts'
import { titleOf } from '../src/records/title.ts'
import { intakePath, intakePrefix } from '../src/service/layout.ts'
import type { Submitted } from '../src/service/site.ts'
import { viewValue } from '../src/service/view-value.ts'
import { oneConversation } from '../src/views/conversation/answers.ts'
import { faultyStore } from './faulty-store.ts'
import {
  plainConversation as begin,
  clock,
  closeSites,
  faults,
  keyOf,
  open,
  operatorOf,
  put,
  starterSize,
  write,
} from './site.ts'

const alice = keyOf('alice')
const bob = keyOf('bob')

afterEach(closeSites)

describe('a site', () => {
  test('opens with the operator’s policy and the starter conversation', async () => {
    const site = await open()
    const list = JSON.parse((await site.view('conversations', {})) as string)
    expect(list.conversations).toHaveLength(1)
    expect(list.conversations[0].statements).toBe(15)
    expect(list.checkpoint.size).toBe(starterSize)
  })

  test('answers a record with a receipt that proves it', async () => {
    const site = await open()
    const { receipt, index } = await put(site, alice, 'conversation', begin)
    const proven = verifyReceipt(receipt, parseVkey(site.vkey))
    expect(proven.index).toBe(index)
    expect(proven.note).toBe((await site.record({ index }))?.note)
  })

  test('stores what everybody may ask, and nothing that says what one reader looks for', async () => {
    const site = await open()
    const { id: conversation } = await put(site, alice, 'conversation', begin)
    const common: [string, Record<string, string>][] = [
      ['people', {}],
      ['people', { role: 'holder' }],
      ['people', { limit: '100' }],
      ['conversations', { conversation }],
    ]
    const own: [string, Record<string, string>][] = [
      ['people', { limit: '7' }],
      ['people', { name: 'ali' }],
      ['people', { name: '', limit: '5' }],
      ['account', { account: alice.address }],
      ['movements', { from: '7' }],
      ['what-if', { share: '5' }],
      ['match', { answers: '' }],
      ['conversations', { conversation: 'ab'.repeat(32) }],
    ]
    for (const [view, params] of [...common, ...own]) await site.view(view, params)
    const stored = await site.published()
    const said = await Promise.all(stored.map(async (path) => JSON.parse(text((await site.blob(path))!))))
    expect(said.map(({ view, parameters }) => [view, parameters.limit, parameters.role ?? null]).sort()).toEqual([
      ['conversations', undefined, null],
      ['people', 100, null],
      ['people', 100, 'holder'],
    ])
  })

  test('answers on a full disk, and says once that nothing is stored', async () => {
    const full = faultyStore(memoryStore(), ({ verb, what }) =>
      verb === 'put' && what.startsWith('views/') ? 'failed' : 'done',
    )
    const site = await open(full)
    const before = faults.length
    for (const view of ['conversations', 'people', 'power', 'proofs'])
      expect(JSON.parse(String(await site.view(view, {}))).view).toBe(view)
    expect(await site.published()).toEqual([])
    expect(faults.slice(before)).toHaveLength(1)
  })

  test('computes so many answers at once, and tells the others when to come back', async () => {
    const site = await open()
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) => site.view('people', { limit: String(i + 1) })),
    )
    expect(answers.filter((each) => typeof each === 'string')).toHaveLength(64)
    expect(answers.find(isRefusal)).toMatchObject({ code: 'busy', params: { reason: 'views', seconds: 10 } })
    expect(typeof (await site.view('people', { limit: '100' }))).toBe('string')
  })

  test('takes the same record twice as once', async () => {
    const site = await open()
    const { note } = write(site.origin, alice, 'conversation', begin)
    const [first, second] = (await Promise.all([site.submit(note, {}), site.submit(note, {})])) as [
      Submitted,
      Submitted,
    ]
    expect(second.index).toBe(first.index)
    expect(((await site.submit(note, {})) as Submitted).index).toBe(first.index)
  })

  test('goes on where it stopped', async () => {
    const store = memoryStore()
    const site = await open(store)
    const { id } = await put(site, alice, 'conversation', begin)
    const before = site.checkpoint()
    const again = await open(store)
    expect(again.checkpoint()).toBe(before)
    expect(again.vkey).toBe(site.vkey)
    expect((await again.record({ id }))?.index).toBe(starterSize)
  })

  test('gives receipts across bundles, each of which verifies', async () => {
    const site = await open()
    const { id } = await put(site, alice, 'conversation', begin)
    const bodies = Array.from({ length: 300 }, (_, i) => `Statement ${i}`)
    const people = Array.from({ length: 30 }, (_, i) => keyOf(`person ${i}`))
    const notes = bodies.map(
      (body, i) =>
        write(site.origin, people[i % 30]!, 'statement', { conversation: id, title: begin.title, body }).note,
    )
    const outcomes = await Promise.all(notes.map((note) => site.submit(note, {})))
    const key = parseVkey(site.vkey)
    for (const outcome of outcomes)
      expect(verifyReceipt((outcome as Submitted).receipt, key).index).toBeLessThan(starterSize + 301)
    expect(site.checkpoint()).toContain(`\n${starterSize + 301}\n`)
    const old = verifyReceipt((await site.receipt(3))!, key)
    expect(old.checkpoint.size).toBe(starterSize + 301)
  })

  test('takes the same words once, and twenty statements of a guest, however close together they come', async () => {
    const site = await open()
    const { id } = await put(site, alice, 'conversation', begin)
    const say = (by: typeof bob, body: string) =>
      site.submit(write(site.origin, by, 'statement', { conversation: id, title: begin.title, body }).note, {})
    const codes = (all: (Submitted | Refusal)[]) =>
      all
        .map((each) => (isRefusal(each) ? each.code : 'taken'))
        .sort()
        .join()
    expect(codes(await Promise.all([say(alice, 'Along the river.'), say(bob, 'Along  the river')]))).toBe(
      'said-already,taken',
    )
    const many = await Promise.all(Array.from({ length: 22 }, (_, i) => say(bob, `Place number ${i}.`)))
    expect(many.filter(isRefusal).every(({ code }) => code === 'too-many-statements')).toBe(true)
    const told = await viewValue(site, 'conversations', { conversation: id })
    if (isRefusal(told)) throw new Error(told.code)
    const { statements } = oneConversation(told)
    expect(statements.filter(({ author }) => author === bob.address)).toHaveLength(20)
  })

  test('shows a view at an earlier size as it was', async () => {
    const site = await open()
    const then = await site.view('conversations', {})
    await put(site, alice, 'conversation', begin)
    expect(await site.view('conversations', {}, starterSize)).toBe(then)
    expect(((await site.view('conversations', {}, 99)) as Refusal).code).toBe('bad-parameter')
  })

  test('takes the content of a removed record out of everything', async () => {
    const store = memoryStore()
    const site = await open(store)
    const { index } = await put(site, alice, 'conversation', { ...begin, title: 'Something that must go' })
    await site.view('conversations', {})
    const operator = await operatorOf(store)
    const { index: by } = await put(site, operator, 'removal', {
      indexes: [index],
      category: 'privacy',
      appeal: 'mail@test.example',
    })
    expect((await site.record({ index }))?.removed).toBe(by)
    expect(await site.view('conversations', {})).not.toContain('Something that must go')
    for (const path of await store.blobs.list('')) {
      const bytes = (await store.blobs.get(path))!
      expect(hex(bytes).includes(hex(utf8('Something that must go'))), path).toBe(false)
    }
    const again = await open(store)
    expect((await again.record({ index }))?.removed).toBe(by)
  })

  test('does not take a removed record again: the same note, nor the same text under another signature', async () => {
    const store = memoryStore()
    const site = await open(store)
    const wallet = accountKey('sr25519-bytes', new Uint8Array(32).fill(3))
    const { note } = write(site.origin, wallet, 'conversation', begin)
    const { text: signed } = parseNote(note)
    const other = formatNote(signed, [wallet.sign(signed)])
    expect(other).not.toBe(note)
    const { index } = (await site.submit(note, {})) as Submitted
    const removal: FieldsOf<'removal'> = { indexes: [index], category: 'privacy', appeal: 'mail@test.example' }
    const { index: by } = await put(site, await operatorOf(store), 'removal', removal)
    const again = { code: 'removed', params: { reason: 'again', index, by } }
    const beside = await open(store, { shared: true })
    const restarted = await open(store)
    for (const each of [site, beside, restarted])
      for (const same of [note, other]) expect(await each.submit(same, {})).toMatchObject(again)
    await put(site, wallet, 'conversation', begin)
    // A store that was filled from a mirror has no ids: the tree still knows the note.
    for (const path of await store.blobs.list('private/removed/')) await store.blobs.drop(path)
    expect(await (await open(store)).submit(note, {})).toMatchObject(again)
  })

  test('a removed record that another process was about to hand over is not taken either', async () => {
    const store = memoryStore()
    const [holder, other] = [await open(store, { shared: true }), await open(store, { shared: true })]
    const { id, note } = write(holder.origin, alice, 'conversation', begin)
    const { index } = (await holder.submit(note, {})) as Submitted
    const removal: FieldsOf<'removal'> = { indexes: [index], category: 'court', appeal: 'mail@test.example' }
    await put(holder, await operatorOf(store), 'removal', removal)
    await store.blobs.put(intakePath(id), utf8(note))
    await expect.poll(() => store.blobs.list(intakePrefix)).toEqual([])
    await put(other, bob, 'conversation', begin)
    expect(await holder.record({ id })).toBe(null)
    await expect.poll(() => other.record({ index })).toMatchObject({ note: null })
    expect(await other.submit(note, {})).toMatchObject({ code: 'removed' })
  })

  test('two processes over one store: what one has acknowledged the other one knows', async () => {
    const store = memoryStore()
    // The second does not look by itself while the test lasts.
    const [one, other] = [await open(store, { shared: true }), await open(store, { shared: true, tickMs: 3_600_000 })]
    const { id: conversation, index } = await put(one, alice, 'conversation', begin)
    expect((await other.record({ id: conversation }))?.index).toBe(index)
    const said = { conversation, title: begin.title, body: 'One thing.' }
    const { index: last, id: about } = await put(one, alice, 'statement', said)
    expect(verifyReceipt((await other.receipt(last))!, parseVkey(one.vkey)).index).toBe(last)
    const { index: more } = await put(one, bob, 'statement', { ...said, body: 'Another thing.' })
    expect(JSON.parse(String(await other.view('conversations', { conversation }, more + 1))).statements).toHaveLength(2)
    const { id } = await put(one, bob, 'conversation', { ...begin, title: 'And then?' })
    expect(JSON.parse(String(await other.view('conversations', { conversation: id }))).conversation.index).toBe(
      more + 1,
    )
    const { index: back } = await put(one, alice, 'revoke', { record: about })
    expect((await other.record({ index: back }))?.index).toBe(back)
    expect(await other.record({ index: back + 1 })).toBe(null)
    expect(await other.record({ id: 'ab'.repeat(32) })).toBe(null)
  })

  test('requests in turn at two processes: sessions, statements and votes on what the other one took a moment ago', async () => {
    const store = memoryStore()
    // The second looks so seldom that it would answer before it knows.
    const sites = [await open(store, { shared: true }), await open(store, { shared: true, tickMs: 1000 })] as const
    const limits = { shared: true, tickMs: 1000, limits: { workBits: 8 } }
    const strict = await open(store, limits)
    const browser = sessionKey(new Uint8Array(32).fill(9), bob.address)
    for (const [one, other] of [sites, [sites[1], sites[0]] as const, [sites[0], strict] as const]) {
      const { id: conversation } = await put(one, alice, 'conversation', begin)
      const body = `Said ${conversation}`
      const { id: about } = await put(other, alice, 'statement', { conversation, title: begin.title, body })
      const notAfter = Math.floor(clock.now / 1000) * 1000 + 3_600_000
      const session = { sessionKey: hex(browser.publicKey), may: ['vote' as const], notAfter }
      const { id } = await put(one, bob, 'session', session)
      const title = titleOf(body)
      const vote = writeText(
        'vote',
        { choice: 'agree', about, title },
        {
          origin: one.origin,
          account: bob.address,
          session: id,
          time: notAfter - 3_600_000,
          nonce: conversation.slice(32),
        },
      )
      if (isRefusal(vote)) throw new Error(vote.code)
      expect(await other.submit(formatNote(vote, [browser.sign(vote)]), {})).toHaveProperty('receipt')
    }
    const newcomer = keyOf('newcomer')
    await put(sites[0], newcomer, 'conversation', begin)
    await put(strict, newcomer, 'conversation', begin)
  })
})
