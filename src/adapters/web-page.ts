/**
 * Small public texts from the web and from DNS, for proofs such as "this domain names this account". Strangers choose
 * what is asked for, so nothing here may become a way into the network of the server itself: only https to a name, only
 * to public addresses, one connection to an address that was checked, and no redirects.
 */

import { Resolver } from 'node:dns/promises'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Web, WebFailure, WebFault, WebFiles } from '../service/web.ts'

export interface WebReaderOptions {
  /** Defaults: resolvers of node:dns/promises, which ask name servers and read no hosts file. */
  lookup?(host: string): Promise<Address[]>
  resolveTxt?(name: string): Promise<string[][]>
  /** For tests on loopback only: which addresses may be connected to; default `isPublicAddress`. */
  allowed?(address: string): boolean
  /** For tests: trusted certificate authority (PEM) and port; default the system's and 443. */
  ca?: string
  port?: number
  /** Of a page's body and of all TXT records of a name. */
  maxBytes?: number
  /** Milliseconds for the whole exchange, from the lookup to the last byte. */
  timeoutMs?: number
}

export interface Address {
  address: string
  family: 4 | 6
}

export type Settings = Required<Omit<WebReaderOptions, 'ca'>> & Pick<WebReaderOptions, 'ca'>

const maxUrlLength = 2048
const maxHeaderSize = 8192
const contentTypes = ['text/plain', 'text/html', 'text/markdown', 'application/json']

/** Never names of public hosts: the registry of RFC 6761, and `internal`, which ICANN keeps for use inside networks. */
const reserved = ['alt', 'arpa', 'example', 'internal', 'invalid', 'local', 'localhost', 'onion', 'test']

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
/** Begins with a letter: URLs whose last label is a number, also a hexadecimal one, are IP addresses. */
const lastLabel = '[a-z][a-z0-9-]{0,61}[a-z0-9]'
const hostName = new RegExp(`^(?:${label}\\.)+${lastLabel}$`)
/** Records are also kept under names such as `_proof.site.org`. */
const recordName = new RegExp(`^(?:_?${label}\\.)+${lastLabel}$`)

/** What went wrong outside, in a sentence without addresses of this network. */
export class Fault extends Error {
  readonly kind: WebFault

  constructor(kind: WebFault, sentence: string) {
    super(sentence)
    this.kind = kind
  }
}

/** The options with what is left out. */
export function settingsOf(options: WebReaderOptions): Settings {
  const settings: Settings = {
    lookup: (host) => publicLookup(host, settings.timeoutMs),
    resolveTxt: (name) => resolverFor(settings.timeoutMs).resolveTxt(name),
    allowed: isPublicAddress,
    port: 443,
    maxBytes: 65_536,
    timeoutMs: 5_000,
    ...options,
  }
  return settings
}

export function webReader(options: WebReaderOptions = {}): Web {
  const settings = settingsOf(options)
  return {
    page: (url) => answered(url, async () => ({ text: textOf(await readPage(url, settings), shown(url)) })),
    txt: (name) => answered(name, async () => ({ text: await readTxt(name, settings) })),
  }
}

/** Bounds of a file that an operator names: what is meant for this is far below. */
const fileBounds = { maxBytes: 16 * 1024 * 1024, timeoutMs: 60_000 }

/** Reads files that the operator names, byte by byte as they are; as careful as with what strangers name. */
export function webFiles(options: WebReaderOptions = {}): WebFiles {
  const settings = settingsOf({ ...fileBounds, ...options })
  return (url) => answered(url, async () => ({ bytes: await readPage(url, settings) }))
}

/** Is it an address of the public Internet? Everything special-purpose (IANA registries for IPv4 and IPv6) is not. */
export function isPublicAddress(address: string): boolean {
  // A zone id names a network interface of this machine.
  if (address.includes('%')) return false
  const family = isIP(address)
  if (family === 4) return !specialIpv4.check(address, 'ipv4')
  return family === 6 && globalIpv6.check(address, 'ipv6') && !specialIpv6.check(address, 'ipv6')
}

const specialIpv4 = subnets('ipv4', [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // In no registry: what virtual machines at Azure reach their host by.
  '168.63.129.16/32',
])

/** The only part of IPv6 that is given out; IPv4-mapped, IPv4-compatible, NAT64 and local addresses are outside. */
const globalIpv6 = subnets('ipv6', ['2000::/3'])

/** Special parts of it. Teredo (in 2001::/23) and 6to4 (2002::/16) carry IPv4 addresses, perhaps private ones. */
const specialIpv6 = subnets('ipv6', ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'])

/** A list for each family: one list for both would match IPv4-mapped addresses with rules for IPv4. */
function subnets(family: 'ipv4' | 'ipv6', ranges: string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/')
    list.addSubnet(network, Number(prefix), family)
  }
  return list
}

