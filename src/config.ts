/** The environment as one typed value. Every variable stands once in `variables`, with its words and its default. */

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

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
  /** Leading zero bits of work asked of accounts that the log does not know. */
  workBits: number
  /** What the first policy record of a new log says; null: what every fresh site says. */
  name: string | null
  contact: string | null
  rules: string | null
  /** Where the source of this program stands; null: its operator does not say. */
  source: string | null
  /** The chain to observe; null observes nothing. */
  chain: ChainConfig | null
  /** Whether to look where people say that the web names their account. */
  webProofs: boolean
}

export interface ChainConfig {
  endpoints: string[]
  /** Hash of block 0, where it is known beforehand. */
  genesis: string | null
  /** Blocks between two snapshots. */
  every: number
}

/** The public endpoints of Bittensor's main network, and the hash of its block 0. */
const finney = {
  endpoints: [
    'wss://entrypoint-finney.opentensor.ai:443',
    'wss://lite.chain.opentensor.ai:443',
    'wss://archive.chain.opentensor.ai:443',
  ],
  genesis: '2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03',
}

/** Settings that cannot be used, one sentence each. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

interface Variable {
  name: string
  /** The value when the variable is unset or empty; '' where there is none. */
  fallback: string
  words: string
}

/** Every variable that Sensus reads, in the order in which help and docs show them. */
export const variables = [
  { name: 'PORT', fallback: '8080', words: 'Port to listen on; 0 takes a free one.' },
  { name: 'HOST', fallback: '127.0.0.1', words: 'Address to listen on; 0.0.0.0 or :: for every interface.' },
  {
    name: 'SENSUS_URL',
    fallback: 'http://localhost:PORT',
    words:
      'Where people reach the site. Its host, with /log, becomes the origin of a new log and is fixed from then on.',
  },
  { name: 'SENSUS_DATA', fallback: './data', words: 'Folder of the log, its keys and its cached results.' },
  {
    name: 'DATABASE_URL',
    fallback: '',
    words:
      'PostgreSQL to use in place of the folder: postgres://user@host:5432,host2/name. It may hold several logs, by origin.',
  },
  {
    name: 'SENSUS_ADDRESS_HEADER',
    fallback: '',
    words: 'Header in which your own proxy passes the sender (x-forwarded-for); unset, nobody can forge one.',
  },
  { name: 'SENSUS_ADDRESS_DEPTH', fallback: '1', words: 'How many trusted proxies add to x-forwarded-for.' },
  { name: 'SENSUS_TICK_MS', fallback: '250', words: 'Milliseconds between two appends while records wait.' },
  {
    name: 'SENSUS_DAILY_BYTES',
    fallback: '67108864',
    words: 'Bytes of records admitted per day; a part is kept for accounts that the log knows.',
  },
  {
    name: 'SENSUS_WORK_BITS',
    fallback: '16',
    words: 'Leading zero bits of SHA-256 work asked of accounts that the log does not know (0 to 32).',
  },
  { name: 'SENSUS_NAME', fallback: '', words: 'Name of the site, for the first policy record of a new log.' },
  {
    name: 'SENSUS_CONTACT',
    fallback: '',
    words: 'Whom to write to, for the first policy record: a mail or web address.',
  },
  { name: 'SENSUS_RULES_URL', fallback: '', words: 'Where longer rules stand, for the first policy record.' },
  {
    name: 'SENSUS_SOURCE_URL',
    fallback: '',
    words: 'Where the source of the program that runs here stands, as https:// or http://: the pages say it.',
  },
  {
    name: 'SENSUS_CHAIN',
    fallback: 'finney',
    words:
      'Endpoints of the chain to observe, ws:// or wss:// with commas between them; three that nobody shares are better than one. finney: its public ones. none: observe nothing.',
  },
  {
    name: 'SENSUS_CHAIN_EVERY',
    fallback: '7200',
    words: 'Blocks between two snapshots of the chain; 7200 are a day.',
  },
  {
    name: 'SENSUS_WEB_PROOFS',
    fallback: 'yes',
    words:
      'Whether to look, once a week, where people say that the web names their account (DNS, /.well-known, gists, profiles): yes or no.',
  },
] as const satisfies readonly Variable[]

