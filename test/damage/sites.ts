/** Folders of two sites of one name, alike in everything but keys and words, for tests that damage files. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { memoryStore } from '../../src/adapters/memory.ts'
import { utf8 } from '../../src/log/bytes.ts'
import { isRefusal } from '../../src/records/refusals.ts'
import type { Store } from '../../src/service/ports.ts'
import type { Site } from '../../src/service/site.ts'
import { type Fate, faultyStore, type Operation } from '../faulty-store.ts'
import { clock, keyOf, open, operatorOf, plainConversation, put, write } from '../site.ts'

/** The files of a store, heads included, by the paths that a folder gives them. */
export type Folder = ReadonlyMap<string, Uint8Array>

export async function folderOf(store: Store): Promise<Folder> {
  const files = new Map<string, Uint8Array>()
  for (const path of await store.blobs.list('')) files.set(path, (await store.blobs.get(path))!)
  const head = await store.head('log').read()
  if (head) files.set('head/log', head)
  return files
}

/** Writes files below a directory. */
export function layOut(files: Folder, directory: string): void {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), bytes)
  }
}

/** Every file below a directory by its path there. */
export function filesBelow(directory: string): Map<string, Uint8Array> {
  const found = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
  const full = found.map((each) => join(each.parentPath, each.name))
  return new Map(full.map((file) => [file.slice(directory.length + 1), new Uint8Array(readFileSync(file))]))
}

/** A site as it was closed, and as it was killed between the swap of its head and the publishing of its tiles. */
export interface Sample {
  closed: Folder
  crashed: Folder
}

/** `who` makes its words differ from those of another sample. Statements of many, so that one bundle is full. */
export async function sampleSite(who: string): Promise<Sample> {
  const store = memoryStore()
  let broken = false
  const plan = ({ verb, what }: Operation): Fate =>
    broken && verb === 'put' && !what.startsWith('staging/') ? 'failed' : 'done'
  const site = await open(faultyStore(store, plan))
  await importVotes(site, store, who)
  const { id } = await put(site, keyOf(`${who} asks`), 'conversation', plainConversation)
  await say(site, id, who)
  await put(site, keyOf(`${who} adds`), 'conversation', plainConversation)
  for (const view of ['conversations', 'people']) await site.view(view, {})
  await site.published()
  const closed = await folderOf(store)
  broken = true
  await put(site, keyOf(`${who} asks`), 'conversation', { ...plainConversation, title: `After ${who}` }).catch(
    () => null,
  )
  const crashed = await folderOf(store)
  broken = false
  return { closed, crashed }
}

async function importVotes(site: Site, store: Store, who: string): Promise<void> {
  const comments = await site.addEvidence(utf8(`timestamp,comment-id,comment-body\n1403054214196,0,Words of ${who}.\n`))
  const votes = await site.addEvidence(utf8(`timestamp,comment-id,voter-id,vote\n1403057082753,0,${who.length},1\n`))
  await put(site, await operatorOf(store), 'import', {
    format: 'polis',
    title: 'An older road',
    comments,
    votes,
    licence: 'CC BY 4.0',
    attribution: 'Nobody',
    add: 'anyone',
  })
}

async function say(site: Site, conversation: string, who: string): Promise<void> {
  clock.now += 1000
  const notes = Array.from({ length: 240 }, (_, i) => {
    const fields = { conversation, title: plainConversation.title, body: `Statement ${i} of ${who}.` } as const
    return write(site.origin, keyOf(`${who} ${i % 24}`), 'statement', fields as never).note
  })
  for (const outcome of await Promise.all(notes.map((note) => site.submit(note, {}))))
    if (isRefusal(outcome)) throw new Error(outcome.code)
}
