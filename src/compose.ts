/** The one composition root: from the configuration to the parts that run. Nothing else knows which adapter is used. */

import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { systemClock, systemRandom } from './adapters/clock.ts'
import { durableWriter } from './adapters/durable.ts'
import { filesStore } from './adapters/files.ts'
import { threadFolder } from './adapters/folder.ts'
import { type FetchHandler, listenHttp, type NodeHandler } from './adapters/http.ts'
import { memoryStore } from './adapters/memory.ts'
import { postgresStore } from './adapters/postgres.ts'
import { verifierPool } from './adapters/verifier.ts'
import { createApi } from './api/server.ts'
import { type Config, type Environment, originOf, packageRoot, readConfig, version } from './config.ts'
import { hex, sha256 } from './log/bytes.ts'
import type { AccountKey } from './log/sign.ts'
import { isRefusal } from './records/refusals.ts'
import { starterPolicy } from './records/starter.ts'
import { openKeys } from './service/keys.ts'
import { checkpointPath, factPath, operatorKeyPath } from './service/layout.ts'
import { openSite, type Parts } from './service/open.ts'
import type { Store } from './service/ports.ts'
import { openReading } from './service/reading.ts'
import type { Site } from './service/site.ts'
import { townNotes } from './service/town.ts'

/** Says one line to whoever operates the process. */
export type Report = (line: string) => void

/** A folder or a database cannot be opened; the message says why and, where there is one, the way around. */
export class Unavailable extends Error {
  override name = 'Unavailable'
}

/** Opens a log to read and write; a new one is created with its keys and a starter conversation. */
export async function openToWrite(config: Config): Promise<Site> {
  return assemble(config, await openStore(config, false), {})
}

/** Opens a log to read, beside a running server if need be. `vkey` for a copy that has no keys. */
export async function openToRead(config: Config, vkey?: string): Promise<Site> {
  const store = await openStore(config, true)
  if ((await store.blobs.get(checkpointPath)) === null)
    await abandon(new Unavailable(`${config.database ? 'the database' : config.data} holds no log`), [store])
  const parts = { store, folder: threadFolder, clock: systemClock, version, ...(vkey && { vkey }) }
  return openReading(parts).catch((error: unknown) => abandon(error, [store]))
}

/** The key of the operator, from where the log is kept. */
export async function operatorKeyOf(config: Config): Promise<AccountKey> {
  const store = await openStore(config, true)
  try {
    if ((await store.blobs.get(operatorKeyPath)) === null)
      throw new Unavailable(`${config.data} keeps no operator key: --data names the folder of the site`)
    return (await openKeys(store.blobs, store.head('log'), originOf(config.url), systemRandom)).operator
  } finally {
    await store.close()
  }
}

/**
 * Stores evidence beside a running server, which holds the folder's lock: a file named by its content is the same
 * whoever writes it, and nothing refers to it yet. Returns its SHA-256 in hex.
 */
export async function leaveEvidence(config: Config, bytes: Uint8Array): Promise<string> {
  const hash = hex(sha256(bytes))
  if (config.database === null) {
    const root = resolve(config.data)
    await durableWriter(root)(join(root, factPath(hash)), bytes, { file: 0o644, directory: 0o755 })
    return hash
  }
  const store = await openStore(config, false)
  await store.blobs.put(factPath(hash), bytes).finally(() => store.close())
  return hash
}

export interface Running {
  url: string
  /** Finishes what was begun, then lets go of everything. */
  close(): Promise<void>
}

/** Serves pages, API and log until it is closed. */
export async function serveSite(config: Config, report: Report): Promise<Running> {
  const site = await openToWrite(config)
  if (site.origin !== originOf(config.url)) report(`the log keeps the origin it was created with: ${site.origin}`)
  const stop = new AbortController()
  const fetch = apiOf(site, config, report, stop.signal)
  const listening = await listenHttp({
    ...config,
    base: config.url,
    api: fetch,
    isApi,
    pages: await pagesOf(config, report),
    report: (error) => report(faultOf(error)),
  }).catch((error: unknown) => abandon(error, [site]))
  return {
    url: config.port === 0 ? `http://${config.host}:${listening.port}` : config.url,
    close: async () => {
      stop.abort()
      await listening.close(graceMs)
      await site.close()
    },
  }
}

