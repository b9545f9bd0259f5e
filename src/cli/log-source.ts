/** Where a command works: a folder (or database) of its own, or a site over HTTP. The same verbs either way. */

import { randomBytes } from 'node:crypto'
import { BadAnswer, type Client, sensusClient } from '../api/client.ts'
import { openToRead, openToWrite, operatorKeyOf } from '../compose/site.ts'
import { leaveEvidence, Unavailable } from '../compose/store.ts'
import { type Config, readConfig } from '../config.ts'
import { hex } from '../log/bytes.ts'
import { parseCheckpoint } from '../log/checkpoint.ts'
import { formatNote, parseNote } from '../log/note.ts'
import { composeText } from '../records/compose-text.ts'
import { parseRecord } from '../records/record.ts'
import { isRefusal, type Refusal } from '../records/refusals.ts'
import type { KindName } from '../records/registry.ts'
import { findWork } from '../records/work.ts'
import type { Site } from '../service/site.ts'
import type { ValueOf } from '../views/registry.ts'
import { sentenceOf } from '../words/refusal.ts'
import { type Call, flagOf, Usage } from './command.ts'
import { language } from './language.ts'
import type { Output } from './output.ts'

export const whereFlags = {
  data: { value: 'DIR', words: 'Folder of the log. Default: SENSUS_DATA, else ./data.' },
  url: { value: 'URL', words: 'A site in place of the folder, for example http://localhost:8080.' },
} as const

/** A record as a place tells it. */
export interface SourceRecord {
  index: number
  id: string | null
  ms: number
  note: string | null
  removed: number | null
}

export interface Admitted {
  index: number
  id: string
  ms: number
  receipt: string
}

export interface LogSource {
  origin: string
  /** Entries that the published checkpoint covers. */
  size: number
  /** Id of the policy in force. */
  policy: string
  /** Bits of work that an unknown account adds. */
  workBits: number
  record(ref: string): Promise<SourceRecord | null>
  /** Newest first: up to `limit` records with an index below `before`. */
  records(before: number, limit: number): Promise<SourceRecord[]>
  view(name: string, params: Record<string, string>, at?: number): Promise<string | Refusal>
  /** What to know of a statement before it is signed. */
  hints(conversation: string, statement: string): Promise<ValueOf<'writing-hints'> | Refusal>
  submit(note: string, work?: string): Promise<Admitted | Refusal>
  /** Bytes below the log prefix, or null. */
  blob(path: string): Promise<Uint8Array | null>
  close(): Promise<void>
}

/** The operator at a place: evidence and signed records. */
export interface Operator {
  place: LogSource
  /** Stores bytes as evidence and gives their SHA-256. */
  addEvidence(bytes: Uint8Array): Promise<string>
  /** Signs and submits a record; fields as they stand on the wire. */
  submit(kind: KindName, fields: Record<string, string>, body?: string): Promise<Admitted | Refusal>
}

/** Opens a place to read. A folder is opened beside a running server, without its lock. */
export function openReading(call: Call): Promise<LogSource> {
  const url = urlOf(call)
  return url ? remote(url) : openToRead(configOf(call)).then(local)
}

/** Opens a place to write. A folder that a server has open is refused with the way around. */
export async function openWriting(call: Call): Promise<LogSource> {
  const url = urlOf(call)
  return url ? remote(url) : local(await openLocked(configOf(call)))
}

/** Runs with the operator's key, which is always read from the folder; with --url records go to the site that serves it. */
export async function asOperator<T>(call: Call, act: (operator: Operator) => Promise<T>): Promise<T> {
  const config = configOf(call)
  const url = urlOf(call)
  const data = url ? null : await openLocked(config)
  const place = url ? await remote(url) : local(data as Site)
  try {
    const key = await operatorKeyOf(config)
    const addEvidence = (bytes: Uint8Array) => (data ? data.addEvidence(bytes) : leaveEvidence(config, bytes))
    return await act({
      place,
      addEvidence,
      submit: async (kind, fields, body) => {
        const time = Math.floor(Date.now() / 1000) * 1000
        const common = { origin: place.origin, account: key.address, time, nonce: hex(randomBytes(16)) }
        const text = composeText(kind, fields, { ...common, ...(body !== undefined && { body }) })
        return isRefusal(text) ? text : submitWithWork(place, formatNote(text, [key.sign(text)]), call.talk)
      },
    })
  } finally {
    await place.close()
  }
}