async function answered<T>(asked: string, read: () => Promise<T>): Promise<T | WebFailure> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Fault) return { fault: error.message, kind: error.kind }
    return { fault: `${shown(asked)} could not be read (${codeOf(error)})`, kind: 'unreachable' }
  }
}

async function readPage(text: string, settings: Settings): Promise<Uint8Array> {
  const url = checkedUrl(text)
  return within(settings.timeoutMs, shown(text), async (signal) => {
    const address = await checkedAddress(url.hostname, settings)
    signal.throwIfAborted()
    return exchange(url, address, signal, settings)
  })
}

async function readTxt(name: string, { resolveTxt, maxBytes, timeoutMs }: Settings): Promise<string> {
  checkName(name, recordName)
  return within(timeoutMs, `The name server of ${name}`, async () => {
    const records = await resolveTxt(name).catch((error: unknown) => {
      throw lookupFault(name, 'TXT records', error)
    })
    if (records.length === 0) throw new Fault('not-there', `${name} has no TXT records`)
    const text = records.map((parts) => parts.join('')).join('\n')
    if (Buffer.byteLength(text) > maxBytes) throw refused(`${name} has more than ${maxBytes} bytes of TXT records`)
    return text
  })
}

/** Whatever the work waits for, it is over by then: the answer comes at once, and the signal ends the work. */
export async function within<T>(ms: number, what: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController()
  const late = new Promise<never>((_, reject) => {
    stop.signal.addEventListener('abort', () => reject(stop.signal.reason))
  })
  const sentence = `${what} did not answer in full within ${ms / 1000} s`
  const timer = setTimeout(() => stop.abort(new Fault('unreachable', sentence)), ms)
  try {
    return await Promise.race([work(stop.signal), late])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * A URL that all parsers read alike, so that the host which the caller has found on its list is the one that is asked.
 * Of the many spellings of a host only the plain one is taken.
 */
export function checkedUrl(text: string): URL {
  const said = shown(text)
  if (text.length > maxUrlLength) throw refused(`${said} is longer than ${maxUrlLength} characters`)
  if (/[^\x21-\x7e]/.test(text)) throw refused(`${said} has characters other than visible ASCII`)
  if (text.includes('\\')) throw refused(`${said} has a backslash`)
  if (!text.startsWith('https://')) throw refused(`${said} is not an https:// URL`)
  const [authority = ''] = text.slice('https://'.length).split(/[/?#]/, 1)
  if (authority.includes('@')) throw refused(`${said} has a user name or password`)
  if (/:\d*$/.test(authority)) throw refused(`${said} has a port`)
  if (!URL.canParse(text)) throw refused(`${said} is not a URL`)
  const url = new URL(text)
  if (isIP(url.hostname.replace(/^\[|\]$/g, ''))) throw refused(`${said} has an IP address for a host, not a name`)
  if (url.hostname !== authority) throw refused(`${said} does not spell its host plainly, which is ${url.hostname}`)
  checkName(url.hostname, hostName)
  return url
}

function checkName(name: string, form: RegExp): void {
  if (name.length > 253 || !form.test(name)) throw refused(`${shown(name)} is not a lower-case DNS name with a dot`)
  const last = name.slice(name.lastIndexOf('.') + 1)
  if (reserved.includes(last)) throw refused(`${shown(name)} is not a public name: .${last} is reserved`)
}

/**
 * The address to connect to. The name is looked up once and all its addresses are checked, so that no later answer can
 * bring in another one. The sentence does not tell the address: only this network's own resolver may know it.
 */
export async function checkedAddress(host: string, { lookup, allowed }: Settings): Promise<Address> {
  const found = await lookup(host).catch((error: unknown) => {
    throw lookupFault(host, 'address', error)
  })
  if (!found.every(({ address }) => allowed(address))) throw refused(`${host} has an address that is not public`)
  // IPv4 first: many servers have no way out by IPv6, and only one address is tried.
  const chosen = found.find(({ address }) => isIP(address) === 4) ?? found[0]
  if (!chosen) throw new Fault('not-there', `${host} has no address`)
  return chosen
}

/** One request on a connection of its own, which is closed at the end however it ends. */
async function exchange(url: URL, address: Address, signal: AbortSignal, settings: Settings): Promise<Uint8Array> {
  const request = send(url, address, signal, settings)
  const what = shown(url.href)
  try {
    const response = await responseTo(request)
    checkHead(response, what, settings.maxBytes)
    return await bodyOf(response, what, settings.maxBytes)
  } catch (error) {
    throw exchangeFault(request, what, error)
  } finally {
    request.destroy()
  }
}

/** Trust, proxies and reuse of connections are written out where the environment could otherwise change them. */
export function send(
  url: URL,
  address: Address,
  signal: AbortSignal,
  { allowed, ca, port }: Settings,
  more: { method?: string; headers?: Record<string, string>; body?: string } = {},
): ClientRequest {
  const headers = {
    ...more.headers,
    host: url.hostname,
    accept: contentTypes.join(', '),
    'accept-encoding': 'identity',
    'user-agent': 'sensus',
  }
  const request = httpsRequest({
    host: url.hostname,
    servername: url.hostname,
    port,
    method: more.method ?? 'GET',
    path: url.pathname + url.search,
    headers,
    lookup: only(address),
    agent: false,
    rejectUnauthorized: true,
    maxHeaderSize,
    signal,
    ca,
  })
  request.once('socket', (socket) => {
    socket.once('connect', () => {
      if (allowed(socket.remoteAddress ?? '')) return
      request.destroy(refused(`${url.hostname} was connected to at an address that is not public`))
    })
  })
  return request.end(more.body)
}

/** Whatever is asked, this address. */
function only({ address }: Address): LookupFunction {
  const family = isIP(address)
  return (_, { all }, done) => (all ? done(null, [{ address, family }]) : done(null, address, family))
}

export function responseTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('error', reject)
    request.on('close', () => reject(new Error('closed without an answer')))
    request.on('response', (response) => {
      // Heard by whoever reads the body; one that is not read may break without anybody hearing.
      response.on('error', () => undefined)
      resolve(response)
    })
  })
}

function checkHead({ statusCode = 0, headers }: IncomingMessage, what: string, maxBytes: number): void {
  checkStatus(statusCode, what)
  const { 'content-encoding': encoding = 'identity', 'transfer-encoding': transfer = 'chunked' } = headers
  if (encoding !== 'identity') throw refused(`${what} is sent with content-encoding ${shown(encoding)}`)
  if (transfer !== 'chunked') throw refused(`${what} is sent with transfer-encoding ${shown(transfer)}`)
  const type = headers['content-type'] ?? ''
  const [essence = ''] = type.split(';', 1)
  if (!contentTypes.includes(essence.trim().toLowerCase())) {
    throw refused(`${what} is of type ${shown(type)}, not one of ${contentTypes.join(', ')}`)
  }
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge(what, maxBytes)
}

function checkStatus(status: number, what: string): void {
  if (status === 200) return
  if (status >= 300 && status < 400) throw refused(`${what} redirects (${status}), and redirects are not followed`)
  if (status === 404 || status === 410) throw new Fault('not-there', `${what} is not there (${status})`)
  const passing = status === 429 || status >= 500
  throw new Fault(passing ? 'unreachable' : 'refused', `${what} answers with status ${status}, not 200`)
}

async function bodyOf(response: IncomingMessage, what: string, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw tooLarge(what, maxBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function textOf(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw refused(`${what} is not valid UTF-8`)
  }
}

/** Codes and not messages of errors are told: messages have addresses and what strangers wrote into certificates. */
export function exchangeFault({ socket }: ClientRequest, what: string, error: unknown): Fault {
  if (error instanceof Fault) return error
  const code = codeOf(error)
  if (code === 'HPE_HEADER_OVERFLOW') return refused(`${what} has more than ${maxHeaderSize} bytes of headers`)
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return refused(`${what} has a certificate for another name`)
  const untrusted = socket instanceof TLSSocket && socket.authorizationError
  if (untrusted) return refused(`${what} has a certificate that is not trusted (${code})`)
  return new Fault('unreachable', `${what} could not be read (${code})`)
}

function lookupFault(name: string, kind: string, error: unknown): Fault {
  const code = codeOf(error)
  if (isMissing(error)) return new Fault('not-there', `${name} has no ${kind} (${code})`)
  return new Fault('unreachable', `${name} could not be looked up (${code})`)
}

/** Both families, from name servers: unlike getaddrinfo, this holds no thread of the pool while a server is slow. */
async function publicLookup(host: string, timeoutMs: number): Promise<Address[]> {
  const resolver = resolverFor(timeoutMs)
  const families = [resolver.resolve4(host), resolver.resolve6(host)]
  const found = await Promise.allSettled(families)
  const addresses = found.flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
  const errors = found.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []))
  if (addresses.length === 0) throw errors.find((error) => !isMissing(error)) ?? errors[0]
  return addresses.map((address) => ({ address, family: isIP(address) === 4 ? 4 : 6 }))
}

const resolverFor = (timeoutMs: number): Resolver => new Resolver({ timeout: Math.ceil(timeoutMs / 2), tries: 2 })

const refused = (sentence: string): Fault => new Fault('refused', sentence)
const tooLarge = (what: string, maxBytes: number): Fault => refused(`${what} is larger than ${maxBytes} bytes`)
const isMissing = (error: unknown): boolean => ['ENOTFOUND', 'ENODATA'].includes(codeOf(error))

function codeOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null | undefined)?.code
  return typeof code === 'string' ? code : 'no code'
}

/** A stranger's words within a sentence: in quotes, on one line, and not long. */
const shown = (words: string): string => JSON.stringify(words.length > 200 ? `${words.slice(0, 200)}…` : words)
