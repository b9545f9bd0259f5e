/** The API over HTTP: parse, call the site, answer. Mounted in front of the pages; every route stands in contract.ts. */

import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import type * as z from 'zod'
import { opinionMapSvg } from '../draw/opinion-map.ts'
import { text } from '../log/bytes.ts'
import { walletSuites } from '../log/suites.ts'
import { parsePath } from '../log/tile.ts'
import { tooLarge } from '../records/envelope.ts'
import { parseRecord } from '../records/record.ts'
import { isRefusal, Refusal } from '../records/refusals.ts'
import { kindNames } from '../records/registry.ts'
import type { Sender, Site, StoredRecord } from '../service/site.ts'
import { viewNames } from '../views/registry.ts'
import { type AboutAnswer, at, maxNoteBytes, type Operation, page, type Route, routes, workHeader } from './contract.ts'
import { kindSchema, openapiText, viewList } from './openapi.ts'
import { describeRecord } from './record.ts'
import { caching, fresh, lasting, missing, refused, tagged } from './server-answers.ts'
import { Events } from './server-events.ts'

export interface ApiOptions {
  /** Where the site is reached, without a final slash. */
  url: string
  /** Ends the event streams, for a clean shutdown. */
  signal?: AbortSignal
  maxListeners?: number
  heartbeatMs?: number
  /** Told of every broken promise behind a 500. */
  report?: (error: unknown) => void
}

/** Who asks, given by whoever mounts the API; used by admission only and never stored. */
export type ApiEnv = { Bindings: Pick<Sender, 'address'> }

interface Scene {
  site: Site
  options: ApiOptions
  events: Events
}

type Handler = (c: Context<ApiEnv>, scene: Scene) => Response | Promise<Response>

/** Builds the API of one site. Reads are public and open to every origin; a write carries its own signature. */
export function createApi(site: Site, options: ApiOptions): Hono<ApiEnv> {
  const { maxListeners = 1000, heartbeatMs = 15_000 } = options
  const events = new Events(site, { maxListeners, heartbeatMs })
  options.signal?.addEventListener('abort', () => events.close(), { once: true })
  const api = new Hono<ApiEnv>()
  api.use(
    cors({
      origin: '*',
      allowMethods: ['GET', 'HEAD', 'POST'],
      allowHeaders: ['content-type', workHeader],
      maxAge: 86_400,
    }),
  )
  api.use(async (c, next) => {
    await next()
    c.res.headers.set('x-content-type-options', 'nosniff')
  })
  api.post(routes.submit.path, bodyLimit({ maxSize: maxNoteBytes, onError: () => refused(tooLarge()) }))
  for (const operation of Object.keys(routes) as Operation[]) {
    const { method, path }: Route = routes[operation]
    api.on(method.toUpperCase(), honoPath(path), (c) => handlers[operation](c, { site, options, events }))
  }
  for (const path of new Set(Object.values(routes).map((route) => route.path))) api.all(honoPath(path), wrongMethod)
  api.notFound(() => missing('There is nothing at this address; /api/openapi.json lists what there is.'))
  api.onError((error) => {
    options.report?.(error)
    return refused({ code: 'internal', sentence: 'Something broke on the server; nothing is known to be stored.' })
  })
  return api
}

const handlers: Record<Operation, Handler> = {
  about: async (c, { site, options }) => fresh(c, await aboutAnswer(site, options)),
  submit: submit,
  records: async (c, { site }) => {
    const asked = page.safeParse(c.req.query())
    if (!asked.success) return refused(badParameter(asked.error))
    const { before = Number.MAX_SAFE_INTEGER, limit } = asked.data
    return fresh(c, { records: (await site.records(before, limit)).map(describeRecord) })
  },
  record: async (c, { site }) => {
    const stored = await find(site, c.req.param('ref'))
    return stored ? fresh(c, describeRecord(stored)) : missing('The log has no such record.')
  },
  receipt: async (c, { site }) => {
    const stored = await find(site, c.req.param('ref'))
    const receipt = stored && (await site.receipt(stored.index))
    return receipt
      ? tagged(c, receipt, routes.receipt.answer.type, caching.ask)
      : missing('There is no receipt for it.')
  },
  views: (c) => fresh(c, viewList()),
  view: async (c, { site }) => {
    const { at: size, ...params } = c.req.query()
    const result = await readView(site, c.req.param('name') ?? '', params, size)
    return isRefusal(result) ? refused(result) : tagged(c, result, 'application/json', caching.ask)
  },
  picture: picture,
  events: (_, { events }) => {
    const stream = events.open()
    if (!stream)
      return refused({
        code: 'too-many-readers',
        sentence: 'Too many readers follow the log here; read it at intervals.',
      })
    return new Response(stream, {
      headers: { 'content-type': 'text/event-stream', 'cache-control': caching.never, 'x-accel-buffering': 'no' },
    })
  },
  kind: (c) => {
    const schema = kindSchema(c.req.param('kind') ?? '')
    return schema ? fresh(c, schema) : missing('There is no such kind of record.')
  },
  openapi: (c) => tagged(c, openapiText(), 'application/json', caching.ask),
  checkpoint: (c, { site }) => tagged(c, site.checkpoint(), routes.checkpoint.answer.type, caching.brief),
  tile: async (c, { site }) => {
    const path = logPath(c)
    const bytes = parsePath(path) ? await site.blob(path) : null
    return bytes ? lasting(bytes, 'application/octet-stream') : missing('The log has no such tile.')
  },
  bundle: async (c, { site }) => {
    const path = logPath(c)
    const bytes = parsePath(path) ? await site.blob(path) : null
    return bytes ? tagged(c, bytes, 'application/x-ndjson', caching.brief) : missing('The log has no such bundle.')
  },
  fact: async (c, { site }) => {
    const bytes = await site.blob(logPath(c))
    return bytes ? lasting(bytes, 'application/octet-stream') : missing('There is no such evidence, or no longer.')
  },
  published: async (c, { site }) => fresh(c, { paths: await site.published() }),
  stored: async (c, { site }) => {
    const bytes = await site.blob(logPath(c))
    return bytes ? tagged(c, bytes, 'application/json', caching.brief) : missing('There is no such stored result.')
  },
}