type VariableName = (typeof variables)[number]['name']

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the environment.
 * @throws ConfigError naming every variable that cannot be used and what was expected
 */
export function readConfig(env: Environment): Config {
  const faults: string[] = []
  const text = (name: VariableName) => env[name]?.trim() || defaultOf(name)
  const optional = (name: VariableName) => text(name) || null
  const whole = (name: VariableName, least: number, most: number) => {
    const value = /^[0-9]{1,16}$/.test(text(name)) ? Number(text(name)) : Number.NaN
    if (Number.isSafeInteger(value) && value >= least && value <= most) return value
    faults.push(`${name} is "${text(name)}", expected a whole number from ${least} to ${most}.`)
    return least
  }
  const port = whole('PORT', 0, 65535)
  const config: Config = {
    port,
    host: text('HOST'),
    url: siteUrl(env.SENSUS_URL?.trim() || `http://localhost:${port}`, faults),
    data: text('SENSUS_DATA'),
    database: optional('DATABASE_URL'),
    addressHeader: optional('SENSUS_ADDRESS_HEADER')?.toLowerCase() ?? null,
    addressDepth: whole('SENSUS_ADDRESS_DEPTH', 1, 16),
    tickMs: whole('SENSUS_TICK_MS', 1, 60_000),
    dailyBytes: whole('SENSUS_DAILY_BYTES', 1024, Number.MAX_SAFE_INTEGER),
    workBits: whole('SENSUS_WORK_BITS', 0, 32),
    name: optional('SENSUS_NAME'),
    contact: optional('SENSUS_CONTACT'),
    rules: optional('SENSUS_RULES_URL'),
    source: webAddress('SENSUS_SOURCE_URL', optional('SENSUS_SOURCE_URL'), faults),
    chain: chainOf(text('SENSUS_CHAIN'), whole('SENSUS_CHAIN_EVERY', 1, 1_000_000), faults),
    webProofs: text('SENSUS_WEB_PROOFS') === 'yes',
  }
  if (!['yes', 'no'].includes(text('SENSUS_WEB_PROOFS')))
    faults.push(`SENSUS_WEB_PROOFS is "${text('SENSUS_WEB_PROOFS')}", expected yes or no.`)
  if (config.database !== null && !/^postgres(ql)?:\/\//.test(config.database))
    faults.push('DATABASE_URL is not a PostgreSQL address, expected postgres://user@host:5432/name.')
  if (faults.length > 0) throw new ConfigError(faults.join('\n'))
  return config
}

/** The origin line of a log that a site serves: its URL prefix without the scheme. */
export function originOf(url: string): string {
  return `${new URL(url).host}/log`
}

/** The variables as lines for help: name, default, words. */
export function variablesHelp(): string {
  const width = Math.max(...variables.map(({ name }) => name.length))
  return variables
    .map(({ name, fallback, words }) => `  ${name.padEnd(width)}  ${words}${fallback ? ` Default: ${fallback}.` : ''}`)
    .join('\n')
}

function rootAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder))
}

function defaultOf(name: VariableName): string {
  return variables.find((variable) => variable.name === name)?.fallback ?? ''
}

function chainOf(text: string, every: number, faults: string[]): ChainConfig | null {
  if (text === 'none') return null
  if (text === 'finney') return { ...finney, every }
  const endpoints = text.split(',').map((each) => each.trim())
  if (endpoints.some((url) => !URL.canParse(url) || !/^wss?:$/.test(new URL(url).protocol)))
    faults.push(
      `SENSUS_CHAIN is "${text}", expected finney, none, or ws:// and wss:// addresses with commas between them.`,
    )
  return { endpoints: [...new Set(endpoints)], genesis: null, every }
}

function webAddress(name: VariableName, text: string | null, faults: string[]): string | null {
  if (text !== null && !(URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)))
    faults.push(`${name} is "${text}", expected an address that begins with https:// or http://.`)
  return text
}

function siteUrl(text: string, faults: string[]): string {
  const url = URL.canParse(text) ? new URL(text) : null
  const bare = url !== null && [url.origin, `${url.origin}/`].includes(url.href)
  if (!bare || !/^https?:$/.test(url.protocol))
    faults.push(`SENSUS_URL is "${text}", expected http:// or https:// and a host, and nothing after it.`)
  return text.replace(/\/$/, '')
}
