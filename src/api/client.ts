/**
 * The same verbs from the other end of the wire: fetch, parse, verify. Runs in the page, in Node and in tests.
 * What the server says is believed only as far as its signature and its proofs go.
 */

import * as z from 'zod'
import type { PictureName, PictureOptionsOf, PictureParams } from '../draw/registry.ts'
import { type Checkpoint, openCheckpoint } from '../log/checkpoint.ts'
import { parseVkey, type VerifierKey } from '../log/keys.ts'
import { parseNote } from '../log/note.ts'
import { verifyReceipt } from '../log/receipt.ts'
import { isRefusalCode, Refusal } from '../records/refusals.ts'
import type { ParamsOf, ValueOf, ViewName } from '../views/registry.ts'
import { english } from '../words/en.ts'
import { hasSentence, sentenceOf } from '../words/refusal.ts'
import * as contract from './contract.ts'

export type {
  AboutAnswer,
  AlarmAnswer,
  AlarmsAnswer,
  HeadEvent,
  RecordAnswer,
  SubmittedAnswer,
  ViewList,
} from './contract.ts'
export { maxImportBytes } from './contract.ts'

/** The server answered something that the contract does not allow, or that does not verify. Never a person's doing. */
export class BadAnswer extends Error {
  override name = 'BadAnswer'
}

/** The server could not be reached, or is in trouble. */
export class NotReached extends Error {
  override name = 'NotReached'
}

export interface ClientOptions {
  /** URL of the site without a final slash; '' in a page asks the site it came from. */
  base: string
  fetch?: typeof globalThis.fetch
  /** The log's verifier key if it is known already; a site that names another one is not believed. */
  vkey?: string
}

/** Parameters of an address; those that are undefined are left out. */
type Asked = Readonly<Record<string, string | number | undefined>>

/** A receipt that verified. */
export type Proven = ReturnType<typeof verifyReceipt>

export type Client = ReturnType<typeof sensusClient>

/** A client of one site. Every verb rejects with NotReached or BadAnswer; refusals are values. */
export function sensusClient({ base, fetch = globalThis.fetch, vkey }: ClientOptions) {
  let told: Promise<contract.AboutAnswer> | null = null
  const ask = (path: string, init?: RequestInit) => reach(fetch, `${base}${path}`, init)

  async function readAbout(): Promise<contract.AboutAnswer> {
    const about = await answerOf(await ask(contract.routes.about.path), contract.about)
    if (about instanceof Refusal) throw new BadAnswer(sentenceOf(english, about))
    if (vkey && about.vkey !== vkey) throw new BadAnswer(`The site names the key ${about.vkey}, expected ${vkey}.`)
    return about
  }

  /** What the site says of itself; asked once. */
  function about(): Promise<contract.AboutAnswer> {
    told ??= readAbout().catch((error: unknown) => {
      told = null
      throw error
    })
    return told
  }

  async function logKey(): Promise<VerifierKey> {
    return parseVkey(vkey ?? (await about()).vkey)
  }

  /** Submits a signed note; the receipt is verified before it is given on. */
  async function submit(note: string, work?: string): Promise<contract.SubmittedAnswer | Refusal> {
    const headers = { 'content-type': 'text/plain; charset=utf-8', ...(work && { [contract.workHeader]: work }) }
    return admitted(note, await ask(contract.routes.submit.path, { method: 'POST', headers, body: note }))
  }

  /** Submits a signed import with the files that it names, by field and in the order of its fields. */
  async function submitWithFiles(
    note: string,
    files: readonly { field: string; bytes: Uint8Array }[],
  ): Promise<contract.SubmittedAnswer | Refusal> {
    const body = new FormData()
    body.append('record', new Blob([note]))
    for (const { field, bytes } of files) body.append(field, new Blob([bytes as Uint8Array<ArrayBuffer>]))
    return admitted(note, await ask(contract.routes.bringIn.path, { method: 'POST', body }))
  }

  /** The answer to a note that was sent, once its receipt is verified. */
  async function admitted(note: string, response: Response): Promise<contract.SubmittedAnswer | Refusal> {
    const answer = await answerOf(response, contract.submitted)
    if (answer instanceof Refusal) return answer
    const proven = proof(answer.receipt, await logKey())
    // The log may have had this text already, signed at another time: that record is the one that counts.
    const same = believed(() => parseNote(proven.note).text === parseNote(note).text)
    if (!same || proven.index !== answer.index) throw new BadAnswer('The receipt is for another record.')
    return answer
  }

  /** What to know of a statement before it is signed: who said nearly the same, and what it gives away. */
  async function hints(
    conversation: string,
    statement: string,
  ): Promise<(ValueOf<'writing-hints'> & contract.ResultFrame) | Refusal> {
    const headers = { 'content-type': 'text/plain; charset=utf-8' }
    const asked = `${contract.routes.hints.path}${query({ conversation })}`
    const text = await textOf(await ask(asked, { method: 'POST', headers, body: statement }))
    if (text instanceof Refusal) return text
    return parsed(text, contract.result) as ValueOf<'writing-hints'> & contract.ResultFrame
  }

  /** One record by index or id. */
  async function record(ref: number | string): Promise<contract.RecordAnswer | Refusal> {
    return answerOf(await ask(`/api/records/${encodeURIComponent(ref)}`), contract.record)
  }

  /** Newest first: up to `limit` records with an index below `before`. */
  async function records(range: { before?: number; limit?: number } = {}): Promise<contract.RecordAnswer[] | Refusal> {
    const answer = await answerOf(await ask(`/api/records${query(range)}`), contract.records)
    return answer instanceof Refusal ? answer : answer.records
  }

  /** The text of a receipt as it is served; `proof` verifies it. */
  async function receipt(ref: number | string): Promise<string | Refusal> {
    return textOf(await ask(`/api/records/${encodeURIComponent(ref)}/receipt`))
  }

  /** Fetches a receipt and verifies it against the log's key. */
  async function prove(ref: number | string): Promise<Proven | Refusal> {
    const text = await receipt(ref)
    return text instanceof Refusal ? text : proof(text, await logKey())
  }

  /** The exact JSON text of a result, now or at a size. */
  async function viewText(name: string, params: Asked, at?: number): Promise<string | Refusal> {
    return textOf(await ask(`/api/views/${encodeURIComponent(name)}${query({ ...params, at })}`))
  }

  /** What a view says, now or at a size. Its frame is checked; its inside is believed to be the view's. */
  async function view<N extends ViewName>(
    name: N,
    params: ParamsOf<N> = {},
    at?: number,
  ): Promise<(ValueOf<N> & contract.ResultFrame) | Refusal> {
    const text = await viewText(name, params, at)
    if (text instanceof Refusal) return text
    // Whoever folds the log gets the same bytes, of the type that the view gives.
    return parsed(text, contract.result) as ValueOf<N> & contract.ResultFrame
  }

  /** A picture as SVG text, now or at a size. */
  async function picture<N extends PictureName>(
    name: N,
    params: PictureParams<N>,
    options?: PictureOptionsOf<N> & { at?: number },
  ): Promise<string | Refusal> {
    const path = contract.routes.picture.path.replace('{name}', name)
    return textOf(await ask(`${path}${query({ ...params, ...options })}`))
  }

  /** What the observer of the site has seen, newest first. */
  async function alarms(
    asked: { before?: number; limit?: number; account?: string; subnet?: string; severity?: string } = {},
  ): Promise<contract.AlarmsAnswer | Refusal> {
    return answerOf(await ask(`${contract.routes.alarms.path}${query(asked)}`), contract.alarms)
  }

  async function views(): Promise<contract.ViewList | Refusal> {
    return answerOf(await ask(contract.routes.views.path), contract.viewList)
  }

  /** The latest checkpoint with its note, the log's signature verified. */
  async function checkpoint(): Promise<Checkpoint & { note: string }> {
    const note = await textOf(await ask(contract.routes.checkpoint.path))
    if (note instanceof Refusal) throw new BadAnswer(sentenceOf(english, note))
    return { ...opened(note, await logKey()), note }
  }

  /** Bytes below the log prefix: tiles, bundles, evidence, stored results; null where there are none. */
  async function blob(path: string): Promise<Uint8Array | null> {
    const response = await ask(`/log/${path}`)
    if (response.status === 404) return null
    if (!response.ok) throw new BadAnswer(`The site answered ${response.status} for log/${path}.`)
    return new Uint8Array(await response.arrayBuffer())
  }

  /** Paths of the stored results, for `blob`. */
  async function published(): Promise<string[]> {
    const answer = await answerOf(await ask(contract.routes.published.path), contract.published)
    if (answer instanceof Refusal) throw new BadAnswer(sentenceOf(english, answer))
    return answer.paths
  }

  return {
    about,
    submit,
    submitWithFiles,
    hints,
    record,
    records,
    receipt,
    prove,
    view,
    viewText,
    views,
    alarms,
    picture,
    checkpoint,
    blob,
    published,
    base,
  }
}

