import { afterEach, expect, test } from 'vitest'
import { inlineEngine } from '../src/adapters/inline-engine.ts'
import { memoryStore } from '../src/adapters/memory.ts'
import { hex, sha256, utf8 } from '../src/log/bytes.ts'
import { parseVkey } from '../src/log/keys.ts'
import { verifyReceipt } from '../src/log/receipt.ts'
import { intakePath, intakePrefix } from '../src/service/layout.ts'
import { openReading } from '../src/service/reading.ts'
import { closeSites, keyOf, open, plainConversation, put, starterSize, write } from './site.ts'

afterEach(closeSites)

test('another process over the same store shows the same, and its receipts hold', async () => {
  const store = memoryStore()
  const writer = await open(store, { shared: true })
  const follower = await open(store, { shared: true })
  const { index } = await put(writer, keyOf('alice'), 'conversation', plainConversation)
  await put(follower, keyOf('bob'), 'conversation', plainConversation)
  await expect.poll(() => follower.checkpoint() === writer.checkpoint()).toBe(true)
  expect(await follower.view('conversations', {})).toBe(await writer.view('conversations', {}))
  expect(verifyReceipt((await follower.receipt(index))!, parseVkey(writer.vkey)).index).toBe(index)
})

test('what another process lays down is checked again: a forged record is dropped, a sound one is taken', async () => {
  const store = memoryStore()
  const site = await open(store, { shared: true })
  const sound = write(site.origin, keyOf('alice'), 'conversation', plainConversation)
  const forged = write(site.origin, keyOf('bob'), 'conversation', plainConversation)
  const note = forged.note.replace('What next?', 'What now??')
  await store.blobs.put(intakePath(sound.id), utf8(sound.note))
  await store.blobs.put(intakePath(forged.id), utf8(note))
  await put(site, keyOf('carol'), 'conversation', plainConversation)
  await expect.poll(async () => (await site.record({ id: sound.id })) !== null).toBe(true)
  await put(site, keyOf('carol'), 'conversation', plainConversation)
  await expect.poll(() => store.blobs.list(intakePrefix)).toEqual([])
  expect(site.checkpoint()).toContain(`\n${starterSize + 3}\n`)
})

test('a store is read beside the one that writes it, and nothing is written', async () => {
  const store = memoryStore()
  const writer = await open(store)
  await put(writer, keyOf('alice'), 'conversation', plainConversation)
  const paths = await store.blobs.list('')
  const reading = await openReading({ store, folder: inlineEngine, clock: Date.now, version: '0' })
  expect(await reading.view('conversations', {})).toBe(await writer.view('conversations', {}))
  expect(reading.about().operator).toBe(writer.about().operator)
  expect((await store.blobs.list('')).filter((path) => !/^(private\/)?views\//.test(path))).toEqual(paths)
  await expect(reading.submit('anything', {})).rejects.toThrow('opened to read')
})

test('entries of one append are in the order of their hashes, not of their arrival', async () => {
  const site = await open(memoryStore(), { tickMs: 50 })
  const notes = Array.from(
    { length: 12 },
    (_, i) => write(site.origin, keyOf(`p${i}`), 'conversation', plainConversation).note,
  )
  await Promise.all(notes.map((note) => site.submit(note, {})))
  const records = (await site.records(1000, 12)).reverse()
  expect(new Set(records.map(({ ms }) => ms)).size).toBe(1)
  const hashes = records.map(({ note }) => hex(sha256(utf8(note!))))
  expect(hashes).toEqual([...hashes].sort())
})

test('no address is kept', async () => {
  const store = memoryStore()
  const site = await open(store)
  const { note } = write(site.origin, keyOf('alice'), 'conversation', plainConversation)
  await site.submit(note, { address: '203.0.113.77' })
  for (const path of await store.blobs.list(''))
    expect(hex((await store.blobs.get(path))!).includes(hex(utf8('203.0.113'))), path).toBe(false)
})

test('bad signatures in somebody’s name do not use up what they may write', async () => {
  const site = await open(memoryStore(), { limits: { workBits: 0, account: { burst: 3, perSecond: 0.001 } } })
  const alice = keyOf('alice')
  for (let i = 0; i < 20; i++) {
    const { note } = write(site.origin, alice, 'conversation', plainConversation)
    const outcome = await site.submit(note.replace('What next?', 'What now??'), {})
    expect(outcome).toMatchObject({ code: 'bad-signature' })
  }
  expect((await put(site, alice, 'conversation', plainConversation)).index).toBe(starterSize)
})
