/** What `npm run dev` runs: a site in memory that observes a simulated chain, both with the same simulated people. */

import { systemClock, systemRandom } from '../adapters/clock.ts'
import type { FetchHandler } from '../adapters/http.ts'
import { memoryStore } from '../adapters/memory.ts'
import { chainOf, observeBeside, observedLog } from '../compose/chain.ts'
import { apiOf } from '../compose/serve.ts'
import { assemble } from '../compose/site.ts'
import type { Report } from '../compose/store.ts'
import { type Config, type Environment, readConfig } from '../config.ts'
import { movementInWords } from '../records/chain/movement.ts'
import { isRefusal } from '../records/refusals.ts'
import { openAlarms } from '../service/alarms/list.ts'
import { openKeys } from '../service/keys.ts'
import { observe } from '../service/observe.ts'
import { remarkFinder } from '../service/remarks.ts'
import type { Site } from '../service/site.ts'
import { viewValue } from '../service/view-value.ts'
import type { ParamsOf, ValueOf, ViewName } from '../views/registry.ts'
import { english } from '../words/en.ts'
import { sentenceOf } from '../words/refusal.ts'
import { townLabels } from './simulated-chain/town.ts'
import { simulatedTown } from './simulated-chain.ts'
import { townNotes } from './town.ts'
import { townExplanations, townVoices } from './town-voices.ts'

/** Blocks of the chain before the site begins, and between two snapshots. */
const history = 380
const every = 25
const blockMs = 12_000

/** A site in memory with a town of simulated people; the pages are served by whoever calls. */
export async function composeDev(
  env: Environment,
  report: Report,
): Promise<{ config: Config; fetch: FetchHandler; close(): Promise<void> }> {
  const own = { SENSUS_NAME: 'Sensus (simulated network)', SENSUS_TICK_MS: '50' }
  const town = await startTown()
  // The people of the town do no proof of work, and neither do those who try it out.
  const forced = { SENSUS_WORK_BITS: '0', SENSUS_CHAIN: town.url, SENSUS_CHAIN_EVERY: String(every) }
  const config = readConfig({ ...own, ...env, ...forced })
  const store = memoryStore()
  const endpoints = [town.url]
  const observing = { every, wholeEvery: 7, prove: false, perSecond: null, conversations: true }
  const chain = chainOf({ endpoints, genesis: null, ...observing }, report)
  const site = await assemble(config, store, { findRemark: remarkFinder(chain) })
  const keys = await openKeys(store.blobs, store.head('log'), site.origin, systemRandom)
  report('signing and submitting the records of 300 simulated people')
  for (const notes of townNotes({ origin: site.origin, operator: keys.operator, ms: systemClock() }))
    await settle(site, notes)
  const log = observedLog(site, keys)
  await log.submit('known-accounts', { title: 'Accounts that hold for many (simulated)', body: townLabels(town) })
  report(`observing the last ${history} blocks of a simulated chain`)
  // From block 2 on, so that the calls of the town's multisigs are seen.
  const range = { first: 2, last: (await chain.finalized()).number }
  const parts = { chain, log, notes: store.blobs, every, range, report: () => undefined }
  await observe(parts, new AbortController().signal)
  report('signing what some of them say of themselves')
  await speak(site)
  const alarms = openAlarms(store.blobs, report)
  const keeper = observeBeside(site, store, keys, config, chain, alarms, report)
  const stop = new AbortController()
  const close = async () => {
    stop.abort()
    await keeper.close()
    await site.close()
    await town.close()
  }
  return { config, fetch: apiOf(site, config, report, stop.signal, { keeper, alarms }), close }
}

/** Introductions, positions on the standing questions, and explanations of what moved. */
async function speak(site: Site): Promise<void> {
  const town = { origin: site.origin, ms: systemClock() }
  const { questions } = await told(site, 'positions', {})
  for (const notes of townVoices(town, questions)) await settle(site, notes)
  const { movements } = await told(site, 'movements', { limit: '200' })
  const recorded = movements.flatMap(({ id, from, recorded: said }) =>
    id === null || said === null ? [] : [{ id, from: from.key, title: movementInWords(said) }],
  )
  for (const notes of townExplanations(town, recorded)) await settle(site, notes)
}

async function told<N extends ViewName>(site: Site, view: N, params: ParamsOf<N>): Promise<ValueOf<N>> {
  const value = await viewValue(site, view, params)
  if (isRefusal(value)) throw new Error(sentenceOf(english, value))
  return value
}

/** The simulated chain, as old as its history, going on at the pace of the real one. */
async function startTown() {
  const town = await simulatedTown({ everyMs: blockMs, begins: systemClock() - (history + 20) * blockMs })
  while (town.story.trunk().number < history) town.tick()
  return town
}

/** Submits notes together; one that is refused is a fault of our own. */
async function settle(site: Site, notes: string[]): Promise<void> {
  const answers = await Promise.all(notes.map((note) => site.submit(note, {})))
  const refused = answers.find(isRefusal)
  if (refused) throw new Error(`a note of the town is refused: ${sentenceOf(english, refused)}`)
}
