/** The environment as one typed value. Every variable stands once in config/variables.ts, with all that is known of it. */

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { didYouMean } from './config/nearest.ts'
import type { ListsAt } from './config/values.ts'
import { type ValueOf, type Variable, type VariableName, variableNames, variables } from './config/variables.ts'
import type { WebhookConfig } from './config/webhooks.ts'

/** Folder of the package, found from the source as from any depth of the bundle. */
export const packageRoot: string = rootAbove(dirname(fileURLToPath(import.meta.url)))

/** Version of the software. */
export const version: string = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')).version

export interface Config {
  /** TCP port; 0 lets the system choose. */
  port: number
  host: string
  /** Where the site is reached from outside, without a final slash. */
  url: string
  /** Origin of the log: that of the URL, unless it is told. */
  origin: string
  /** The variable that chose that origin; null: it is made from the port alone, and serves to try things out. */
  originFrom: 'SENSUS_ORIGIN' | 'SENSUS_URL' | null
  /** Folder of the log's files, absolute or relative to the working directory. */
  data: string
  /** PostgreSQL connection URL; null keeps everything in `data`. */
  database: string | null
  /** Header in which a trusted proxy gives the sender's address; null trusts the connection alone. */
  addressHeader: string | null
  /** Which address in `x-forwarded-for` counts, from the right: the number of trusted proxies. */
  addressDepth: number
  tickMs: number
  /** Bytes of records admitted per day. */
  dailyBytes: number
  /** The day that it is by the operator's word, its beginning in Unix milliseconds; null: they do not say. */
  today: number | null
  /** Leading zero bits of work asked of accounts that the log does not know. */
  workBits: number
  /** What the first policy record of a new log says; null: what every fresh site says. */
  name: string | null
  contact: string | null
  rules: string | null
  /** Where the source of this program stands; null: its operator does not say. */
  source: string | null
  /** Lists that are brought in at the first start; null: none. */
  begin: ListsAt | null
  /** The chain to observe; null observes nothing. */
  chain: ChainConfig | null
  /** Whether to look where people say that the web names their account. */
  webProofs: boolean
  /** Where is told what the observer sees. */
  webhooks: WebhookConfig[]
}

export interface ChainConfig {
  endpoints: string[]
  /** Hash of block 0, where it is known beforehand. */
  genesis: string | null
  /** Blocks between two snapshots. */
  every: number
  /** Of so many snapshots one is read whole. */
  wholeEvery: number
  /** Whether storage is read as proofs, which are kept. */
  prove: boolean
  /** Whether a conversation is begun about each privileged call that is pending. */
  conversations: boolean
  /** Questions a second that each endpoint is asked at most; null: as fast as it answers. */
  perSecond: number | null
}

/** Hash of block 0 of Bittensor's main network. */
export const finneyGenesis = '2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03'

/** The public endpoints of Bittensor's main network, and the hash of its block 0. */
const finney = {
  endpoints: [
    'wss://entrypoint-finney.opentensor.ai:443',
    'wss://lite.chain.opentensor.ai:443',
    'wss://archive.chain.opentensor.ai:443',
  ],
  genesis: finneyGenesis,
  /** What the operators of these endpoints allow (docs.learnbittensor.org, rate limits). */
  perSecond: 1,
}

/** Settings that cannot be used, one sentence each. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the environment, all of it before anything is made.
 * @throws ConfigError naming every variable that cannot be used, its value, and what was expected
 */