/** A site in memory with a town of simulated people, for `npm run dev`; the pages are served by whoever calls. */
export async function composeDev(env: Environment, report: Report) {
  const own = { SENSUS_NAME: 'Sensus (simulated town)', SENSUS_TICK_MS: '50' }
  // The people of the town do no proof of work, and neither do those who try it out.
  const config = readConfig({ ...own, ...env, SENSUS_WORK_BITS: '0' })
  const store = memoryStore()
  const site = await assemble(config, store, {})
  const { operator } = await openKeys(store.blobs, store.head('log'), site.origin, systemRandom)
  report('signing and submitting the records of 300 simulated people')
  for (const notes of townNotes({ origin: site.origin, operator, ms: systemClock() })) await settle(site, notes)
  const stop = new AbortController()
  const close = async () => {
    stop.abort()
    await site.close()
  }
  return { config, site, fetch: apiOf(site, config, report, stop.signal), close }
}

/** How long running answers may take after the server was asked to end, in milliseconds. */
const graceMs = 5000

/** Paths of the API; `__data.json` belongs to the page of that path. */
function isApi(path: string): boolean {
  return /^\/(api|log|\.well-known)\//.test(path) && !path.endsWith('/__data.json')
}

/** The API of a site, also put where the server hook of the pages finds it. */
function apiOf(site: Site, { url }: Config, report: Report, signal: AbortSignal): FetchHandler {
  const api = createApi(site, { url, signal, report: (error) => report(faultOf(error)) })
  const fetch: FetchHandler = (request, from) => api.fetch(request, from)
  Object.assign(globalThis, { [Symbol.for('sensus.api')]: fetch })
  return fetch
}

/** The built pages. Their adapter reads its settings from the environment when it is loaded. */
async function pagesOf({ url }: Config, report: Report): Promise<NodeHandler> {
  const file = join(packageRoot, 'build', 'web', 'handler.js')
  if (!existsSync(file)) {
    report('the pages are not built ("npm run build" builds them); API and log are served')
    return (_, response) => void response.writeHead(503, { 'content-type': 'text/plain' }).end(notBuilt)
  }
  Object.assign(process.env, { ORIGIN: new URL(url).origin, BODY_SIZE_LIMIT: '64K' })
  const { handler } = (await import(pathToFileURL(file).href)) as { handler: NodeHandler }
  return handler
}

const notBuilt = 'The pages of this site are not built. API and log are served: see /api/openapi.json.\n'

async function openStore(config: Config, readOnly: boolean): Promise<Store> {
  const opened = config.database
    ? postgresStore(config.database, originOf(config.url))
    : filesStore(config.data, { readOnly })
  return opened.catch((error: unknown) => {
    throw new Unavailable(messageOf(error), { cause: error })
  })
}

async function assemble(config: Config, store: Store, more: Partial<Parts>): Promise<Site> {
  const verifier = verifierPool()
  const site = await openSite({
    store,
    origin: originOf(config.url),
    verify: verifier.verify,
    folder: threadFolder,
    clock: systemClock,
    random: systemRandom,
    version,
    tickMs: config.tickMs,
    shared: config.database !== null,
    limits: { dailyBytes: config.dailyBytes, workBits: config.workBits },
    policy: firstPolicy(config),
    ...more,
  }).catch((error: unknown) => abandon(error, [verifier, store]))
  return { ...site, close: () => site.close().finally(() => verifier.close()) }
}

/** What the first policy record says: the words of every fresh site, and what the configuration gives. */
function firstPolicy({ name, contact, rules }: Config): NonNullable<Parts['policy']> {
  return { ...starterPolicy, ...(name && { name }), ...(contact && { contact }), ...(rules && { rulesUrl: rules }) }
}

/** Submits notes together; one that is refused is a fault of our own. */
async function settle(site: Site, notes: string[]): Promise<void> {
  const answers = await Promise.all(notes.map((note) => site.submit(note, {})))
  const refused = answers.find(isRefusal)
  if (refused) throw new Error(`a note of the town is refused: ${refused.sentence}`)
}

/** Closes what was opened before something failed, and fails with it. */
async function abandon(error: unknown, opened: { close(): Promise<void> }[]): Promise<never> {
  await Promise.allSettled(opened.map((each) => each.close()))
  throw error
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
const faultOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))
