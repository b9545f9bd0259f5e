/** A log made by hand, batch by batch, for whoever checks logs: sessions, an import, removals, stored results. */

import { inlineEngine } from '../src/adapters/inline-engine.ts'
import { memoryStore } from '../src/adapters/memory.ts'
import { hex, sha256, text, utf8 } from '../src/log/bytes.ts'
import type { Checkpoint } from '../src/log/checkpoint.ts'
import { ed25519Signer, type NoteSigner } from '../src/log/keys.ts'
import { formatNote } from '../src/log/note.ts'
import { type AccountKey, accountKey, sessionKey } from '../src/log/sign.ts'
import { encodeRecordLines, parseRecordLines, recordsPath, tileWidth, widthAt } from '../src/log/tile.ts'
import { textId } from '../src/records/envelope.ts'
import type { RecordId } from '../src/records/ids.ts'
import { writeText } from '../src/records/record.ts'
import { isRefusal } from '../src/records/refusals.ts'
import type { FieldsOf, KindName } from '../src/records/registry.ts'
import { emptyTip, nextBatch, type Tip } from '../src/service/batch.ts'
import { checkpointPath, factPath, resultPath } from '../src/service/layout.ts'
import { unparsedEntryOf } from '../src/service/place.ts'
import type { Blobs } from '../src/service/ports.ts'
import { readBundle } from '../src/service/reader.ts'
import { parametersHash } from '../src/service/results.ts'
import type { FoldEntry } from '../src/service/view-engine.ts'
import { readParams } from '../src/views/registry.ts'
import { english } from '../src/words/en.ts'
import { sentenceOf } from '../src/words/refusal.ts'

export const origin = 'made.example.org/log'
export const start = Date.UTC(2026, 10, 23, 9)

/** An Ed25519 wallet from nothing but a name. */
export const walletOf = (name: string): AccountKey => accountKey('ed25519-bytes', sha256(utf8(`made ${name}`)))

const comments = `timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1403054214196,x,0,0,2,1,1,Trees along the road.
1403054214197,x,1,1,1,1,1,Nothing but lawn.
`
const votes = `timestamp,datetime,comment-id,voter-id,vote
1403057082753,x,0,0,1
1403057082754,x,1,0,-1
1403057082755,x,0,1,-1
1403057082756,x,1,1,1
1403057082757,x,0,2,1
`

/** Who signs, and in whose session. */
interface Author {
  key: AccountKey
  session?: RecordId
}

/** A log that grows by hand. Files that a new checkpoint supersedes stay, as after a crash; notes removed do not. */
export class MadeLog {
  readonly blobs: Blobs = memoryStore().blobs
  readonly signer: NoteSigner
  readonly notes: string[] = []
  readonly removals = new Map<number, number>()
  tip: Tip = emptyTip()
  at: Checkpoint | null = null
  #ms = start

  constructor(signer: NoteSigner = ed25519Signer(origin, sha256(utf8('made log')))) {
    this.signer = signer
  }

  get vkey(): string {
    return this.signer.vkey
  }

  /** A signed note; the n-th written at the n-th second. */
  write<K extends KindName>(kind: K, fields: FieldsOf<K>, { key, session }: Author): { id: RecordId; note: string } {
    const written = writeText(kind, fields, {
      origin,
      account: key.address,
      time: start,
      nonce: hex(sha256(utf8(`nonce ${this.#written++}`))).slice(0, 32),
      ...(session === undefined ? {} : { session }),
    })
    if (isRefusal(written)) throw new Error(sentenceOf(english, written))
    return { id: textId(written), note: formatNote(written, [key.sign(written)]) }
  }
  #written = 0

  /** Turns the clock of the next batches back, by milliseconds. */
  rewind(ms: number): void {
    this.#ms -= ms
  }

