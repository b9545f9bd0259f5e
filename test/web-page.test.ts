/** The reader of public texts against real sockets on loopback, where everything but the reader is hostile. */

import { Resolver } from 'node:dns/promises'
import { once } from 'node:events'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { isPublicAddress, type WebReaderOptions, webReader } from '../src/adapters/web-page.ts'
import type { WebAnswer, WebFault } from '../src/service/web.ts'
import { certificate } from './certificate.ts'
import { closed } from './sockets.ts'

const host = 'proof.sensus-test.org'
const own = certificate(host)
const foreign = certificate('other.sensus-test.org')
const expired = certificate(host, Date.now() - 86_400_000)

interface Site {
  server: Server
  port: number
  /** Connections that were made, and requests that came over them. */
  connections: number
  requests: IncomingMessage[]
}

const sites: Site[] = []

async function listen(server: Server, address = '127.0.0.1', port = 0): Promise<Site> {
  const site: Site = { server, port, connections: 0, requests: [] }
  server.on('connection', () => site.connections++)
  server.on('request', (request: IncomingMessage) => site.requests.push(request))
  server.on('tlsClientError', () => undefined)
  server.listen(port, address)
  await once(server, 'listening')
  site.port = (server.address() as AddressInfo).port
  sites.push(site)
  return site
}

