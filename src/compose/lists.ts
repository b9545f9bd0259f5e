/** Public lists, from where the operator says they are, into a log. */

import { systemClock, systemRandom } from '../adapters/clock.ts'
import { filesInFolder, filesOnWeb } from '../adapters/known-files.ts'
import { webFiles } from '../adapters/web-page.ts'
import { type Config, finneyGenesis } from '../config.ts'
import { hex } from '../log/bytes.ts'
import { parseCheckpoint } from '../log/checkpoint.ts'
import { formatNote, parseNote } from '../log/note.ts'
import { composeText } from '../records/compose-text.ts'
import { isRefusal } from '../records/refusals.ts'
import type { Chain } from '../service/chain.ts'
import type { Keys } from '../service/keys.ts'
import { bringFirstLists, type FirstLists, type ListsLog } from '../service/known/first.ts'
import type { FoundFiles } from '../service/known/found.ts'
import { ownLease, startLease } from '../service/lease.ts'
import type { Store } from '../service/ports.ts'
import type { Site } from '../service/site.ts'
import type { WebFiles } from '../service/web.ts'
import type { Report } from './store.ts'

/** The files of a folder or of addresses. Throws ListsUnread. */
export function findLists(at: NonNullable<Config['begin']>, read: WebFiles = webFiles()): Promise<FoundFiles> {
  return 'folder' in at ? filesInFolder(at.folder) : filesOnWeb(at.urls, read)
}

/** How long an endpoint may take to say which chain it is on, in milliseconds. */
const chainMs = 30_000
/** Longer than a record takes, so that no other process begins meanwhile. */
const turnMs = 120_000

/** Starts to bring in what the configuration names for a first start; null where it names nothing. */
export function beginBeside(
  site: Site,
  store: Store,
  { operator }: Pick<Keys, 'operator'>,
  config: Config,
  chain: Chain | null,
  report: Report,
): FirstLists | null {
  const { begin } = config
  if (begin === null) return null
  return bringFirstLists({
    log: listsLog(site, operator),
    blobs: store.blobs,
    find: () => findLists(begin),
    chain: () => chainOfLists(config, chain),
    turn: config.database ? startLease(store.head('lists'), hex(systemRandom(8)), systemClock, turnMs) : ownLease,
    clock: systemClock,
    report,
  })
}

/** A site of one's own as lists are brought into it. */
export function listsLog(site: Site, operator: Keys['operator'], clock = systemClock): ListsLog {
  return {
    read: () => ({
      size: parseCheckpoint(parseNote(site.checkpoint()).text).size,
      records: (before, limit) => site.records(before, limit),
    }),
    addEvidence: site.addEvidence,
    submit: async (kind, fields, body) => {
      const time = Math.floor(clock() / 1000) * 1000
      const common = { origin: site.origin, account: operator.address, time, nonce: hex(systemRandom(16)) }
      const text = composeText(kind, fields, { ...common, ...(body !== undefined && { body }) })
      return isRefusal(text) ? text : site.submit(formatNote(text, [operator.sign(text)]), {})
    },
  }
}

/** Lists of block 0 are of the chain that is observed, and of finney where none is. */
function chainOfLists({ chain: configured }: Config, chain: Chain | null): Promise<string | null> {
  if (configured === null || chain === null) return Promise.resolve(finneyGenesis)
  if (configured.genesis !== null) return Promise.resolve(configured.genesis)
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, chainMs, null)
  })
  return Promise.race([chain.genesis(), late]).finally(() => clearTimeout(timer))
}