/** Submits; an account that the log does not know yet does the work that is asked of it. */
export async function submitWithWork(place: LogSource, note: string, talk: Output): Promise<Admitted | Refusal> {
  const answer = await place.submit(note)
  if (!isRefusal(answer) || answer.code !== 'work-required') return answer
  const record = parseRecord(note)
  return isRefusal(record) ? record : place.submit(note, await work(record.id, place.workBits, talk))
}

async function work(id: string, bits: number, talk: Output): Promise<string> {
  const progress = talk.progress(`working out ${bits} bits for an account that the log does not know yet`)
  const slice = 20_000
  for (let from = 0; ; from += slice) {
    const nonce = findWork(id, bits, from, slice)
    progress.step(from + slice)
    if (nonce !== null) {
      progress.end()
      return nonce
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
}

async function openLocked(config: Config): Promise<Site> {
  return openToWrite(config).catch((error: unknown) => {
    if (!(error instanceof Unavailable)) throw error
    const hint = `If a server runs on it, add --url ${config.url} and leave the rest as it is.`
    throw new Unavailable(`${error.message}\n${hint}`, { cause: error })
  })
}

function local(site: Site): LogSource {
  const { policy, workBits } = site.about()
  return {
    origin: site.origin,
    size: parseCheckpoint(parseNote(site.checkpoint()).text).size,
    policy,
    workBits,
    record: (id) => site.record({ id }),
    records: (before, limit) => site.records(before, limit),
    view: (name, params, at) => site.view(name, params, at),
    hints: async (conversation, text) => {
      const found = await site.view('writing-hints', { conversation, text })
      return isRefusal(found) ? found : JSON.parse(found)
    },
    submit: (note, nonce) => site.submit(note, nonce === undefined ? {} : { work: nonce }),
    blob: (path) => site.blob(path),
    close: () => site.close(),
  }
}

async function remote(url: string): Promise<LogSource> {
  const client = clientAt(url)
  const about = await client.about()
  const { size } = await client.checkpoint()
  return {
    origin: about.origin,
    size,
    policy: about.policy,
    workBits: about.work.bits,
    record: async (id) => {
      const answer = await client.record(id)
      if (!isRefusal(answer)) return answer
      if (answer.code === 'not-found') return null
      throw new BadAnswer(sentenceOf(language, answer))
    },
    records: async (before, limit) => {
      const answer = await client.records({ before, limit })
      if (isRefusal(answer)) throw new BadAnswer(sentenceOf(language, answer))
      return answer
    },
    view: client.viewText,
    hints: client.hints,
    submit: client.submit,
    blob: client.blob,
    close: async () => {},
  }
}

/** The configuration with --data in place of what the environment says. */
export function configOf(call: Call): Config {
  const data = flagOf(call, 'data')
  return readConfig(data === undefined ? call.env : { ...call.env, SENSUS_DATA: data, DATABASE_URL: undefined })
}

function urlOf(call: Call): string | null {
  const url = flagOf(call, 'url')
  if (url === undefined) return null
  if (!isUrl(url)) throw new Usage(`--url ${url} is not an http address`)
  return url
}

/** Is this the address of a site rather than a folder? */
export function isUrl(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text)
}

/** A client of the site at an address. */
export function clientAt(url: string, vkey?: string): Client {
  return sensusClient({ base: url.replace(/\/$/, ''), ...(vkey && { vkey }) })
}
