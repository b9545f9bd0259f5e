import { afterEach, describe, expect, test } from 'vitest'
import { inlineFolder } from '../src/adapters/inline-folder.ts'
import { memoryStore } from '../src/adapters/memory.ts'
import { hex, unhex, utf8 } from '../src/log/bytes.ts'
import { parseVkey } from '../src/log/keys.ts'
import { formatNote } from '../src/log/note.ts'
import { verifyReceipt } from '../src/log/receipt.ts'
import { type AccountKey, accountKey } from '../src/log/sign.ts'
import { verifySignature } from '../src/log/suites.ts'
import { textId } from '../src/records/envelope.ts'
import { writeText } from '../src/records/record.ts'
import { isRefusal, Refusal } from '../src/records/refusals.ts'
import type { FieldsOf, KindName } from '../src/records/registry.ts'
import { operatorKeyPath } from '../src/service/layout.ts'
import { openSite, type Parts } from '../src/service/open.ts'
import type { Store } from '../src/service/ports.ts'
import type { Site, Submitted } from '../src/service/site.ts'

const start = Date.UTC(2026, 10, 22, 15)
let now = start
let nonces = 0
const sites: Site[] = []

afterEach(async () => {
  for (const site of sites.splice(0)) await site.close()
})

async function open(store: Store = memoryStore(), more: Partial<Parts> = {}): Promise<Site> {
  const site = await openSite({
    store,
    origin: 'test.example/log',
    verify: async (jobs) => jobs.map(verifySignature),
    folder: inlineFolder,
    clock: () => now++,
    random: (length) => Uint8Array.from({ length }, (_, i) => (i * 7 + nonces++) & 255),
    version: '0.0.0',
    tickMs: 1,
    limits: { workBits: 0 },
    ...more,
  })
  sites.push(site)
  return site
}

const alice = accountKey('ed25519-bytes', new Uint8Array(32).fill(1))
const bob = accountKey('ed25519-bytes', new Uint8Array(32).fill(2))

function write<K extends KindName>(
  site: Site,
  key: AccountKey,
  kind: K,
  fields: FieldsOf<K>,
): { id: string; note: string } {
  const nonce = (nonces++).toString(16).padStart(32, '0')
  const time = Math.floor(now / 1000) * 1000
  const text = writeText(kind, fields, { origin: site.origin, account: key.address, time, nonce })
  if (isRefusal(text)) throw new Error(text.sentence)
  return { id: textId(text), note: formatNote(text, [key.sign(text)]) }
}

async function put<K extends KindName>(site: Site, key: AccountKey, kind: K, fields: FieldsOf<K>): Promise<Submitted> {
  const outcome = await site.submit(write(site, key, kind, fields).note, {})
  if (outcome instanceof Refusal) throw new Error(outcome.sentence)
  return outcome
}

const begin = { title: 'What next?', add: 'anyone', totals: 'always' } as const

describe('a site', () => {
  test('opens with the operator’s policy and the starter conversation', async () => {
    const site = await open()
    const list = JSON.parse((await site.view('conversations', {})) as string)
    expect(list.conversations).toHaveLength(1)
    expect(list.conversations[0].statements).toBe(15)
    expect(list.checkpoint.size).toBe(17)
  })

  test('answers a record with a receipt that proves it', async () => {
    const site = await open()
    const { receipt, index } = await put(site, alice, 'conversation', begin)
    const proven = verifyReceipt(receipt, parseVkey(site.vkey))
    expect(proven.index).toBe(index)
    expect(proven.note).toBe((await site.record({ index }))?.note)
  })

  test('takes the same record twice as once', async () => {
    const site = await open()
    const { note } = write(site, alice, 'conversation', begin)
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
    expect((await again.record({ id }))?.index).toBe(17)
  })

  test('gives receipts across bundles, each of which verifies', async () => {
    const site = await open()
    const { id } = await put(site, alice, 'conversation', begin)
    const bodies = Array.from({ length: 300 }, (_, i) => `Statement ${i}`)
    const notes = bodies.map(
      (body) => write(site, bob, 'statement', { conversation: id as never, title: begin.title, body }).note,
    )
    const outcomes = await Promise.all(notes.map((note) => site.submit(note, {})))
    const key = parseVkey(site.vkey)
    for (const outcome of outcomes) expect(verifyReceipt((outcome as Submitted).receipt, key).index).toBeLessThan(318)
    expect(site.checkpoint()).toContain('\n318\n')
    const old = verifyReceipt((await site.receipt(3))!, key)
    expect(old.checkpoint.size).toBe(318)
  })

  test('shows a view at an earlier size as it was', async () => {
    const site = await open()
    const then = await site.view('conversations', {})
    await put(site, alice, 'conversation', begin)
    expect(await site.view('conversations', {}, 17)).toBe(then)
    expect(((await site.view('conversations', {}, 99)) as Refusal).code).toBe('bad-parameter')
  })

  test('takes the content of a removed record out of everything', async () => {
    const store = memoryStore()
    const site = await open(store)
    const { index } = await put(site, alice, 'conversation', { ...begin, title: 'Something that must go' })
    await site.view('conversations', {})
    const seed = new TextDecoder().decode((await store.blobs.get(operatorKeyPath))!).trim()
    const operator = accountKey('sr25519-raw', unhex(seed))
    const removal = { indexes: [index], category: 'privacy', appeal: 'mail@test.example' } as const
    const { index: by } = await put(site, operator, 'removal', removal as never)
    expect((await site.record({ index }))?.removed).toBe(by)
    expect(await site.view('conversations', {})).not.toContain('Something that must go')
    for (const path of await store.blobs.list('')) {
      const bytes = (await store.blobs.get(path))!
      expect(hex(bytes).includes(hex(utf8('Something that must go'))), path).toBe(false)
    }
    const again = await open(store)
    expect((await again.record({ index }))?.removed).toBe(by)
  })
})
