/** Every variable that Sensus reads: its words, its default, and what it may be. */

import {
  calendarDay,
  contact,
  databaseUrl,
  endpoints,
  folder,
  headerName,
  hostOf,
  inPolicy,
  listsAt,
  originText,
  rate,
  siteUrl,
  webAddress,
  whole,
  withoutPassword,
  yesOrNo,
} from './values.ts'
import { readWebhooks } from './webhooks.ts'

export interface Variable<T = unknown> {
  /** The value when the variable is unset or empty; '' where there is none. */
  fallback: string
  words: string
  /** What the value has to be, as the end of a sentence. */
  expected: string
  /** The value of a text that is not empty; undefined: it is none. */
  read(text: string): T | undefined
  /** What is wrong with a text that is none, as a sentence; where the text names something that can be wrong in many ways. */
  why?(text: string): string
  /** What of a text may be shown; all of it unless told. */
  shown?(text: string): string
}

/** In the order in which help and docs show them. */
export const variables = {
  PORT: { fallback: '8080', words: 'Port to listen on; 0 takes a free one.', ...whole(0, 65_535) },
  HOST: {
    fallback: '127.0.0.1',
    words: 'Address to listen on; 0.0.0.0 or :: for every interface.',
    expected: 'an IP address or the name of a host',
    read: hostOf,
  },
  SENSUS_URL: {
    fallback: 'http://localhost:PORT',
    words:
      'Where people reach the site. Its host, with /log, becomes the origin of a new log and is fixed from then on.',
    expected: 'http:// or https:// and a host in at most 124 characters, and nothing after it',
    read: siteUrl,
  },
  SENSUS_ORIGIN: {
    fallback: '',
    words:
      'Origin of the log, where it is not that of SENSUS_URL: of a site that moved, since records are signed for an origin and it cannot change.',
    expected: 'an origin like voice.example.org/log',
    read: originText,
  },
  SENSUS_DATA: {
    fallback: './data',
    words: 'Folder of the log, its keys and its cached results.',
    expected: 'a folder, or the path of a new one',
    read: folder,
  },
  DATABASE_URL: {
    fallback: '',
    words:
      'PostgreSQL to use in place of the folder: postgres://user@host:5432,host2/name. It may hold several logs, by origin.',
    expected: 'a PostgreSQL address like postgres://user@host:5432/name',
    read: databaseUrl,
    shown: withoutPassword,
  },
  SENSUS_ADDRESS_HEADER: {
    fallback: '',
    words: 'Header in which your own proxy passes the sender (x-forwarded-for); unset, nobody can forge one.',
    expected: 'the name of a header whose value is an address, like x-forwarded-for or x-real-ip',
    read: headerName,
  },
  SENSUS_ADDRESS_DEPTH: { fallback: '1', words: 'How many trusted proxies add to x-forwarded-for.', ...whole(1, 16) },
  SENSUS_TICK_MS: {
    fallback: '250',
    words: 'Milliseconds between two appends while records wait.',
    ...whole(1, 60_000),
  },
  SENSUS_DAILY_BYTES: {
    fallback: '67108864',
    words: 'Bytes of records admitted per day; a part is kept for accounts that the log knows.',
    ...whole(1024, Number.MAX_SAFE_INTEGER),
  },
  SENSUS_WORK_BITS: {
    fallback: '16',
    words: 'Leading zero bits of SHA-256 work asked of accounts that the log does not know (0 to 32).',
    ...whole(0, 32),
  },
  SENSUS_TODAY: {
    fallback: '',
    words:
      'Only where a log was still for more than 30 days: the day that it is, read off another clock than this machine, so that records are taken in again.',
    expected: 'a day like 2026-11-22',
    read: calendarDay,
  },
  SENSUS_NAME: {
    fallback: '',
    words: 'Name of the site, for the first policy record of a new log.',
    expected: 'one line of 1 to 120 characters that everybody can see',
    read: (text) => inPolicy('name', text),
  },
  SENSUS_CONTACT: {
    fallback: '',
    words: 'Whom to write to, for the first policy record: a mail or web address.',
    expected: 'a mail address like name@example.org, or a web address that begins with https:// or http://',
    read: contact,
  },
  SENSUS_RULES_URL: {
    fallback: '',
    words: 'Where longer rules stand, for the first policy record.',
    expected: 'an address of at most 256 characters that begins with https:// or http://',
    read: (text) => webAddress(text) && inPolicy('rulesUrl', text),
  },
  SENSUS_SOURCE_URL: {
    fallback: '',
    words: 'Where the source of the program that runs here stands, as https:// or http://: the pages say it.',
    expected: 'an address that begins with https:// or http://',
    read: webAddress,
  },
  SENSUS_BEGIN: {
    fallback: '',
    words:
      'What is publicly known, brought in once at the first start as sensus begin would: a folder of lists, or https:// addresses with commas between them, where one that ends in / is a folder whose sources.json names its files.',
    expected: 'a folder that is there, or https:// addresses of public names, without a port, with commas between them',
    read: listsAt,
    shown: withoutPassword,
  },
  SENSUS_CHAIN: {
    fallback: 'finney',
    words:
      'Endpoints of the chain to observe, ws:// or wss:// with commas between them; three that nobody shares are better than one. finney: its public ones. none: observe nothing.',
    expected: 'finney, none, or ws:// and wss:// addresses with commas between them',
    read: endpoints,
  },
  SENSUS_CHAIN_EVERY: {
    fallback: '7200',
    words: 'Blocks between two snapshots of the chain; 7200 are a day.',
    ...whole(1, 1_000_000),
  },
  SENSUS_CHAIN_FULL_EVERY: {
    fallback: '7',
    words:
      'Of so many snapshots one is read whole, the others from what changed since the one before; 1: each is read whole.',
    ...whole(1, 1000),
  },
  SENSUS_CHAIN_PROVE: {
    fallback: 'no',
    words:
      'Whether to read storage as proofs and keep them beside each snapshot, so that no endpoint needs to be believed about it: yes or no. Some 200 MB a snapshot of Bittensor.',
    expected: 'yes or no',
    read: yesOrNo,
  },
  SENSUS_CHAIN_RATE: {
    fallback: '',
    words:
      'How many questions each endpoint of the chain is asked at most: 5/second, 40000/day. Unset, the public ones of finney are asked once a second, as their operators allow, and others as fast as they answer.',
    expected: 'a number, a slash, and second, minute, hour or day, from 1/hour to 1000/second',
    read: rate,
  },
  SENSUS_CHAIN_CONVERSATIONS: {
    fallback: 'yes',
    words:
      'Whether the operator begins a conversation about each privileged call as soon as it is pending, once: yes or no.',
    expected: 'yes or no',
    read: yesOrNo,
  },
  SENSUS_WEB_PROOFS: {
    fallback: 'yes',
    words:
      'Whether to look, once a week, where people say that the web names their account (DNS, /.well-known, gists, profiles): yes or no.',
    expected: 'yes or no',
    read: yesOrNo,
  },
  SENSUS_WEBHOOKS: {
    fallback: '',
    words:
      'File with a JSON list of webhooks that are told what the observer sees in finalized blocks: Discord, Telegram, Matrix, or JSON to an address of your own.',
    expected: 'the path of a JSON file with a list of webhooks, as docs/operate.md says',
    read: (text) => {
      const hooks = readWebhooks(text)
      return typeof hooks === 'string' ? undefined : hooks
    },
    why: (text) => {
      const hooks = readWebhooks(text)
      return typeof hooks === 'string' ? hooks : ''
    },
  },
} as const satisfies Record<string, Variable>

export type Variables = typeof variables
export type VariableName = keyof Variables

/** What a variable can be once it was read. */
export type ValueOf<N extends VariableName> = Exclude<ReturnType<Variables[N]['read']>, undefined>

export const variableNames = Object.keys(variables) as VariableName[]
