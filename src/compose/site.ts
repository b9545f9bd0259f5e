/** A log that is open: to write, to read, to read its keys. */

import { steadyClock, systemClock, systemRandom } from '../adapters/clock.ts'
import { threadEngine } from '../adapters/thread-engine.ts'
import { verifierPool } from '../adapters/verifier.ts'
import { type Config, version } from '../config.ts'
import { equalBytes, text, unhex } from '../log/bytes.ts'
import { ed25519Signer } from '../log/keys.ts'
import type { AccountKey } from '../log/sign.ts'
import { starterPolicy } from '../records/starter/first-records.ts'
import { openKeys } from '../service/keys.ts'
import { checkpointPath, logKeyPath, operatorKeyPath } from '../service/layout.ts'
import { openSite, type Parts } from '../service/open.ts'
import type { Store } from '../service/ports.ts'
import { NoLog, openReading, type ReadingParts } from '../service/reading.ts'
import type { Site } from '../service/site.ts'
import { CorruptStore } from '../service/store-errors.ts'
import { abandon, openStore, Unavailable } from './store.ts'

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

/** Opens the site of a store with the parts of this machine; with a failure everything is closed. */
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

/** File of a mirror that holds the verifier key of the log it copies. */
export const mirrorKeyPath = 'vkey'

/** The verifier key of the log in a store: a mirror has it as a file, its own site has the key itself. */
export async function vkeyOf({ database, data }: Config, { blobs, head }: Store): Promise<string> {
  const kept = await blobs.get(mirrorKeyPath)
  if (kept) return text(kept).trim()
  const [seed, signed] = [await blobs.get(logKeyPath), (await head('log').read()) ?? (await blobs.get(checkpointPath))]
  if (seed && signed) return ed25519Signer(text(signed).split('\n')[0] ?? '', unhex(text(seed).trim())).vkey
  throw new Unavailable(`${database ? 'the database' : data} holds no log, or a copy without its key (--vkey gives it)`)
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
