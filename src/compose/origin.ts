/** The origin that whoever starts a site asks for, and the one that its log has: records are signed for one origin alone. */

import { systemRandom } from '../adapters/clock.ts'
import { filesBeside, filesStore, setAside } from '../adapters/files.ts'
import { postgresOrigins } from '../adapters/postgres.ts'
import { type Config, hostOf } from '../config.ts'
import { openKeys } from '../service/keys.ts'
import { operatorKeyPath } from '../service/layout.ts'
import { isOfOneAccount } from '../service/own-records.ts'
import { openToRead } from './site.ts'
import { type Report, Unavailable, unavailable } from './store.ts'

/**
 * The configuration of the log that is to be served, before it is opened. One whose origin nobody else can reach is
 * provisional: while nobody else has said anything in it, another origin may be chosen, and a log begins anew beside it.
 * Throws Unavailable when another origin is asked for than the log has.
 */
export async function settleOrigin(config: Config, report: Report): Promise<Config> {
  return config.database === null ? inFolder(config, report) : inDatabase(config, config.database, report)
}

/** Throws Unavailable when a log has another origin than the one that somebody has chosen for it. */
export function requireOrigin(origin: string, config: Config): void {
  if (config.originFrom !== null && origin !== config.origin) throw otherOrigin(origin, config, 'in another folder')
}

async function inFolder(config: Config, report: Report): Promise<Config> {
  const kept = await originIn(config.data)
  if (config.originFrom === null) {
    report(isProvisional(kept ?? config.origin) ? provisional(kept ?? config.origin) : keeps(kept ?? '', config))
    return config
  }
  if (kept === null || kept === config.origin) return config
  if (!isProvisional(kept)) throw otherOrigin(kept, config, 'in another folder')
  if (!(await isOfItsOperatorAlone(config)))
    throw otherOrigin(kept, config, 'in another folder', ' Others have said something in it, which counts there alone.')
  const aside = await beginAnew(config.data, kept)
  report(`the log begun as ${kept} held nothing but records of this site’s own, and lies in ${aside} now.`)
  report(`A new log of the same operator begins as ${config.origin}.`)
  return config
}

/** The origin that the log in a folder has signed; null without a log, or with one that is damaged, as opening it will tell. */
async function originIn(folder: string): Promise<string | null> {
  const store = await filesStore(folder, { readOnly: true }).catch(() => null)
  if (store === null) return null
  // Where nothing was signed a key would have to be made, which is refused here.
  const keys = await openKeys(store.blobs, store.head('log'), 'unsigned', systemRandom).catch(() => null)
  await store.close()
  return keys?.log.name ?? null
}

async function isOfItsOperatorAlone(config: Config): Promise<boolean> {
  const site = await openToRead(config)
  try {
    return await isOfOneAccount(site, site.about().operator)
  } finally {
    await site.close()
  }
}

/** Puts a log aside within its folder and leaves the operator's key; returns the folder that it lies in now. */
async function beginAnew(folder: string, origin: string): Promise<string> {
  const blobs = filesBeside(folder)
  const key = await blobs.get(operatorKeyPath)
  const aside = await setAside(folder, origin.replace(/[^a-z0-9.]+/g, '-')).catch(unavailable)
  if (key) await blobs.put(operatorKeyPath, key)
  return aside
}

async function inDatabase(config: Config, database: string, report: Report): Promise<Config> {
  const origins = await postgresOrigins(database).catch(unavailable)
  const chosen = origins.filter((each) => !isProvisional(each))
  const [only, ...more] = chosen
  if (config.originFrom === null) {
    if (more.length > 0)
      throw new Unavailable(
        `the database holds the logs of ${chosen.join(', ')}: SENSUS_ORIGIN says which of them is served`,
      )
    report(only === undefined ? provisional(config.origin) : keeps(only, config))
    return only === undefined ? config : { ...config, origin: only }
  }
  if (origins.includes(config.origin)) return config
  if (only !== undefined && config.originFrom === 'SENSUS_URL')
    throw otherOrigin(chosen.join(', '), config, `beside it with SENSUS_ORIGIN=${config.origin}`)
  if (origins.length > 0)
    report(`a new log begins as ${config.origin}; the database keeps the logs of ${origins.join(', ')}.`)
  return config
}

/** Nobody but this machine reaches the host of such an origin. */
const isProvisional = (origin: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostOf(origin))

const keeps = (origin: string, { url }: Config): string =>
  `SENSUS_URL is not set: the log keeps its origin ${origin}, and links lead to ${url}.`

const provisional = (origin: string): string =>
  `SENSUS_URL is not set: the origin of this log is ${origin}, made from the port. It is provisional, to try things out. ` +
  'Choose a lasting one with SENSUS_URL before others take part: until then a log begins anew under it; what others sign ' +
  'for this one counts here alone.'

function otherOrigin(origin: string, config: Config, where: string, why = ''): Unavailable {
  return new Unavailable(
    `the log has the origin ${origin}, and ${config.originFrom} asks for ${config.origin}.${why} Records are signed for an origin, ` +
      `so it cannot change. SENSUS_ORIGIN=${origin} serves this log at ${config.url}; a new one begins ${where}.`,
  )
}
