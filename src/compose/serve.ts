/** A site that is served: pages, API, observer, proofs. */

import { join } from 'node:path'
import { systemClock, systemRandom } from '../adapters/clock.ts'
import { drawThread } from '../adapters/draw-thread.ts'
import { type FetchHandler, listenHttp, tryToListen } from '../adapters/http.ts'
import { builtPages } from '../adapters/pages.ts'
import { webReader } from '../adapters/web-page.ts'
import { isFramed } from '../api/framed.ts'
import { createApi } from '../api/server.ts'
import { type Config, packageRoot } from '../config.ts'
import type { Draw } from '../draw/drawing.ts'
import { type Alarms, openAlarms } from '../service/alarms/list.ts'
import type { Chain } from '../service/chain.ts'
import { openKeys } from '../service/keys.ts'
import type { FirstLists } from '../service/known/first.ts'
import type { Keeper } from '../service/observe/keep.ts'
import type { Store } from '../service/ports.ts'
import { remarkFinder } from '../service/remarks.ts'
import type { Site } from '../service/site.ts'
import { keepChecking } from '../service/web-proofs.ts'
import { chainOf, observeBeside, observedLog, tellBeside, turnOf } from './chain.ts'
import { beginBeside } from './lists.ts'
import { requireOrigin, settleOrigin } from './origin.ts'
import { assemble } from './site.ts'
import { abandon, faultOf, openStore, type Report } from './store.ts'

export interface Running {
  url: string
  /** Finishes what was begun, then lets go of everything. */
  close(): Promise<void>
}

/** Serves pages, API and log until it is closed, and observes the chain if the configuration names one. */
export async function serveSite(given: Config, report: Report): Promise<Running> {
  await tryToListen(given)
  const config = await settleOrigin(given, report)
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
  requireOrigin(site.origin, config)
  const stop = new AbortController()
  const keys = await openKeys(store.blobs, store.head('log'), site.origin, systemRandom)
  const pages = await builtPages(join(packageRoot, 'build', 'web'), config.url, report)
  const alarms = chain && openAlarms(store.blobs, report)
  const keeper = chain && alarms && observeBeside(site, store, keys, config, chain, alarms, report)
  const telling = alarms && tellBeside(store, config, alarms, report)
  const proofs = config.webProofs
    ? keepChecking(observedLog(site, keys), webReader(), turnOf(config, store, 'proofs'), systemClock, report)
    : null
  const lists = beginBeside(site, store, keys, config, chain, report)
  const drawing = drawThread()
  const fetch = apiOf(site, config, report, stop.signal, { keeper, alarms, lists, draw: drawing.draw })
  const listening = await listenHttp({
    ...config,
    base: config.url,
    api: fetch,
    isApi,
    isFramed,
    pages,
    report: (error) => report(faultOf(error)),
  }).catch((error: unknown) =>
    abandon(
      error,
      [keeper, telling, proofs, lists, drawing].filter((each) => each !== null),
    ),
  )
  return {
    url: config.port === 0 ? `http://${config.host}:${listening.port}` : config.url,
    close: async () => {
      stop.abort()
      await listening.close(graceMs)
      await keeper?.close()
      await telling?.close()
      await proofs?.close()
      await lists?.close()
      await drawing.close()
      await site.close()
    },
  }
}

/** How long running answers may take after the server was asked to end, in milliseconds. */
const graceMs = 5000

/** Paths of the API; `__data.json` belongs to the page of that path. */
function isApi(path: string): boolean {
  return /^\/(api|log|\.well-known)\//.test(path) && !path.endsWith('/__data.json')
}

/** What runs beside a site and is told of by its API. */
interface Beside {
  keeper?: Keeper | null
  alarms?: Alarms | null
  lists?: FirstLists | null
  draw?: Draw
}

/** The API of a site, also put where the server hook of the pages finds it. */
export function apiOf(
  site: Site,
  { url, source }: Config,
  report: Report,
  signal: AbortSignal,
  { keeper = null, alarms = null, lists = null, draw }: Beside,
): FetchHandler {
  const api = createApi(site, {
    url,
    source,
    signal,
    chain: keeper?.status,
    lists: lists?.status,
    ...(alarms && { alarms }),
    ...(draw && { draw }),
    report: (error) => report(faultOf(error)),
  })
  const fetch: FetchHandler = (request, from) => api.fetch(request, from)
  Object.assign(globalThis, { [Symbol.for('sensus.api')]: fetch })
  return fetch
}
