/** The API over HTTP: parse, call the site, answer. Mounted in front of the pages; every route stands in contract.ts. */

import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import { type Draw, drawn } from '../draw/drawing.ts'
import { tooLarge } from '../records/envelope.ts'
import type { Params } from '../records/refusals.ts'
import type { Alarms } from '../service/alarms/list.ts'
import type { FirstListsStatus } from '../service/known/first.ts'
import type { ChainStatus } from '../service/observe/keep.ts'
import type { Site } from '../service/site.ts'
import { OutcomeUnknown, ReceiptMissing } from '../service/store-errors.ts'
import { english } from '../words/en.ts'
import { maxNoteBytes, type Operation, type Route, routes, workHeader } from './contract.ts'
import { keepDrawings } from './drawings.ts'
import { alarmHandlers } from './server-alarms.ts'
import { conditional, missing, refused } from './server-answers.ts'
import type { ApiEnv } from './server-asker.ts'
import { compressing } from './server-compression.ts'
import { startEvents } from './server-events.ts'
import { importHandlers } from './server-imports.ts'
import { logHandlers } from './server-log.ts'
import { oembedHandlers } from './server-oembed.ts'
import { recordHandlers } from './server-records.ts'
import type { Handler, Scene } from './server-scene.ts'
import { siteHandlers } from './server-site.ts'
import { subjectHandlers } from './server-subject.ts'
import { viewHandlers } from './server-views.ts'

export interface ApiOptions {
  /** Where the site is reached, without a final slash. */
  url: string
  /** Where the source of this program stands; left out where its operator does not say. */
  source?: string | null
  /** Ends the event streams, for a clean shutdown. */
  signal?: AbortSignal
  maxListeners?: number
  heartbeatMs?: number
  /** What is known of the chain that this site observes; left out where it observes none. */
  chain?: (() => ChainStatus) | undefined
  /** How far the lists of a first start are brought in; left out where none were named. */
  lists?: (() => FirstListsStatus | null) | undefined
  /** What the observer has seen; left out where this site observes nothing. */
  alarms?: Alarms | undefined
  /** Draws pictures elsewhere; here unless told. Each is drawn once while what it follows from stays the same. */
  draw?: Draw
  /** Told of every broken promise behind a 500. */
  report?: (error: unknown) => void
}

const handlers: Record<Operation, Handler> = {
  ...siteHandlers,
  ...recordHandlers,
  ...importHandlers,
  ...viewHandlers,
  ...subjectHandlers,
  ...oembedHandlers,
  ...logHandlers,
  ...alarmHandlers,
}

/** What is never asked for again: it lasts, has no end, or is no read. */
const untagged: readonly Operation[] = ['tile', 'fact', 'events', 'submit', 'hints', 'bringIn']

/** Builds the API of one site. Reads are public and open to every origin; a write carries its own signature. */
export function createApi(site: Site, options: ApiOptions): Hono<ApiEnv> {
  const { maxListeners = 1000, heartbeatMs = 15_000 } = options
  const report = (error: unknown): void => options.report?.(error)
  const events = startEvents(site, options.alarms ?? null, { maxListeners, heartbeatMs, report })
  options.signal?.addEventListener('abort', () => events.close(), { once: true })
  const draw = keepDrawings(options.draw ?? (async (drawing) => drawn(drawing, english.say)))
  const scene: Scene = {
    site,
    url: options.url,
    source: options.source ?? null,
    events,
    draw,
    alarms: options.alarms ?? null,
    chain: () => options.chain?.() ?? null,
    lists: () => options.lists?.() ?? null,
  }
  const api = new Hono<ApiEnv>()
  api.use(compressing())
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
  for (const { path } of [routes.submit, routes.hints])
    api.post(path, bodyLimit({ maxSize: maxNoteBytes, onError: () => refused(tooLarge()) }))
  for (const operation of Object.keys(routes) as Operation[]) {
    const { method, path }: Route = routes[operation]
    if (!untagged.includes(operation)) api.get(honoPath(path), conditional)
    api.on(method.toUpperCase(), honoPath(path), (c) => handlers[operation](c, scene))
  }
  for (const path of new Set(Object.values(routes).map((route) => route.path))) api.all(honoPath(path), wrongMethod)
  api.notFound(() => missing('address'))
  api.onError((error, c) => {
    if (!isHangUp(error, c)) report(error)
    return refused({ code: 'internal', params: brokenParams(error) })
  })
  return api
}

/** What is true of a record whose submission broke; of every other question, that it broke. */
function brokenParams(error: Error): Params {
  if (error instanceof ReceiptMissing) return { reason: 'no-receipt', index: error.index }
  return { reason: error instanceof OutcomeUnknown ? 'unknown-outcome' : 'broken-promise' }
}

/** The sender went away before the body had come whole: nothing is wrong here. */
function isHangUp(error: Error, c: Context): boolean {
  const code = 'code' in error ? String(error.code) : ''
  return c.req.raw.signal.aborted && ['ABORT_ERR', 'ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'].includes(code)
}

function wrongMethod(c: Context): Response {
  const here = Object.values(routes).filter((route) => honoPath(route.path) === c.req.routePath)
  const methods = here.map((route) => route.method.toUpperCase())
  const answer = refused({ code: 'wrong-method', params: { reason: 'others', methods } })
  answer.headers.set('allow', methods.join(', '))
  return answer
}

/** `{ref}` becomes `:ref`; `{path}` takes the rest of the address, and so does `{name}.svg`, as `:file`. */
const honoPath = (path: string): string =>
  path
    .replace('{name}.svg', ':file{.+\\.svg}')
    .replace('{path}', ':path{.+}')
    .replace(/\{(\w+)\}/g, ':$1')