async function submit(c: Context<ApiEnv>, { site }: Scene): Promise<Response> {
  if (!/^text\/plain\b/i.test(c.req.header('content-type') ?? ''))
    return refused({ code: 'not-text', sentence: 'Send the signed note as text/plain.' })
  const address = c.env?.address
  const work = c.req.header(workHeader)
  const note = readText(new Uint8Array(await c.req.arrayBuffer()))
  if (isRefusal(note)) return refused(note)
  const answer = await site.submit(note, { ...(address && { address }), ...(work && { work }) })
  if (isRefusal(answer)) return refused(answer)
  const headers = { location: `/api/records/${answer.index}`, 'cache-control': caching.never }
  return c.json(answer, 201, headers)
}

/** Bytes that are not UTF-8 are refused, never repaired: a signature covers bytes. */
function readText(bytes: Uint8Array): string | Refusal {
  try {
    return text(bytes)
  } catch {
    return new Refusal('malformed', 'The note is not UTF-8 text.')
  }
}

function badParameter({ issues }: z.ZodError, name?: string): Refusal {
  const faults = issues.map(({ path, message }) => [...(name ? [name] : path), message].join(': '))
  return new Refusal('bad-parameter', `The address has a parameter that it does not take: ${faults.join('; ')}.`)
}

async function picture(c: Context<ApiEnv>, { site }: Scene): Promise<Response> {
  const { at: size, ...params } = c.req.query()
  const result = await readView(site, 'opinion-map', params, size)
  if (isRefusal(result)) return refused(result)
  const answer = await tagged(
    c,
    opinionMapSvg(JSON.parse(result), { titles: await titlesOf(site, params) }),
    routes.picture.answer.type,
    caching.ask,
  )
  answer.headers.set('content-security-policy', "default-src 'none'; sandbox")
  return answer
}

/** Words of the statements for the picture's text alternative; a picture without them still tells the groups. */
async function titlesOf(site: Site, { conversation = '' }: Record<string, string>): Promise<Record<string, string>> {
  const listed = await site.view('conversations', { conversation })
  if (isRefusal(listed)) return {}
  const { statements } = JSON.parse(listed) as { statements: { id: string; body: string }[] }
  return Object.fromEntries(statements.map(({ id, body }) => [id, body]))
}

async function readView(site: Site, name: string, params: Record<string, string>, size: string | undefined) {
  const parsed = at.safeParse(size)
  if (!parsed.success) return badParameter(parsed.error, 'at')
  return site.view(name, params, parsed.data)
}

async function aboutAnswer(site: Site, { url }: ApiOptions): Promise<AboutAnswer> {
  const { origin, vkey, operator, policy, workBits, version } = site.about()
  return {
    name: await nameOf(site, policy),
    software: 'sensus',
    version,
    origin,
    log: `${url}/log`,
    vkey,
    operator,
    policy,
    kinds: kindNames,
    views: viewNames,
    suites: walletSuites,
    work: { bits: workBits },
  }
}

/** The name that the policy in force gives; a policy whose text is no longer at hand gives none. */
async function nameOf(site: Site, policy: string): Promise<string> {
  const stored = await site.record({ id: policy })
  const record = stored?.note ? parseRecord(stored.note) : null
  return record && !isRefusal(record) && record.kind === 'policy' ? record.fields.name : 'Sensus'
}

async function find(site: Site, ref = ''): Promise<StoredRecord | null> {
  if (/^[0-9a-f]{64}$/.test(ref)) return site.record({ id: ref })
  return /^(0|[1-9][0-9]{0,14})$/.test(ref) ? site.record({ index: Number(ref) }) : null
}

function wrongMethod(c: Context): Response {
  const here = Object.values(routes).filter((route) => honoPath(route.path) === c.req.routePath)
  const answer = refused({
    code: 'wrong-method',
    sentence: `This address takes ${here.map((route) => route.method.toUpperCase()).join(' and ')}.`,
  })
  answer.headers.set('allow', here.map((route) => route.method.toUpperCase()).join(', '))
  return answer
}

/** The path of a blob: what follows /log/. */
const logPath = (c: Context): string => c.req.path.slice('/log/'.length)

/** `{ref}` becomes `:ref`; `{path}` takes the rest of the address. */
const honoPath = (path: string): string => path.replace('{path}', ':path{.+}').replace(/\{(\w+)\}/g, ':$1')