  /** Appends notes as one batch and publishes its checkpoint. */
  async append(...notes: string[]): Promise<number> {
    this.#ms += 1000
    const first = this.notes.length
    const batch = nextBatch(this.tip, notes, this.#ms, this.signer)
    for (const [path, bytes] of batch.files) await this.blobs.put(path, bytes)
    await this.blobs.put(checkpointPath, utf8(batch.note))
    this.notes.push(...notes)
    this.tip = batch.tip
    this.at = batch.checkpoint
    return first
  }

  /** Appends a removal by the operator, and takes what it names out of the files. */
  async remove(indexes: number[], operator: AccountKey = walletOf('operator')): Promise<number> {
    const fields = { indexes, category: 'privacy', appeal: 'appeal@example.org' } as const
    const by = await this.append(this.write('removal', { ...fields, indexes }, { key: operator }).note)
    for (const index of indexes) await this.blank(index, by)
    return by
  }

  async blank(index: number, by: number): Promise<void> {
    this.removals.set(index, by)
    const { size } = this.at!
    const n = Math.floor(index / tileWidth)
    const path = recordsPath(n, widthAt(n, size))
    const lines = parseRecordLines(text((await this.blobs.get(path))!))
    lines[index % tileWidth] = { i: index, removed: by }
    await this.blobs.put(path, utf8(encodeRecordLines(lines)))
    const held = this.tip.lines.findIndex(({ i }) => i === index)
    if (held >= 0) this.tip.lines[held] = { i: index, removed: by }
    for (const older of await this.blobs.list(`${recordsPath(n)}.p/`)) if (older !== path) await this.blobs.drop(older)
  }

  async addFact(content: string): Promise<string> {
    const hash = hex(sha256(utf8(content)))
    await this.blobs.put(factPath(hash), utf8(content))
    return hash
  }

  /** Folds the log up to its present size and stores these results. */
  async store(...asked: [view: string, params: Record<string, string>][]): Promise<string[]> {
    const folder = inlineEngine()
    const evidence = new Map<string, Uint8Array>()
    for (const path of await this.blobs.list('facts/')) evidence.set(path.slice(6), (await this.blobs.get(path))!)
    await folder.push(await this.entries(), evidence)
    const paths: string[] = []
    for (const [view, params] of asked) {
      const result = await folder.view(view, params, this.at!)
      if (isRefusal(result)) throw new Error(sentenceOf(english, result))
      paths.push(resultPath(view, parametersHash(readParams(view, params))))
      await this.blobs.put(paths.at(-1)!, utf8(result))
    }
    return paths
  }

  async entries(): Promise<FoldEntry[]> {
    const entries: FoldEntry[] = []
    for (let n = 0; n * tileWidth < this.at!.size; n++)
      for (const stored of await readBundle(this.blobs, n, this.at!.size)) entries.push(unparsedEntryOf(stored))
    return entries
  }
}

/** What the sample log has, by name. */
export interface Sample {
  log: MadeLog
  conversation: RecordId
  imported: RecordId
  /** Index of the removal, of the removed statement, and of a removed session. */
  removal: number
  removed: number[]
  facts: string[]
  results: string[]
}

/**
 * A log with everything in it: policy, conversation, six statements, `people` who sign in, four votes of each by session
 * and one by wallet, an import, a removal of a statement and of a session whose votes stay, results at two sizes.
 * 7 people give 54 records.
 */
export async function sampleLog(people = 7): Promise<Sample> {
  const log = new MadeLog()
  const operator = { key: walletOf('operator') }
  const rules = log.write('policy', { name: 'Made', contact: 'nobody', body: 'By hand.' }, operator)
  const begun = log.write(
    'conversation',
    { title: 'The road', add: 'anyone', totals: 'always', body: 'Where — and how wide?' },
    operator,
  )
  await log.append(rules.note, begun.note)
  const statements = ['A', 'B', 'C', 'D', 'E', 'F'].map((name) =>
    log.write(
      'statement',
      { conversation: begun.id, title: 'The road', body: `Road ${name}, "wide" ünd green.` },
      operator,
    ),
  )
  await log.append(...statements.map(({ note }) => note))
  const members = Array.from({ length: people }, (_, i) => signIn(log, `person ${i}`))
  const sessions = await log.append(...members.map(({ note }) => note))
  const facts = [await log.addFact(comments), await log.addFact(votes), await log.addFact('topic,The road\n')]
  const early = await log.store(['conversations', {}])
  for (const [i, { by, wallet }] of members.entries()) {
    const cast = statements.slice(0, 4).map(({ id }, s) => vote(log, id, (i + s) % 3, by))
    cast.push(vote(log, statements[4]!.id, i % 2, wallet))
    await log.append(...cast)
  }
  const imported = log.write('import', importFields(facts), operator)
  await log.append(imported.note)
  const removed = [7, sessions + people - 1]
  const removal = await log.remove(removed)
  await log.append(vote(log, statements[1]!.id, 0, members[0]!.wallet))
  await log.blobs.drop(early[0]!)
  const results = await log.store(
    ['conversations', { conversation: begun.id }],
    ['opinion-map', { conversation: begun.id }],
    ['conversations', { conversation: imported.id }],
  )
  await log.append(vote(log, statements[2]!.id, 1, members[0]!.by))
  results.push(...(await log.store(['conversations', {}])))
  return { log, conversation: begun.id, imported: imported.id, removal, removed, facts, results }
}

function signIn(log: MadeLog, name: string): { note: string; by: Author; wallet: Author } {
  const wallet = { key: walletOf(name) }
  const key = sessionKey(sha256(utf8(`session ${name}`)), wallet.key.address)
  const fields = { sessionKey: hex(key.publicKey), may: ['vote'], notAfter: start + 86_400_000 } as const
  const { id, note } = log.write('session', { ...fields, may: ['vote'] }, wallet)
  return { note, by: { key, session: id }, wallet }
}

export function vote(log: MadeLog, about: RecordId, choice: number, by: Author): string {
  const choices = ['agree', 'disagree', 'pass'] as const
  return log.write('vote', { choice: choices[choice]!, about, title: 'A road' }, by).note
}

const importFields = ([comments, votes, summary]: string[]): FieldsOf<'import'> => ({
  format: 'polis',
  title: 'An older road',
  comments: comments!,
  votes: votes!,
  summary: summary!,
  licence: 'CC BY 4.0',
  attribution: 'Nobody',
  add: 'anyone',
})