const answers = (text: string): RequestListener => {
  return (_, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(text)
}

/** What each path of the hostile site does. */
const paths: Record<string, (response: ServerResponse, request: IncomingMessage) => void> = {
  '/good': (response) => plain(response).end('names 5Grw…\n'),
  '/markdown': (response) => plain(response, { 'content-type': 'Text/Markdown; charset=utf-8' }).end('# Grüße'),
  '/html': (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
  '/json': (response) => response.writeHead(200, { 'content-type': 'application/json;charset=utf-8' }).end('{}'),
  '/identity': (response) => plain(response, { 'content-encoding': 'identity' }).end('as it is'),
  '/cookie': (response) => plain(response, { 'set-cookie': 'who=you; path=/' }).end('a cookie'),
  '/empty': (response) => plain(response).end(),
  '/full': (response) => plain(response).end('x'.repeat(1000)),
  '/declared': (response) => plain(response, { 'content-length': '1001' }).write('x'),
  '/undeclared': (response) => endless(plain(response)),
  '/slow-head': () => undefined,
  '/drip': (response) => drip(plain(response)),
  '/slow-end': (response) => plain(response, { 'content-length': '10' }).write('123'),
  '/cut': (response) => plain(response, { 'content-length': '10' }).write('123', () => response.destroy()),
  '/hang-up': (response) => response.destroy(),
  '/upgrade': (response) => response.socket!.end('HTTP/1.1 101 Upgrade\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
  '/garbage': (response) => response.socket!.end('SSH-2.0-OpenSSH_9.6\r\n'),
  '/early-hints': (response) =>
    response.writeEarlyHints({ link: '</a>; rel=preload' }, () => plain(response).end('hinted')),
  '/gzip': (response) => plain(response, { 'content-encoding': 'gzip' }).end(gzipSync('text')),
  '/two-encodings': (response) => plain(response, { 'content-encoding': 'identity, br' }).end('text'),
  '/transfer-gzip': (response) =>
    response.socket!.end(
      'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n',
    ),
  '/png': (response) => response.writeHead(200, { 'content-type': 'image/png' }).end('text'),
  '/plainer': (response) => response.writeHead(200, { 'content-type': 'text/plainer' }).end('text'),
  '/untyped': (response) => response.writeHead(200).end('text'),
  '/latin1': (response) => plain(response).end(Buffer.from('Grüße', 'latin1')),
  '/half-letter': (response) => plain(response).end(Buffer.from('Grü').subarray(0, 3)),
  '/wide-head': (response) => plain(response, { 'x-wide': 'x'.repeat(9000) }).end('text'),
}

const plain = (response: ServerResponse, headers: Record<string, string> = {}): ServerResponse =>
  response.writeHead(200, { 'content-type': 'text/plain', ...headers })

/** Bytes that went into the endless body, and whether its reader has closed it. */
const stream = { bytes: 0, closed: Promise.resolve() }

function endless(response: ServerResponse): void {
  stream.bytes = 0
  stream.closed = closed(response.socket!)
  const more = (): void => {
    if (response.destroyed) return
    stream.bytes += 16_384
    if (response.write('x'.repeat(16_384))) setImmediate(more)
    else response.once('drain', more)
  }
  more()
}

function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write('x'), 20)
  response.on('close', () => clearInterval(timer))
}

const hostile: RequestListener = (request, response) => {
  const [, status, target = '/good'] = /^\/status\/(\d+)(?:\?(.*))?$/.exec(request.url!) ?? []
  if (status === undefined) paths[request.url!]!(response, request)
  else response.writeHead(Number(status), { 'content-type': 'text/plain', location: target }).end('elsewhere')
}

let site: Site

beforeAll(async () => {
  site = await listen(createServer(own, hostile))
})

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

afterAll(() => {
  for (const { server } of sites) server.close()
})

const loopback: WebReaderOptions['lookup'] = async () => [{ address: '127.0.0.1', family: 4 }]

/** A reader to whom 127.0.0.1 is the whole Internet. */
const reader = (more: WebReaderOptions = {}) =>
  webReader({
    lookup: loopback!,
    allowed: (address) => address === '127.0.0.1',
    ca: own.cert,
    port: site.port,
    maxBytes: 1000,
    timeoutMs: 2000,
    ...more,
  })

function expectFault(answer: WebAnswer, kind: WebFault, ...fragments: string[]): void {
  expect(answer).toMatchObject({ kind, fault: expect.any(String) })
  for (const fragment of fragments) expect((answer as { fault: string }).fault).toContain(fragment)
}

/** No sentence tells what only the resolver of this network may know. */
const numbers = /\d+\.\d+\.\d+\.\d+|[0-9a-f]*:[0-9a-f:]*:/

// Ranges of IPv4, by arithmetic alone.

type Range = [network: string, prefix: number]

const ranges4: Range[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['255.255.255.255', 32],
  ['168.63.129.16', 32],
]

const ranges6: Range[] = [
  ['::', 128],
  ['::1', 128],
  ['::', 96],
  ['::ffff:0:0', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['100:0:0:1::', 64],
  ['2001::', 23],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
  ['4000::', 2],
  ['5f00::', 16],
  ['8000::', 1],
  ['fc00::', 7],
  ['fd00:ec2::254', 128],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]

const value4 = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
const text4 = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.')
const words4 = (value: number): string => `${(value >>> 16).toString(16)}:${(value & 65535).toString(16)}`
const bounds4 = ([network, prefix]: Range): [number, number] => {
  const first = value4(network)
  return [first, first + 2 ** (32 - prefix) - 1]
}
const isSpecial4 = (value: number): boolean =>
  ranges4.some((range) => bounds4(range)[0] <= value && value <= bounds4(range)[1])

function value6(address: string): bigint {
  const [before = [], after = []] = address.split('::').map((half) => half.split(':').filter((word) => word !== ''))
  const words = [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after]
  return words.reduce((sum, word) => (sum << 16n) | BigInt(`0x${word}`), 0n)
}
const words6 = (value: bigint): string[] =>
  [7n, 6n, 5n, 4n, 3n, 2n, 1n, 0n].map((n) => ((value >> (16n * n)) & 0xffffn).toString(16))
const text6 = (value: bigint): string => words6(value).join(':')
const bounds6 = ([network, prefix]: Range): [bigint, bigint] => {
  const first = value6(network)
  return [first, first + (1n << BigInt(128 - prefix)) - 1n]
}
const isSpecial6 = (value: bigint): boolean =>
  value >> 125n !== 1n || ranges6.some((range) => bounds6(range)[0] <= value && value <= bounds6(range)[1])

/** Every way to write an IPv4 address as the host of a URL, some of which no resolver needs to be asked for. */
function spellings(value: number): string[] {
  const [a, b, c, d] = text4(value).split('.').map(Number) as [number, number, number, number]
  const hex = (n: number): string => `0x${n.toString(16)}`
  const octal = (n: number): string => `0${n.toString(8)}`
  const dotted = text4(value)
  const wide = (text: string): string => text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))
  return [
    dotted,
    `${dotted}.`,
    `${a}.${b}.${c * 256 + d}`,
    `${a}.${b * 65536 + c * 256 + d}`,
    `${value}`,
    `${value}.`,
    octal(value),
    hex(value),
    hex(value).toUpperCase(),
    [a, b, c, d].map(octal).join('.'),
    [a, b, c, d].map((n) => `000${octal(n)}`).join('.'),
    [a, b, c, d].map(hex).join('.'),
    `${hex(a)}.${b * 65536 + c * 256 + d}`,
    `${octal(a)}.${hex(b)}.${c}.${d}`,
    wide(dotted),
    dotted.replaceAll('.', '\u3002'),
    dotted.replaceAll('.', '\uff0e'),
    dotted.replaceAll('.', '\uff61'),
    dotted.replaceAll('.', '%2e'),
    `%3${dotted[0]}${dotted.slice(1)}`,
    ...embeddings(value).map((address) => `[${address}]`),
  ]
}