export function readConfig(env: Environment): Config {
  const faults = unknownIn(env)
  const optional = <N extends VariableName>(name: N): ValueOf<N> | null => {
    const text = env[name]?.trim()
    if (!text) return null
    const value = valueIn(name, text)
    if (value === undefined) faults.push(faultOf(name, text))
    return value ?? null
  }
  const sure = <N extends VariableName>(name: N): ValueOf<N> => optional(name) ?? defaultOf(name)
  const port = sure('PORT')
  const [given, origin] = [optional('SENSUS_URL'), optional('SENSUS_ORIGIN')]
  const url = given ?? `http://localhost:${port}`
  const config: Config = {
    port,
    host: sure('HOST'),
    url,
    origin: origin ?? originOf(url),
    originFrom: origin !== null ? 'SENSUS_ORIGIN' : given !== null ? 'SENSUS_URL' : null,
    data: sure('SENSUS_DATA'),
    database: optional('DATABASE_URL'),
    addressHeader: optional('SENSUS_ADDRESS_HEADER'),
    addressDepth: sure('SENSUS_ADDRESS_DEPTH'),
    tickMs: sure('SENSUS_TICK_MS'),
    dailyBytes: sure('SENSUS_DAILY_BYTES'),
    workBits: sure('SENSUS_WORK_BITS'),
    today: optional('SENSUS_TODAY'),
    name: optional('SENSUS_NAME'),
    contact: optional('SENSUS_CONTACT'),
    rules: optional('SENSUS_RULES_URL'),
    source: optional('SENSUS_SOURCE_URL'),
    begin: optional('SENSUS_BEGIN'),
    chain: chainOf({
      given: sure('SENSUS_CHAIN'),
      every: sure('SENSUS_CHAIN_EVERY'),
      wholeEvery: sure('SENSUS_CHAIN_FULL_EVERY'),
      prove: sure('SENSUS_CHAIN_PROVE'),
      conversations: sure('SENSUS_CHAIN_CONVERSATIONS'),
      perSecond: optional('SENSUS_CHAIN_RATE'),
    }),
    webProofs: sure('SENSUS_WEB_PROOFS'),
    webhooks: optional('SENSUS_WEBHOOKS') ?? [],
  }
  if (faults.length > 0) throw new ConfigError(faults.join('\n'))
  return config
}

/** The origin line of a log that a site serves: its URL prefix without the scheme. */
export function originOf(url: string): string {
  return `${new URL(url).host}/log`
}

/** The host of an origin, without its port. */
export const hostOf = (origin: string): string => new URL(`http://${origin}`).hostname

/** The variables as lines for help: name, default, words. */
export function variablesHelp(): string {
  const width = Math.max(...variableNames.map(({ length }) => length))
  return variableNames
    .map((name) => {
      const { fallback, words } = variables[name]
      return `  ${name.padEnd(width)}  ${words}${fallback ? ` Default: ${fallback}.` : ''}`
    })
    .join('\n')
}

function rootAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder))
}

function valueIn<N extends VariableName>(name: N, text: string): ValueOf<N> | undefined {
  // The reader of this very name gives a value of its type.
  return variables[name].read(text) as ValueOf<N> | undefined
}

function defaultOf<N extends VariableName>(name: N): ValueOf<N> {
  const value = valueIn(name, variables[name].fallback)
  if (value === undefined) throw new Error(`the default of ${name} is none of its values`)
  return value
}

function faultOf(name: VariableName, text: string): string {
  const { expected, shown = (all) => all, why }: Variable = variables[name]
  return `${name} is ${JSON.stringify(shown(text))}, expected ${expected}.${why ? ` ${why(text)}` : ''}`
}

/** Set for the tests of this program, in an environment that a server of theirs may inherit. */
const ofTests = 'SENSUS_WITHOUT_POSTGRES'

/** What Kubernetes sets in every container beside a service that is called sensus. */
const ofService = /^SENSUS(_[A-Z0-9]+)*_(SERVICE_(HOST|PORT)(_[A-Z0-9_]+)?|PORT_\d+_(TCP|UDP)(_(PROTO|PORT|ADDR))?)$/

/** Variables that look like ours and are none: one misspelt would pass in silence. */
function unknownIn(env: Environment): string[] {
  return Object.keys(env).flatMap((name) => {
    const text = env[name]?.trim()
    if (!/^sensus_/i.test(name) || !text || name === ofTests || variableNames.some((each) => each === name)) return []
    if (ofService.test(name) || /^(tcp|udp):\/\//.test(text)) return []
    const own = didYouMean(name, variableNames, (near) => near)
    return [`${name} is no variable that Sensus reads${own || '; sensus serve --help lists them'}`]
  })
}

interface GivenChain extends Omit<ChainConfig, 'endpoints' | 'genesis'> {
  given: ValueOf<'SENSUS_CHAIN'>
}

function chainOf({ given, ...how }: GivenChain): ChainConfig | null {
  if (given === 'none') return null
  if (given === 'finney') return { ...finney, ...how, perSecond: how.perSecond ?? finney.perSecond }
  return { endpoints: given, genesis: null, ...how }
}
