import { hex, sha256, utf8 } from '../log/bytes.ts'
import { type Address, address, type ReadAddress } from '../log/ss58.ts'
import { refusedCharacters } from './characters.ts'
import { isRecordId, type RecordId } from './ids.ts'
import { isLonger, longestNote, shorten, tooLarge } from './limits.ts'
import { readHeaders, refusedBody, split } from './lines.ts'
import { Refusal } from './refusals.ts'
import { formatTime, parseTime } from './time.ts'

export { isLonger, longestBody, longestNote, longestValue, shorten, tooLarge } from './limits.ts'

/** A record's text in parts, before its kind is looked at. */
export interface Envelope {
  /** The log that the record is for: schema-less URL of its prefix. */
  origin: string
  /** The word after `action:`. */
  kind: string
  /** The kind's own headers as they stand on the wire, in their order. */
  headers: [string, string][]
  account: Address
  /** Id of the session record whose key signs; absent when a wallet signs. */
  session?: RecordId
  /** When it was signed, Unix milliseconds, whole seconds. */
  time: number
  /** 16 random bytes in hex: keeps records apart, and hides a removed one from guessing. */
  nonce: string
  body?: string
}

const firstLine = / signed record v1$/
const originForm = /^(?!0x)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._~-]+)*$/

const nonceForm = /^[0-9a-f]{32}$/

/** Hex SHA-256 of a text, final LF included. */
export function textId(text: string): RecordId {
  return hex(sha256(utf8(text))) as RecordId
}

/** Can this be the origin of a log: host, port and path of its URL, no scheme, at most 128 characters? */
export function isOrigin(text: string): boolean {
  return text.length <= 128 && originForm.test(text)
}

/** The text of an envelope. Does not check its parts: what it gives may be refused by `parseText`. */
export function formatText(envelope: Envelope): string {
  const { origin, kind, headers, account, session, time, nonce, body } = envelope
  const lines = [
    `${origin} signed record v1`,
    `action: ${kind}`,
    ...headers.map(([key, value]) => `${key}: ${value}`),
    `account: ${account}`,
    ...(session === undefined ? [] : [`session: ${session}`]),
    `time: ${formatTime(time)}`,
    `nonce: ${nonce}`,
    ...(body === undefined ? [] : ['', body]),
  ]
  return `${lines.join('\n')}\n`
}

/** The parts of a text, or why it is not the one way to write a record. */
export function parseText(text: string, readAddress: ReadAddress = address): Envelope | Refusal {
  if (isLonger(text, longestNote)) return tooLarge()
  const refused = refusedCharacters(text)
  if (refused) return refused
  if (!text.endsWith('\n')) return new Refusal('malformed', { reason: 'no-line-feed' })
  const { head, body } = split(text)
  const [first = '', ...lines] = head.split('\n')
  const origin = originOf(first)
  if (origin instanceof Refusal) return origin
  const headers = readHeaders(lines)
  if (headers instanceof Refusal) return headers
  const bodyRefused = body === undefined ? null : refusedBody(body)
  if (bodyRefused) return bodyRefused
  const envelope = assemble(origin, headers, body, readAddress)
  if (envelope instanceof Refusal || formatText(envelope) === text) return envelope
  return new Refusal('not-canonical', { reason: 'text' })
}

function originOf(line: string): string | Refusal {
  const origin = line.replace(firstLine, '')
  if (firstLine.test(line) && isOrigin(origin)) return origin
  return new Refusal('first-line', { line: shorten(line) })
}

/** Checks the headers that every record has, and their places around the kind's own. */
function assemble(
  origin: string,
  headers: Map<string, string>,
  body: string | undefined,
  readAddress: ReadAddress,
): Envelope | Refusal {
  const tail = ['account', ...(headers.has('session') ? ['session'] : []), 'time', 'nonce']
  const missing = ['action', ...tail].find((key) => !headers.has(key))
  if (missing) return new Refusal('header-missing', { reason: 'common', header: missing })
  const keys = [...headers.keys()]
  const own = [...headers].filter(([key]) => key !== 'action' && !tail.includes(key))
  if (!['action', ...own.map(([key]) => key), ...tail].every((key, i) => keys[i] === key))
    return new Refusal('header-order', { reason: 'common', order: tail })
  const get = (key: string): string => headers.get(key) ?? ''
  const common = readCommon(get, readAddress)
  if (common instanceof Refusal) return common
  return {
    origin,
    kind: get('action'),
    headers: own,
    ...common,
    ...(headers.has('session') ? { session: headers.get('session') as RecordId } : {}),
    ...(body === undefined ? {} : { body }),
  }
}

/** Account, time, nonce and the form of the session id. */
function readCommon(
  get: (key: string) => string,
  readAddress: ReadAddress,
): Pick<Envelope, 'account' | 'time' | 'nonce'> | Refusal {
  const account = canonicalAddress(get('account'), readAddress)
  if (account === null) return new Refusal('bad-account', { value: shorten(get('account')) })
  const time = parseTime(get('time'))
  if (time === null) return new Refusal('bad-time', { value: shorten(get('time')) })
  const nonce = get('nonce')
  if (!nonceForm.test(nonce)) return new Refusal('bad-nonce')
  const session = get('session')
  if (session !== '' && !isRecordId(session)) return new Refusal('bad-field', { reason: 'session' })
  return { account, time, nonce }
}

/** The address, if it is written the one way that records write it: prefix 42. */
function canonicalAddress(text: string, readAddress: ReadAddress): Address | null {
  try {
    const canonical = readAddress(text)
    return canonical === text ? canonical : null
  } catch {
    // The only thing that it throws is Malformed: not an address.
    return null
  }
}