async function reach(fetch: typeof globalThis.fetch, url: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init).catch((error: unknown) => {
    throw new NotReached(`${url} cannot be reached: ${causeOf(error)}`, { cause: error })
  })
  if (response.status >= 500 && !isProblem(response)) throw new NotReached(`${url} answered ${response.status}.`)
  return response
}

async function textOf(response: Response): Promise<string | Refusal> {
  return response.ok ? response.text() : refusalOf(response)
}

async function answerOf<S extends z.ZodType>(response: Response, schema: S): Promise<z.infer<S> | Refusal> {
  return response.ok ? parsed(await response.text(), schema) : refusalOf(response)
}

function parsed<S extends z.ZodType>(text: string, schema: S): z.infer<S> {
  const answer = schema.safeParse(jsonOf(text))
  if (!answer.success) throw new BadAnswer(`The site's answer breaks the contract: ${z.prettifyError(answer.error)}`)
  return answer.data
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new BadAnswer('The site answered something that is not JSON.')
  }
}

/**
 * A problem document as a refusal. Another version may know codes and reasons that this one does not: such a refusal keeps
 * the sentence it came with, and one of an unknown code its code under `told`.
 */
async function refusalOf(response: Response): Promise<Refusal> {
  if (!isProblem(response)) throw new BadAnswer(`${response.url} answered ${response.status} without saying why.`)
  const { code, detail, status, params } = parsed(await response.text(), contract.problem)
  if (status >= 500 && !isRefusalCode(code)) throw new NotReached(detail)
  if (!isRefusalCode(code)) return new Refusal('bad-parameter', { ...params, told: code, sentence: detail })
  return new Refusal(code, hasSentence(english, { code, params }) ? params : { ...params, sentence: detail })
}

const isProblem = (response: Response): boolean =>
  (response.headers.get('content-type') ?? '').startsWith('application/problem+json')

/** Verifies a receipt. Throws BadAnswer with the reason. */
function proof(receipt: string, log: VerifierKey): Proven {
  return believed(() => verifyReceipt(receipt, log))
}

function opened(note: string, log: VerifierKey): Checkpoint {
  return believed(() => openCheckpoint(note, log))
}

function believed<T>(verify: () => T): T {
  try {
    return verify()
  } catch (error) {
    throw new BadAnswer(causeOf(error), { cause: error })
  }
}

function query(params: Asked): string {
  const given = Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}
