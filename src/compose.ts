/** The one composition root: from the configuration to the parts that run. Nothing else knows which adapter is used. */

import { join, resolve } from 'node:path'
import { steadyClock, systemClock, systemRandom } from './adapters/clock.ts'
import { drawThread } from './adapters/draw-thread.ts'
import { filesBeside, filesStore } from './adapters/files.ts'
import { type FetchHandler, listenHttp, tryToListen } from './adapters/http.ts'
import { builtPages } from './adapters/pages.ts'
import { postgresStore } from './adapters/postgres.ts'
import { subtensorChain } from './adapters/subtensor.ts'
import { threadEngine } from './adapters/thread-engine.ts'
import { verifierPool } from './adapters/verifier.ts'
import { webReader } from './adapters/web-page.ts'
import { createApi } from './api/server.ts'
import { type ChainConfig, type Config, packageRoot, version } from './config.ts'
import type { Draw } from './draw/drawing.ts'
import { equalBytes, hex, sha256, text, unhex, utf8 } from './log/bytes.ts'
import { ed25519Signer } from './log/keys.ts'
import type { AccountKey } from './log/sign.ts'
import { isRefusal, type Refusal } from './records/refusals.ts'
import { starterPolicy } from './records/starter/first-records.ts'
import { type AuditReport, type AuditSource, audit } from './service/audit.ts'
import { scribe } from './service/begin.ts'
import type { Chain } from './service/chain.ts'
import { type Keys, openKeys } from './service/keys.ts'
import { checkpointPath, factPath, logKeyPath, operatorKeyPath } from './service/layout.ts'
import { type Lease, ownLease, startLease } from './service/lease.ts'
import { type MirrorReport, mirror } from './service/mirror.ts'
import { type Keeper, keepObserving } from './service/observe/keep.ts'
import type { ObservedLog } from './service/observed-log.ts'
import { openSite, type Parts } from './service/open.ts'
import type { Blobs, HeadName, Store } from './service/ports.ts'
import { NoLog, openReading, type ReadingParts } from './service/reading.ts'
import { remarkFinder } from './service/remarks.ts'
import type { Site } from './service/site.ts'
import { CorruptStore } from './service/store-errors.ts'
import { countOf, dropForeignResults } from './service/stored-result.ts'
import { appendQuestions, type Upgrade, upgradeOf } from './service/upgrade.ts'
import { keepChecking } from './service/web-proofs.ts'
import { earlierViews } from './views/registry.ts'

/** Says one line to whoever operates the process. */
export type Report = (line: string) => void

/** Told how much of something is done. */
export type OnProgress = (done: number, total: number) => void

/** A folder or a database cannot be opened; the message says why and, where there is one, the way around. */
export class Unavailable extends Error {
  override name = 'Unavailable'
}

/** Opens a log to read and write; a new one is created with its keys and a starter conversation. */
export async function openToWrite(config: Config): Promise<Site> {
  return assemble(config, await openStore(config, false), {})
}

/**
 * Opens a log to read, beside a running server if need be; also a mirror, whose key stands in its file `vkey`.
 * Throws Unavailable.
 */
export async function openToRead(config: Config): Promise<Site> {
  const store = await openStore(config, true)
  try {
    const vkey = await vkeyOf(config, store)
    return await readSettled({ store, folder: threadEngine, clock: systemClock, version, vkey }, 5)
  } catch (error) {
    return abandon(error instanceof NoLog ? new Unavailable(error.message, { cause: error }) : error, [store])
  }
}

/** Checks everything in a folder or a database against the key of its log, or against the key given. */
export async function auditData(
  config: Config,
  given: string | undefined,
  older: boolean,
  onProgress: OnProgress,
): Promise<AuditReport> {
  const store = await openStore(config, true)
  try {
    const vkey = given ?? (await vkeyOf(config, store))
    return await auditWith({ name: config.data, ...store.blobs }, vkey, older, onProgress)
  } finally {
    await store.close()
  }
}