/** Every way to carry an IPv4 address within an IPv6 one, and to write that. */
function embeddings(value: number): string[] {
  const dotted = text4(value)
  const words = words4(value)
  const turned = words4(~value >>> 0)
  return [
    `::ffff:${dotted}`,
    `::FFFF:${dotted}`,
    `0:0:0:0:0:ffff:${dotted}`,
    `0000:0000:0000:0000:0000:ffff:${dotted}`,
    `::ffff:${words}`,
    `0:0:0:0:0:FFFF:${words}`,
    `::ffff:0:${dotted}`,
    `::ffff:0:${words}`,
    `::${dotted}`,
    `::${words}`,
    `0:0:0:0:0:0:${words}`,
    `64:ff9b::${dotted}`,
    `64:ff9b::${words}`,
    `0064:FF9B:0:0:0:0:${words}`,
    `64:ff9b:1::${words}`,
    `2002:${words}::`,
    `2002:${words}:0:0:0:0:1`,
    `2001::${turned}`,
    `2001:0:4136:e378:8000:63bf:${turned}`,
    `fe80::5efe:${dotted}`,
  ]
}

const samples = (range: Range): number[] => {
  const [first, last] = bounds4(range)
  return [...new Set([first, first + Math.floor((last - first) / 2), last])]
}

const inRange4 = fc.constantFrom(...ranges4).chain((range) => {
  const [min, max] = bounds4(range)
  return fc.integer({ min, max })
})
const inRange6 = fc.constantFrom(...ranges6).chain((range) => {
  const [min, max] = bounds6(range)
  return fc.bigInt({ min, max })
})
const anyIpv4 = fc.integer({ min: 0, max: 2 ** 32 - 1 })
const globalIpv6 = fc.bigInt({ min: 1n << 125n, max: (1n << 126n) - 1n })

