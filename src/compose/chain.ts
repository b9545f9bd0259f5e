/** What a site sees of the chain, and who of several processes looks. */

import { systemClock, systemRandom } from '../adapters/clock.ts'
import { subtensorChain } from '../adapters/subtensor.ts'
import type { ChainConfig, Config } from '../config.ts'
import { hex } from '../log/bytes.ts'
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