/**
 * Checks everything that a site serves. Results are folded again here, from the records alone; with `older` also those of
 * the earlier versions of views that are carried.
 */
export async function auditWith(
  source: AuditSource,
  vkey: string,
  older: boolean,
  onProgress: OnProgress,
): Promise<AuditReport> {
  const verifier = verifierPool()
  const earlier = older ? earlierViews : {}
  try {
    return await audit(source, { verify: verifier.verify, folder: threadEngine, vkey, earlier, onProgress })
  } finally {
    await verifier.close()
  }
}

/**
 * Brings the copy in a folder up to date with a site. The first copy remembers the verifier key; later ones believe no
 * other. Throws Unavailable when the folder is that of a site, and what `mirror` throws.
 */
export async function mirrorInto(
  folder: string,
  source: { get: AuditSource['get']; results(): Promise<string[]> },
  vkey: string,
  onProgress: OnProgress,
): Promise<MirrorReport> {
  const store = await filesStore(folder).catch(unavailable)
  try {
    const { blobs } = store
    if ((await blobs.get(logKeyPath)) !== null) throw new Unavailable(`${folder} is the folder of a site, not a mirror`)
    const kept = await blobs.get(mirrorKeyPath)
    if (kept === null) await blobs.put(mirrorKeyPath, utf8(`${vkey}\n`))
    return await mirror(source, source.results, kept ? text(kept).trim() : vkey, blobs, onProgress)
  } finally {
    await store.close()
  }
}

/** File of a mirror that holds the verifier key of the log it copies. */
export const mirrorKeyPath = 'vkey'

/** The verifier key of the log in a store: a mirror has it as a file, its own site has the key itself. */
async function vkeyOf({ database, data }: Config, { blobs, head }: Store): Promise<string> {
  const kept = await blobs.get(mirrorKeyPath)
  if (kept) return text(kept).trim()
  const [seed, signed] = [await blobs.get(logKeyPath), (await head('log').read()) ?? (await blobs.get(checkpointPath))]
  if (seed && signed) return ed25519Signer(text(signed).split('\n')[0] ?? '', unhex(text(seed).trim())).vkey
  throw new Unavailable(`${database ? 'the database' : data} holds no log, or a copy without its key (--vkey gives it)`)
}

/** A writer may replace partial files while they are read; then its checkpoint has moved on, and reading begins again. */
async function readSettled(parts: ReadingParts, tries: number): Promise<Site> {
  const before = await parts.store.blobs.get(checkpointPath)
  try {
    return await openReading(parts)
  } catch (error) {
    const after = await parts.store.blobs.get(checkpointPath)
    const moved = before !== null && after !== null && !equalBytes(before, after)
    if (!(error instanceof CorruptStore) || !moved || tries === 0) throw error
    return readSettled(parts, tries - 1)
  }
}

/** What an upgrade would change, and what it changed. */
export interface UpgradeReport extends Upgrade {
  /** Null unless it was applied. */
  applied: { results: number; questions: string[] } | Refusal | null
}

/**
 * What an upgrade of a log of one's own would change; `apply` does it, with the store to itself. Throws Unavailable, and
 * NoLog when there is none.
 */
export async function upgradeData(config: Config, apply: boolean, report: Report): Promise<UpgradeReport> {
  const { address: operator } = await operatorKeyOf(config)
  const reading = await openStore(config, true)
  const upgrade = await upgradeOf(reading.blobs, operator).finally(() => reading.close())
  return { ...upgrade, applied: apply ? await applyUpgrade(config, report) : null }
}

async function applyUpgrade(config: Config, report: Report): Promise<UpgradeReport['applied']> {
  const store = await openStore(config, false)
  const dropped = await dropForeignResults(store.blobs).catch((error: unknown) => abandon(error, [store]))
  const site = await assemble(config, store, { report: (error) => report(faultOf(error)) })
  try {
    const { operator } = await openKeys(store.blobs, store.head('log'), site.origin, systemRandom)
    const write = scribe(operator, site.origin, systemClock(), systemRandom)
    const questions = await appendQuestions(store.blobs, site, operator.address, write)
    return isRefusal(questions) ? questions : { results: countOf(dropped), questions }
  } finally {
    await site.close()
  }
}