describe('isPublicAddress', () => {
  test.each(ranges4)('%s/%i is special to its edges, and no further', (...range) => {
    const [first, last] = bounds4(range)
    for (const inside of [first, last]) expect(isPublicAddress(text4(inside)), text4(inside)).toBe(false)
    for (const outside of [first - 1, last + 1].filter((value) => value >= 0 && value < 2 ** 32)) {
      expect(isPublicAddress(text4(outside)), text4(outside)).toBe(!isSpecial4(outside))
    }
  })

  test.each(ranges6)('%s/%i is special to its edges, and no further', (...range) => {
    const [first, last] = bounds6(range)
    for (const inside of [first, last]) expect(isPublicAddress(text6(inside)), text6(inside)).toBe(false)
    for (const outside of [first - 1n, last + 1n].filter((value) => value >= 0n && value < 1n << 128n)) {
      expect(isPublicAddress(text6(outside)), text6(outside)).toBe(!isSpecial6(outside))
    }
  })

  test.each([
    '1.1.1.1',
    '8.8.8.8',
    '93.184.215.14',
    '172.32.0.1',
    '223.255.255.255',
    '2000::1',
    '2001:200::1',
    '2001:4860:4860::8888',
    '2606:4700:4700:0:0:0:0:1111',
    '2A00:1450:4001::200E',
    '3ffe::1',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  test.each([
    '',
    ' ',
    'localhost',
    '8.8.8',
    '8.8.8.8 ',
    '8.8.8.8:443',
    '8.8.8.8%eth0',
    '08.8.8.8',
    '0x8.8.8.8',
    '134744072',
    '[2001:4860::1]',
    '2001:4860::1%eth0',
    '2001:4860::1%1',
    '2001:4860::1/64',
    'fe80::1%eth0',
    '::ffff:8.8.8.8',
    '::8.8.8.8',
    '64:ff9b::8.8.8.8',
    '2002:808:808::1',
  ])('%j is not', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  test('property: a special IPv4 address is refused, also within IPv6, in any notation and with any zone', () => {
    fc.assert(
      fc.property(inRange4, fc.stringMatching(/^[a-z0-9]{1,6}$/), (value, zone) => {
        for (const address of [text4(value), ...embeddings(value)]) {
          expect(isPublicAddress(address), address).toBe(false)
          expect(isPublicAddress(address.toUpperCase()), address).toBe(false)
          expect(isPublicAddress(`${address}%${zone}`), address).toBe(false)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('property: every other address is as arithmetic over the ranges says', () => {
    fc.assert(
      fc.property(fc.oneof(anyIpv4, inRange4), fc.oneof(globalIpv6, inRange6), (value4, value6) => {
        expect(isPublicAddress(text4(value4)), text4(value4)).toBe(!isSpecial4(value4))
        expect(isPublicAddress(text6(value6)), text6(value6)).toBe(!isSpecial6(value6))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a URL is refused before anything is looked up', () => {
  const lookup = vi.fn(loopback!)
  const refuse = async (url: string, ...fragments: string[]): Promise<void> => {
    lookup.mockClear()
    const before = site.connections
    expectFault(await reader({ lookup, allowed: () => true }).page(url), 'refused', ...fragments)
    expect(lookup).not.toHaveBeenCalled()
    expect(site.connections).toBe(before)
  }

  test.each(ranges4)('addresses of %s/%i in every spelling', async (...range) => {
    for (const spelling of samples(range).flatMap(spellings)) {
      await refuse(`https://${spelling}/good`, JSON.stringify(`https://${spelling}/good`).slice(0, 20))
    }
  })

  test.each(ranges6)('addresses of %s/%i', async (...range) => {
    const [first, last] = bounds6(range)
    for (const address of [first, last].map(text6)) await refuse(`https://[${address}]/good`, 'has an IP address')
  })

  test.each<[url: string, fragment: string]>([
    ['https://8.8.8.8/', 'has an IP address for a host'],
    ['https://134744072/', 'has an IP address for a host'],
    ['https://0177.0.0.1/', 'has an IP address for a host'],
    ['https://0x7f.1/', 'has an IP address for a host'],
    ['https://127.1/', 'has an IP address for a host'],
    ['https://127.0.0.1./', 'has an IP address for a host'],
    ['https://[::1]/', 'has an IP address for a host'],
    ['https://[::ffff:127.0.0.1]/', 'has an IP address for a host'],
    ['https://[2606:4700:4700::1111]/', 'has an IP address for a host'],
    ['https://%31%32%37.1/', 'has an IP address for a host'],
    ['https://[fe80::1%25eth0]/', 'is not a URL'],
    ['https://256.256.256.256/', 'is not a URL'],
    ['https://site.0x7f/', 'is not a URL'],
    ['https://a.b.127.1/', 'is not a URL'],
    ['https://127。0。0。1/', 'visible ASCII'],
    ['https://bücher.de/', 'visible ASCII'],
    [`https://${host}/Grüße`, 'visible ASCII'],
    [` https://${host}/`, 'visible ASCII'],
    [`https://${host}/a\nb`, 'visible ASCII'],
    [`ht\ttps://${host}/`, 'visible ASCII'],
    [`https://${host}/\0`, 'visible ASCII'],
    [`http://${host}/good`, 'is not an https:// URL'],
    [`HTTPS://${host}/good`, 'is not an https:// URL'],
    [`https:${host}/good`, 'is not an https:// URL'],
    [`https:/${host}/good`, 'is not an https:// URL'],
    [`https:\\\\${host}\\good`, 'has a backslash'],
    [`ftp://${host}/good`, 'is not an https:// URL'],
    [`ws://${host}/good`, 'is not an https:// URL'],
    [`//${host}/good`, 'is not an https:// URL'],
    ['file:///etc/passwd', 'is not an https:// URL'],
    ['data:text/plain,hello', 'is not an https:// URL'],
    ['javascript:alert(1)', 'is not an https:// URL'],
    ['gopher://proof.sensus-test.org/1', 'is not an https:// URL'],
    ['', 'is not an https:// URL'],
    ['https://', 'is not a URL'],
    [`https://${host}:443/good`, 'has a port'],
    [`https://${host}:8443/good`, 'has a port'],
    [`https://${host}:/good`, 'has a port'],
    ['https://127.0.0.1:22/', 'has a port'],
    [`https://me@${host}/good`, 'has a user name or password'],
    [`https://me:secret@${host}/good`, 'has a user name or password'],
    [`https://@${host}/good`, 'has a user name or password'],
    [`https://${host}\\@127.0.0.1/`, 'has a backslash'],
    [`https://${host}@127.0.0.1/`, 'has a user name or password'],
    [`https://127.0.0.1#@${host}/`, 'has an IP address'],
    [`https://127.0.0.1\\.${host}/`, 'has a backslash'],
    [`https:///${host}/good`, 'does not spell its host plainly'],
    ['https://Proof.sensus-test.org/', 'does not spell its host plainly'],
    ['https://proof%2esensus-test.org/', 'does not spell its host plainly'],
    [`https://${host}./good`, 'is not a lower-case DNS name'],
    ['https://proof..sensus-test.org/', 'is not a lower-case DNS name'],
    ['https://_proof.sensus-test.org/', 'is not a lower-case DNS name'],
    ['https://-proof.sensus-test.org/', 'is not a lower-case DNS name'],
    [`https://${'a'.repeat(64)}.org/`, 'is not a lower-case DNS name'],
    [`https://${'a.'.repeat(130)}org/`, 'is not a lower-case DNS name'],
    ['https://intranet/', 'is not a lower-case DNS name'],
    ['https://localhost/', 'is not a lower-case DNS name'],
    ['https://site.localhost/', '.localhost is reserved'],
    ['https://printer.local/', '.local is reserved'],
    ['https://metadata.google.internal/', '.internal is reserved'],
    ['https://abcdef.onion/', '.onion is reserved'],
    ['https://router.home.arpa/', '.arpa is reserved'],
    ['https://site.test/', '.test is reserved'],
    ['https://site.invalid/', '.invalid is reserved'],
    ['https://site.example/', '.example is reserved'],
    ['https://site.alt/', '.alt is reserved'],
    [`https://${host}/${'x'.repeat(2048)}`, 'is longer than 2048 characters'],
  ])('%j: %s', async (url, fragment) => {
    const subject = /DNS name|reserved/.test(fragment) ? url.slice('https://'.length) : url
    await refuse(url, fragment, JSON.stringify(subject).slice(0, 9))
  })
})

describe('what a name resolves to', () => {
  const outcome = async (addresses: string[]): Promise<WebAnswer> => {
    const before = site.connections
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? (6 as const) : (4 as const) }))
    const answer = await reader({ lookup: async () => found, allowed: isPublicAddress }).page(`https://${host}/good`)
    expect(site.connections).toBe(before)
    return answer
  }

  test.each(ranges4)('%s/%i is refused, also within IPv6', async (...range) => {
    for (const value of samples(range)) {
      for (const address of [text4(value), ...embeddings(value)]) {
        const answer = await outcome([address])
        expectFault(answer, 'refused', `${host} has an address that is not public`)
        expect((answer as { fault: string }).fault).not.toMatch(numbers)
      }
    }
  })

  test.each(ranges6)('%s/%i is refused', async (...range) => {
    for (const address of bounds6(range).map(text6))
      expectFault(await outcome([address]), 'refused', host, 'not public')
  })

  test.each([
    [['8.8.8.8', '127.0.0.1']],
    [['127.0.0.1', '8.8.8.8']],
    [['8.8.8.8', '1.1.1.1', '10.0.0.1']],
    [['8.8.8.8', '::1']],
    [['2606:4700:4700::1111', '8.8.8.8', '::ffff:169.254.169.254']],
    [['2606:4700:4700::1111', 'fe80::1%eth0']],
    [['8.8.8.8', '']],
    [['8.8.8.8', 'localhost']],
  ])('%j: one that is not public is enough', async (addresses) => {
    expectFault(await outcome(addresses), 'refused', `${host} has an address that is not public`)
  })

  test('IPv4 is taken where there is both', async () => {
    const both: WebReaderOptions['lookup'] = async () => [
      { address: '::1', family: 6 },
      { address: '127.0.0.1', family: 4 },
    ]
    expect(await reader({ lookup: both!, allowed: () => true }).page(`https://${host}/empty`)).toEqual({ text: '' })
  })

  test('rebinding: the name is asked for once, and the second address never hears of it', async () => {
    const outside = await listen(createServer(own, answers('outside')), '127.0.0.2')
    const inside = await listen(createServer(own, answers('inside')), '127.0.0.1', outside.port)
    const lookup = vi
      .fn(loopback!)
      .mockResolvedValueOnce([{ address: '127.0.0.2', family: 4 }])
      .mockResolvedValue([{ address: '127.0.0.1', family: 4 }])
    const allowed = (address: string): boolean => address === '127.0.0.2'
    const answer = await reader({ lookup, allowed, port: outside.port }).page(`https://${host}/`)
    expect(answer).toEqual({ text: 'outside' })
    expect(lookup.mock.calls).toEqual([[host]])
    expect([outside.connections, inside.connections]).toEqual([1, 0])
  })

  test('the address at the other end of the connection is checked too', async () => {
    const before = site.requests.length
    const allowed = vi.fn(() => false).mockReturnValueOnce(true)
    const answer = await reader({ allowed }).page(`https://${host}/good`)
    expectFault(answer, 'refused', host, 'was connected to at an address that is not public')
    expect(allowed.mock.calls).toEqual([['127.0.0.1'], ['127.0.0.1']])
    expect(site.requests.length).toBe(before)
  })

  test.each<[code: string, kind: WebFault, fragment: string]>([
    ['ENOTFOUND', 'not-there', 'has no address (ENOTFOUND)'],
    ['ENODATA', 'not-there', 'has no address (ENODATA)'],
    ['ESERVFAIL', 'unreachable', 'could not be looked up (ESERVFAIL)'],
    ['ETIMEOUT', 'unreachable', 'could not be looked up (ETIMEOUT)'],
  ])('a lookup that ends with %s: %s', async (code, kind, fragment) => {
    const lookup = () => Promise.reject(Object.assign(new Error('10.0.0.1 says no'), { code }))
    expectFault(await reader({ lookup }).page(`https://${host}/good`), kind, `${host} ${fragment}`)
  })

  test('a lookup without an answer, or that throws nothing of use', async () => {
    expectFault(
      await reader({ lookup: async () => [] }).page(`https://${host}/`),
      'not-there',
      `${host} has no address`,
    )
    expectFault(await reader({ lookup: () => Promise.reject(null) }).page(`https://${host}/`), 'unreachable', host)
    const broken = () => {
      throw new Error('broken')
    }
    expectFault(await reader({ lookup: broken }).page(`https://${host}/`), 'unreachable', host)
  })

  describe('the resolver of its own', () => {
    const missing = Object.assign(new Error('no data'), { code: 'ENODATA' })
    const failed = Object.assign(new Error('failed'), { code: 'ESERVFAIL' })
    const unstubbed = () => webReader({ allowed: (address) => address === '127.0.0.1', ca: own.cert, port: site.port })

    test.each<[four: string[] | Error, six: string[] | Error, kind: WebFault, fragment: string]>([
      [['127.0.0.1'], ['::1'], 'refused', 'not public'],
      [missing, ['::1'], 'refused', 'not public'],
      [missing, missing, 'not-there', 'has no address (ENODATA)'],
      [missing, failed, 'unreachable', 'could not be looked up (ESERVFAIL)'],
      [failed, missing, 'unreachable', 'could not be looked up (ESERVFAIL)'],
    ])('%j and %j: %s', async (four, six, kind, fragment) => {
      answerWith('resolve4', four)
      answerWith('resolve6', six)
      expectFault(await unstubbed().page(`https://${host}/good`), kind, host, fragment)
    })

    test('one family is enough', async () => {
      answerWith('resolve4', ['127.0.0.1'])
      answerWith('resolve6', failed)
      expect(await unstubbed().page(`https://${host}/identity`)).toEqual({ text: 'as it is' })
    })

    test('TXT', async () => {
      vi.spyOn(Resolver.prototype, 'resolveTxt').mockResolvedValue([['one'], ['two']])
      expect(await unstubbed().txt(host)).toEqual({ text: 'one\ntwo' })
    })

    function answerWith(method: 'resolve4' | 'resolve6', answer: string[] | Error): void {
      const spy = vi.spyOn(Resolver.prototype, method) as unknown as ReturnType<typeof vi.fn>
      if (answer instanceof Error) spy.mockRejectedValue(answer)
      else spy.mockResolvedValue(answer)
    }
  })
})

describe('a page', () => {
  test.each([
    ['/good', 'names 5Grw…\n'],
    ['/markdown', '# Grüße'],
    ['/html', '<p>'],
    ['/json', '{}'],
    ['/identity', 'as it is'],
    ['/early-hints', 'hinted'],
    ['/empty', ''],
    ['/full', 'x'.repeat(1000)],
  ])('%s is read', async (path, text) => {
    expect(await reader().page(`https://${host}${path}`)).toEqual({ text })
  })

  test('is asked for by name, plainly, on a connection of its own, whatever the environment says', async () => {
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:1')
    vi.stubEnv('https_proxy', 'http://127.0.0.1:1')
    vi.stubEnv('NODE_USE_ENV_PROXY', '1')
    const before = { connections: site.connections, requests: site.requests.length }
    const { page } = reader()
    for (const _ of [1, 2]) expect(await page(`https://${host}/cookie`)).toEqual({ text: 'a cookie' })
    expect(site.connections - before.connections).toBe(2)
    for (const request of site.requests.slice(before.requests)) {
      expect((request.socket as TLSSocket & { servername: string }).servername).toBe(host)
      expect(request.method).toBe('GET')
      expect(request.headers).toEqual({
        host,
        accept: 'text/plain, text/html, text/markdown, application/json',
        'accept-encoding': 'identity',
        'user-agent': 'sensus',
        connection: 'close',
      })
    }
  })

  test('is asked for with its query and without its fragment', async () => {
    expectFault(await reader().page(`https://${host}/status/403?a=1&b=%20#part`), 'refused', 'status 403')
    expect(site.requests.at(-1)!.url).toBe('/status/403?a=1&b=%20')
  })

  const targets = [`https://${host}/good`, 'https://127.0.0.1/good', 'http://169.254.169.254/latest/meta-data', '/good']
  test.each([300, 301, 302, 303, 304, 307, 308])('redirect %i is never followed', async (status) => {
    for (const target of targets) {
      const before = site.requests.length
      const answer = await reader().page(`https://${host}/status/${status}?${target}`)
      expectFault(answer, 'refused', `https://${host}/status/${status}`, `redirects (${status})`)
      expect(site.requests.length - before).toBe(1)
    }
  })

  test.each<[path: string, kind: WebFault, fragment: string]>([
    ['/status/404', 'not-there', 'is not there (404)'],
    ['/status/410', 'not-there', 'is not there (410)'],
    ['/status/201', 'refused', 'answers with status 201'],
    ['/status/204', 'refused', 'answers with status 204'],
    ['/status/206', 'refused', 'answers with status 206'],
    ['/status/401', 'refused', 'answers with status 401'],
    ['/status/429', 'unreachable', 'answers with status 429'],
    ['/status/500', 'unreachable', 'answers with status 500'],
    ['/status/503', 'unreachable', 'answers with status 503'],
    ['/declared', 'refused', 'is larger than 1000 bytes'],
    ['/undeclared', 'refused', 'is larger than 1000 bytes'],
    ['/gzip', 'refused', 'content-encoding "gzip"'],
    ['/two-encodings', 'refused', 'content-encoding "identity, br"'],
    ['/transfer-gzip', 'refused', 'transfer-encoding "gzip, chunked"'],
    ['/png', 'refused', 'is of type "image/png"'],
    ['/plainer', 'refused', 'is of type "text/plainer"'],
    ['/untyped', 'refused', 'is of type ""'],
    ['/latin1', 'refused', 'is not valid UTF-8'],
    ['/half-letter', 'refused', 'is not valid UTF-8'],
    ['/wide-head', 'refused', 'more than 8192 bytes of headers'],
    ['/cut', 'unreachable', 'could not be read (ECONNRESET)'],
    ['/hang-up', 'unreachable', 'could not be read (ECONNRESET)'],
    ['/upgrade', 'unreachable', 'could not be read'],
    ['/garbage', 'unreachable', 'could not be read (HPE_'],
  ])('%s: %s, %s', async (path, kind, fragment) => {
    const before = performance.now()
    expectFault(await reader().page(`https://${host}${path}`), kind, `"https://${host}${path}"`, fragment)
    expect(performance.now() - before).toBeLessThan(1500)
  })

  test('a body without an end is cut off soon', async () => {
    expectFault(await reader().page(`https://${host}/undeclared`), 'refused', 'is larger than')
    await stream.closed
    expect(stream.bytes).toBeLessThan(8 * 1024 * 1024)
  })

  test('a declared length is believed without reading', async () => {
    const answer = await reader({ maxBytes: 1001, timeoutMs: 100 }).page(`https://${host}/declared`)
    expectFault(answer, 'unreachable', 'within 0.1 s')
    expectFault(await reader({ timeoutMs: 100_000 }).page(`https://${host}/declared`), 'refused', 'is larger than')
    const { socket } = site.requests.at(-1)!
    await closed(socket)
  })

  test.each(['/slow-head', '/drip', '/slow-end'])('%s is given up in time, and its connection closed', async (path) => {
    const asked = once(site.server, 'request') as Promise<[IncomingMessage]>
    const before = performance.now()
    const answer = await reader({ timeoutMs: 1500 }).page(`https://${host}${path}`)
    const took = performance.now() - before
    expectFault(answer, 'unreachable', `"https://${host}${path}" did not answer in full within 1.5 s`)
    expect(took).toBeGreaterThan(1400)
    const [{ socket }] = await asked
    await closed(socket)
  })

  test('a slow lookup counts, and what it finds too late is not connected to', async () => {
    const before = site.connections
    let find: (found: { address: string; family: 4 }[]) => void = () => undefined
    const lookup = () => new Promise<{ address: string; family: 4 }[]>((resolve) => (find = resolve))
    const answer = await reader({ lookup, timeoutMs: 200 }).page(`https://${host}/good`)
    expectFault(answer, 'unreachable', host, 'within 0.2 s')
    find([{ address: '127.0.0.1', family: 4 }])
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(site.connections).toBe(before)
  })

  test('a peer that is silent before TLS is given up in time; one that closes or is not there, at once', async () => {
    const silent = await listen(createTcpServer((socket) => void socket.on('error', () => undefined)))
    const closing = await listen(createTcpServer((socket) => socket.end()))
    const gone = await listen(createTcpServer())
    gone.server.close()
    const ask = (port: number) => reader({ port, timeoutMs: 300 }).page(`https://${host}/good`)
    expectFault(await ask(silent.port), 'unreachable', host, 'within 0.3 s')
    expectFault(await ask(closing.port), 'unreachable', host, 'could not be read (ECONNRESET)')
    const answer = await ask(gone.port)
    expectFault(answer, 'unreachable', host, 'could not be read (ECONNREFUSED)')
    expect((answer as { fault: string }).fault).not.toMatch(numbers)
  })
})

describe('a certificate', () => {
  test.each<[title: string, shown: typeof own, ca: string | undefined, fragment: string]>([
    ['for another name', foreign, foreign.cert, 'has a certificate for another name'],
    ['that nobody vouches for', own, undefined, 'has a certificate that is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)'],
    ['of another authority', own, foreign.cert, 'has a certificate that is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)'],
    ['that has expired', expired, expired.cert, 'has a certificate that is not trusted (CERT_HAS_EXPIRED)'],
  ])('%s is refused, also where the environment trusts everybody', async (_, shown, ca, fragment) => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    const { server, port, requests } = await listen(createServer(shown, answers('secret')))
    const trust = ca === undefined ? {} : { ca }
    const answer = await webReader({ lookup: loopback!, allowed: () => true, port, ...trust }).page(`https://${host}/`)
    expectFault(answer, 'refused', `"https://${host}/"`, fragment)
    expect(requests).toEqual([])
    server.close()
  })
})

describe('TXT records', () => {
  const records = (resolveTxt: WebReaderOptions['resolveTxt'], more: WebReaderOptions = {}) =>
    reader({ resolveTxt: resolveTxt!, ...more })

  test('are joined each, one a line, in order', async () => {
    const resolveTxt = vi.fn(async () => [['sensus=', '5Grw'], ['v=spf1 -all'], ['']])
    expect(await records(resolveTxt).txt(`_sensus.${host}`)).toEqual({ text: 'sensus=5Grw\nv=spf1 -all\n' })
    expect(resolveTxt.mock.calls).toEqual([[`_sensus.${host}`]])
  })

  test.each<[code: string, kind: WebFault, fragment: string]>([
    ['ENOTFOUND', 'not-there', 'has no TXT records (ENOTFOUND)'],
    ['ENODATA', 'not-there', 'has no TXT records (ENODATA)'],
    ['ESERVFAIL', 'unreachable', 'could not be looked up (ESERVFAIL)'],
    ['ECONNREFUSED', 'unreachable', 'could not be looked up (ECONNREFUSED)'],
  ])('%s: %s', async (code, kind, fragment) => {
    const resolveTxt = () => Promise.reject(Object.assign(new Error('10.0.0.1 says no'), { code }))
    expectFault(await records(resolveTxt).txt(host), kind, `${host} ${fragment}`)
  })

  test('none', async () => {
    expectFault(await records(async () => []).txt(host), 'not-there', `${host} has no TXT records`)
  })

  test('as large as allowed, and larger', async () => {
    const of = (length: number) => records(async () => [['ü'.repeat(499)], ['x'.repeat(length)]]).txt(host)
    expect(await of(1)).toEqual({ text: `${'ü'.repeat(499)}\nx` })
    expectFault(await of(2), 'refused', `${host} has more than 1000 bytes of TXT records`)
  })

  test('slow', async () => {
    const before = performance.now()
    const answer = await records(() => new Promise(() => undefined), { timeoutMs: 200 }).txt(host)
    expectFault(answer, 'unreachable', host, 'within 0.2 s')
    expect(performance.now() - before).toBeLessThan(1500)
  })

  test.each([
    '',
    'localhost',
    'org',
    '127.0.0.1',
    '2130706433',
    '::1',
    'site.0x7f',
    `${host}.`,
    'Proof.sensus-test.org',
    'proof sensus-test.org',
    'proof.sensus-test.org\n',
    '_.org',
    `${'a.'.repeat(130)}org`,
    'site.internal',
    '1.0.0.127.in-addr.arpa',
  ])('of %j are not asked for', async (name) => {
    const resolveTxt = vi.fn(async () => [['secret']])
    expectFault(await records(resolveTxt).txt(name), 'refused', JSON.stringify(name).slice(0, 9))
    expect(resolveTxt).not.toHaveBeenCalled()
  })
})
