/** From the text of a variable to its value; undefined says that the text is none. */

import { statSync } from 'node:fs'
import { isIP } from 'node:net'
import { dirname, resolve } from 'node:path'
import { addressOf } from '../log/ss58.ts'
import { isOrigin } from '../records/envelope.ts'
import { writeText } from '../records/record.ts'
import { isRefusal } from '../records/refusals.ts'
import type { FieldsOf } from '../records/registry.ts'
import { starterPolicy } from '../records/starter/first-records.ts'
import { parseTime } from '../records/time.ts'

/** Whole numbers of a range, without a sign. */
export function whole(least: number, most: number) {
  return {
    expected: `a whole number from ${least} to ${most}`,
    read: (text: string): number | undefined => {
      const value = /^[0-9]{1,16}$/.test(text) ? Number(text) : Number.NaN
      return Number.isSafeInteger(value) && value >= least && value <= most ? value : undefined
    },
  }
}

const perSeconds = { second: 1, minute: 60, hour: 3600, day: 86_400 } as const

/** Questions a second, from a text like 1/second or 86400/day; at least one an hour, and at most a thousand a second. */
export function rate(text: string): number | undefined {
  const [, count = '', per = ''] = /^([1-9][0-9]{0,8})\/(second|minute|hour|day)$/.exec(text) ?? []
  const value = Number(count) / perSeconds[per as keyof typeof perSeconds]
  return value >= 1 / 3600 && value <= 1000 ? value : undefined
}

/** Labels of RFC 1123. A name whose last label is a number would be a badly written IPv4 address. */
const hostName =
  /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i

/** An IP address, or a name that one may be found under. */
export function hostOf(text: string): string | undefined {
  return isIP(text) !== 0 || hostName.test(text) ? text : undefined
}

/** A web address. */
export function webAddress(text: string): string | undefined {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && !/[\s\p{Cc}]/u.test(text) ? text : undefined
}

/** Address of a site without a final slash: a scheme and a host that can name a log, and nothing after it. */
export function siteUrl(text: string): string | undefined {
  if (webAddress(text) === undefined) return undefined
  const url = new URL(text)
  const bare = [url.origin, `${url.origin}/`].includes(url.href)
  return bare && isOrigin(`${url.host}/log`) ? text.replace(/\/$/, '') : undefined
}

/** The origin of a log: host, port and path of its URL. */
export function originText(text: string): string | undefined {
  return isOrigin(text) ? text : undefined
}

/** A folder that is there, or can be made: the nearest thing above it that is there is a folder. */
export function folder(text: string): string | undefined {
  if (/\p{Cc}/u.test(text)) return undefined
  for (let path = resolve(text); ; path = dirname(path)) {
    const found = isFolder(path)
    if (found !== null || path === dirname(path)) return found ? text : undefined
  }
}

/** Where public lists are: a folder of this machine, or addresses on the web. */
export type ListsAt = { folder: string } | { urls: string[] }

/** A folder that is there, or https addresses of public names with commas between them. */
export function listsAt(text: string): ListsAt | undefined {
  if (!/^[a-z]+:\/\//i.test(text)) return isFolder(resolve(text)) ? { folder: text } : undefined
  const urls = text.split(',').map((each) => each.trim())
  return urls.every(isPlainHttps) ? { urls: [...new Set(urls)] } : undefined
}

/** Without a port and a password, and with a name for a host that everybody may look up. */
export function isPlainHttps(text: string): boolean {
  if (text.length > 2048 || !URL.canParse(text)) return false
  const { protocol, port, username, password, hostname } = new URL(text)
  const isName = /^[a-z0-9.-]+\.[a-z][a-z0-9-]*$/.test(hostname)
  return protocol === 'https:' && `${port}${username}${password}` === '' && isName
}

/** null: there is nothing of this path, or nothing that may be looked at. */
function isFolder(path: string): boolean | null {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? null
  } catch {
    return null
  }
}

const databaseAddress = /^postgres(?:ql)?:\/\/(?:[^@/?#\s]*@)?([^@/?#\s]*)(?:\/[^?#\s]*)?(?:\?[^#\s]*)?$/
const databaseHost = /^(\[[0-9a-f:.]+\]|[^:[\]]*)(?::(\d{1,5}))?$/i

/** `postgres://user@host:5432,host2/name`, or with a socket's folder as `?host=`. */
export function databaseUrl(text: string): string | undefined {
  const [, hosts] = databaseAddress.exec(text) ?? []
  if (hosts === undefined) return undefined
  const isGood = hosts.split(',').every((each) => {
    const [, host, port] = databaseHost.exec(each) ?? []
    if (host === undefined || (port !== undefined && (Number(port) < 1 || Number(port) > 65_535))) return false
    return host === '' ? hosts === '' : hostOf(decoded(host).replace(/^\[|\]$/g, '')) !== undefined
  })
  return isGood ? text : undefined
}

/** An address without its password, to be shown. */
export const withoutPassword = (text: string): string => text.replace(/(:\/\/[^:@/]*):[^@/]*@/, '$1:***@')

/** Name of an HTTP header, in lower case. `Forwarded` (RFC 7239) is written in another way than an address. */
export function headerName(text: string): string | undefined {
  const name = text.toLowerCase()
  return /^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(name) && name !== 'forwarded' ? name : undefined
}

/** Endpoints of a chain, each once; or one of the words that stand for some. */
export function endpoints(text: string): string[] | 'finney' | 'none' | undefined {
  if (text === 'finney' || text === 'none') return text
  const urls = text.split(',').map((each) => each.trim())
  const isGood = urls.every((url) => URL.canParse(url) && /^wss?:$/.test(new URL(url).protocol))
  return isGood ? [...new Set(urls)] : undefined
}

/** The beginning of a day in UTC, Unix milliseconds. */
export function calendarDay(text: string): number | undefined {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? (parseTime(`${text}T00:00:00Z`) ?? undefined) : undefined
}

/** Yes or no. */
export function yesOrNo(text: string): boolean | undefined {
  return text === 'yes' ? true : text === 'no' ? false : undefined
}

/** Whether the first policy record of a log can say this. */
export function inPolicy(field: 'name' | 'contact' | 'rulesUrl', text: string): string | undefined {
  const fields: FieldsOf<'policy'> = { ...starterPolicy, [field]: text }
  const written = writeText('policy', fields, {
    origin: 'a.example/log',
    account: addressOf(new Uint8Array(32)),
    time: 0,
    nonce: '00'.repeat(16),
  })
  return isRefusal(written) ? undefined : text
}

/** A mail address or a web address. */
export function contact(text: string): string | undefined {
  const isMail =
    /^[^\s@<>()",:;]{1,64}@[^\s@]{1,255}$/.test(text) && hostOf(text.slice(text.indexOf('@') + 1)) !== undefined
  return isMail || webAddress(text) !== undefined ? inPolicy('contact', text) : undefined
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
