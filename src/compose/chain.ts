/** What a site sees of the chain, and who of several processes looks. */

import { systemClock, systemRandom } from '../adapters/clock.ts'
import { subtensorChain } from '../adapters/subtensor.ts'
import { webhookPost } from '../adapters/webhooks.ts'
import type { ChainConfig, Config } from '../config.ts'
import { hex } from '../log/bytes.ts'
import type { Alarms } from '../service/alarms/list.ts'
import { keepTelling, pauseFor } from '../service/alarms/tell.ts'
import { startWatch } from '../service/alarms/watch.ts'
import { scribe } from '../service/begin.ts'
import type { Chain } from '../service/chain.ts'
import type { Keys } from '../service/keys.ts'
import { type Lease, ownLease, startLease } from '../service/lease.ts'
import { type Keeper, keepObserving } from '../service/observe/keep.ts'
import type { ObservedLog } from '../service/observed-log.ts'
import type { HeadName, Store } from '../service/ports.ts'
import type { Site } from '../service/site.ts'
import type { Report } from './store.ts'

/** The chain behind the endpoints of a configuration. */
export function chainOf({ endpoints, genesis, perSecond }: ChainConfig, report: Report): Chain {
  return subtensorChain({
    endpoints,
    ...(genesis && { genesis }),
    ...(perSecond !== null && { perSecond }),
    clock: systemClock,
    random: systemRandom,
    report,
  })
}

/** How a chain is observed where nothing says it. */
const unset = { every: 7200, wholeEvery: 1, prove: false, conversations: false }

/** Starts to observe a chain for a site of one's own; what is seen before a snapshot has it goes into the list. */
export function observeBeside(
  site: Site,
  store: Store,
  keys: Keys,
  config: Config,
  chain: Chain,
  alarms: Alarms,
  report: Report,
): Keeper {
  const { every, wholeEvery, prove, conversations } = config.chain ?? unset
  const log = observedLog(site, keys)
  const watch = startWatch({ log, alarms, clock: systemClock, report })
  const observing = { every, wholeEvery, prove, conversations, range: null }
  const parts = { chain, log, notes: store.blobs, ...observing, watch, report }
  return keepObserving(parts, turnOf(config, store, 'observer'), systemClock)
}

/** Starts to tell webhooks what is seen; null where none is configured. */
export function tellBeside(
  store: Store,
  config: Config,
  alarms: Alarms,
  report: Report,
): { close(): Promise<void> } | null {
  if (config.webhooks.length === 0) return null
  return keepTelling({
    hooks: config.webhooks,
    alarms,
    blobs: store.blobs,
    post: webhookPost(),
    // Longer than a message takes, so that no other process begins to tell meanwhile.
    turn: config.database ? startLease(store.head('webhooks'), hex(systemRandom(8)), systemClock, 60_000) : ownLease,
    site: config.url,
    pause: pauseFor,
    report,
  })
}

/** Of processes that share a database one does the work of each name. */
export function turnOf({ database }: Config, store: Store, name: HeadName): Lease {
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