/** The key of the operator, from where the log is kept. */
export async function operatorKeyOf(config: Config): Promise<AccountKey> {
  const store = await openStore(config, true)
  try {
    if ((await store.blobs.get(operatorKeyPath)) === null)
      throw new Unavailable(`${config.data} keeps no operator key: --data names the folder of the site`)
    return (await openKeys(store.blobs, store.head('log'), config.origin, systemRandom)).operator
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
  const { blobs, close } = await besideServer(config)
  await blobs.put(factPath(hash), bytes).finally(close)
  return hash
}

/** Where an observer in a process of its own keeps what it has read; nobody else writes there. */
export async function observerNotes(config: Config): Promise<Blobs> {
  return (await besideServer(config)).blobs
}

async function besideServer(config: Config): Promise<{ blobs: Blobs; close(): Promise<void> }> {
  if (config.database !== null) return openStore(config, false)
  return { blobs: filesBeside(resolve(config.data)), close: async () => undefined }
}

export interface Running {
  url: string
  /** Finishes what was begun, then lets go of everything. */
  close(): Promise<void>
}

/** Serves pages, API and log until it is closed, and observes the chain if the configuration names one. */
export async function serveSite(config: Config, report: Report): Promise<Running> {
  await tryToListen(config)
  const store = await openStore(config, false, report)
  const chain = config.chain ? chainOf(config.chain, report) : null
  const followed = chain ? [chain] : []
  const site = await assemble(config, store, chain ? { findRemark: remarkFinder(chain) } : {}).catch((error: unknown) =>
    abandon(error, followed),
  )
  return serveAssembled(config, report, store, chain, site).catch((error: unknown) =>
    abandon(error, [...followed, site]),
  )
}

/** Serves a site that is open. When this throws, whoever called closes site and chain. */
async function serveAssembled(
  config: Config,
  report: Report,
  store: Store,
  chain: Chain | null,
  site: Site,
): Promise<Running> {
  const said = await judgeOrigin(site.origin, config)
  if (said !== null) report(said)
  const stop = new AbortController()
  const keys = await openKeys(store.blobs, store.head('log'), site.origin, systemRandom)
  const pages = await builtPages(join(packageRoot, 'build', 'web'), config.url, report)
  const keeper = chain && observeBeside(site, store, keys, config, chain, report)
  const proofs = config.webProofs
    ? keepChecking(observedLog(site, keys), webReader(), turnOf(config, store, 'proofs'), systemClock, report)
    : null
  const drawing = drawThread()
  const fetch = apiOf(site, config, report, stop.signal, keeper, drawing.draw)
  const listening = await listenHttp({
    ...config,
    base: config.url,
    api: fetch,
    isApi,
    pages,
    report: (error) => report(faultOf(error)),
  }).catch((error: unknown) =>
    abandon(
      error,
      [keeper, proofs, drawing].filter((each) => each !== null),
    ),
  )
  return {
    url: config.port === 0 ? `http://${config.host}:${listening.port}` : config.url,
    close: async () => {
      stop.abort()
      await listening.close(graceMs)
      await keeper?.close()
      await proofs?.close()
      await drawing.close()
      await site.close()
    },
  }
}

/**
 * What whoever starts a site has to know of the origin of its log; null: nothing. Throws Unavailable when they asked for
 * another one: what was signed for an origin counts under no other.
 */
async function judgeOrigin(origin: string, { originChosen, ...config }: Config): Promise<string | null> {
  if (originChosen && origin !== config.origin)
    throw new Unavailable(
      `the log has the origin ${origin}, and SENSUS_URL or SENSUS_ORIGIN asks for ${config.origin}. Records are signed for an ` +
        `origin, so it cannot change. SENSUS_ORIGIN=${origin} serves this log at ${config.url}; SENSUS_DATA with another folder begins a new one.`,
    )
  if (originChosen) return null
  if (!origin.startsWith('localhost:'))
    return `SENSUS_URL is not set: the log keeps its origin ${origin}, and links lead to ${config.url}.`
  return (
    `SENSUS_URL is not set: the origin of this log is ${origin}, made from the port. It is provisional, to try things out: ` +
    'records that are signed for it count under no other, so set SENSUS_URL and begin in a new folder before others take part.'
  )
}

/** The chain behind the endpoints of a configuration. */
export function chainOf({ endpoints, genesis }: ChainConfig, report: Report): Chain {
  return subtensorChain({ endpoints, ...(genesis && { genesis }), clock: systemClock, random: systemRandom, report })
}

/** Starts to observe a chain for a site of one's own. */
export function observeBeside(
  site: Site,
  store: Store,
  keys: Keys,
  config: Config,
  chain: Chain,
  report: Report,
): Keeper {
  const every = config.chain?.every ?? 7200
  const parts = { chain, log: observedLog(site, keys), notes: store.blobs, every, range: null, report }
  return keepObserving(parts, turnOf(config, store, 'observer'), systemClock)
}

/** Of processes that share a database one does the work of each name. */
function turnOf({ database }: Config, store: Store, name: HeadName): Lease {
  return database ? startLease(store.head(name), hex(systemRandom(8)), systemClock) : ownLease
}

/** A site as its observer sees it. */
export function observedLog(site: Site, { operator }: Pick<Keys, 'operator'>): ObservedLog {
  return {
    view: (name, params) => site.view(name, params),
    blob: site.blob,
    addEvidence: site.addEvidence,
    submit: (kind, fields) =>
      site.submit(scribe(operator, site.origin, systemClock(), systemRandom)(kind, fields).note, {}),
  }
}

/** How long running answers may take after the server was asked to end, in milliseconds. */
const graceMs = 5000

/** Paths of the API; `__data.json` belongs to the page of that path. */
function isApi(path: string): boolean {
  return /^\/(api|log|\.well-known)\//.test(path) && !path.endsWith('/__data.json')
}

/** The API of a site, also put where the server hook of the pages finds it. */
export function apiOf(
  site: Site,
  { url, source }: Config,
  report: Report,
  signal: AbortSignal,
  keeper: Keeper | null,
  draw?: Draw,
): FetchHandler {
  const api = createApi(site, {
    url,
    source,
    signal,
    chain: keeper?.status,
    ...(draw && { draw }),
    report: (error) => report(faultOf(error)),
  })
  const fetch: FetchHandler = (request, from) => api.fetch(request, from)
  Object.assign(globalThis, { [Symbol.for('sensus.api')]: fetch })
  return fetch
}

/** `report` is told what of a database may lose records; one to read is not judged. */
async function openStore(config: Config, readOnly: boolean, report: Report = () => undefined): Promise<Store> {
  const opened = config.database
    ? postgresStore(config.database, config.origin, readOnly ? {} : { doubt: report })
    : filesStore(config.data, { readOnly })
  return opened.catch(unavailable)
}

function unavailable(error: unknown): never {
  throw new Unavailable(messageOf(error), { cause: error })
}

export async function assemble(config: Config, store: Store, more: Partial<Parts>): Promise<Site> {
  const verifier = verifierPool()
  const site = await openSite({
    store,
    origin: config.origin,
    verify: verifier.verify,
    folder: threadEngine,
    clock: systemClock,
    steady: steadyClock,
    today: config.today,
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

/** Closes what was opened before something failed, and fails with it. */
async function abandon(error: unknown, opened: { close(): Promise<void> }[]): Promise<never> {
  await Promise.allSettled(opened.map((each) => each.close()))
  throw error
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
const faultOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))
