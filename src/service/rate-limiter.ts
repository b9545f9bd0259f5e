// How fast anyone may write. Buckets live in memory only; no address is stored or logged.
import type { Address } from '../log/ss58.ts'
import type { RecordId } from '../records/ids.ts'
import { Refusal } from '../records/refusals.ts'
import { workBits } from '../records/work.ts'
import type { Clock } from './ports.ts'

/** A token bucket: `burst` at once, `perSecond` after that. */
export interface Rate {
  burst: number
  perSecond: number
}

export interface Limits {
  /** Records of one account. */
  account: Rate
  /** Records from one network prefix (IPv4 /24, IPv6 /48); loopback is not limited. */
  prefix: Rate
  /** Bytes of records admitted per day (UTC). */
  dailyBytes: number
  /** Share of them, 0 to 1, that accounts without a session may use up together. */
  openShare: number
  /** Leading zero bits of work asked of an account that the log does not know, while the open share is untouched. */
  workBits: number
}

export const defaultLimits: Limits = {
  account: { burst: 300, perSecond: 1 },
  prefix: { burst: 600, perSecond: 5 },
  dailyBytes: 64 * 1024 * 1024,
  openShare: 0.5,
  workBits: 16,
}

/** How much harder the work is when the open share is used up: 2^6 times. */
const steepness = 6
const day = 86_400_000
/** Buckets that are remembered; beyond that the one unused for longest is forgotten. */
const mostBuckets = 100_000

/** What a submission is weighed by. */
export interface Weight {
  id: RecordId
  account: Address
  /** Length of the note in bytes. */
  bytes: number
  /** The log has a record of the account. */
  known: boolean
  /** The account has a session that can sign now, or is the operator's. */
  signedIn: boolean
  /** The operator is not limited: removals must get through a flood. */
  operator: boolean
  address?: string
  work?: string
}

export interface RateLimiter {
  /**
   * Before the signature is checked: the work, and the tokens of the sender's network prefix. Null, or why not. The
   * account is not charged yet, or anybody could use up its tokens with bad signatures.
   */
  check(weight: Weight): Refusal | null
  /** Once the signature holds: the tokens of the account and the bytes of the day. Null and they are taken, or why not. */
  charge(weight: Weight): Refusal | null
  /** Leading zero bits asked now. */
  bits(): number
}

/** The limits of a log, with everything unused. */
export function startRateLimiter(limits: Limits, clock: Clock): RateLimiter {
  const accounts = startBuckets(limits.account, clock)
  const prefixes = startBuckets(limits.prefix, clock)
  const open = limits.dailyBytes * limits.openShare
  let today = 0
  let used = { all: 0, open: 0 }

  function turnDay(): void {
    const now = Math.floor(clock() / day)
    if (now !== today) used = { all: 0, open: 0 }
    today = now
  }

  /** The work grows with the part of the open share that is gone. */
  function bits(): number {
    turnDay()
    if (limits.workBits === 0) return 0
    return limits.workBits + Math.floor((used.open / Math.max(1, open)) * steepness)
  }

  function budget({ bytes, signedIn }: Weight): Refusal | null {
    const spent = used.all + bytes > limits.dailyBytes || (!signedIn && used.open + bytes > open)
    if (!spent) return null
    return new Refusal('budget-spent', { reason: signedIn ? 'all' : 'open' })
  }

  function labour({ id, known, work }: Weight): Refusal | null {
    if (known || bits() === 0 || (work !== undefined && workBits(id, work) >= bits())) return null
    return new Refusal('work-required', { reason: 'first-record', bits: bits() })
  }

  return {
    bits,
    check: (weight) => {
      if (weight.operator) return null
      const prefix = prefixOf(weight.address)
      return labour(weight) ?? (prefix === null ? null : prefixes.take(prefix))
    },
    charge: (weight) => {
      turnDay()
      const refusal = weight.operator ? null : (budget(weight) ?? accounts.take(weight.account))
      if (refusal) return refusal
      used.all += weight.bytes
      if (!weight.signedIn) used.open += weight.bytes
      return null
    },
  }
}

interface Buckets {
  take(name: string): Refusal | null
}

function startBuckets({ burst, perSecond }: Rate, clock: Clock): Buckets {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return {
    take: (name) => {
      const now = clock()
      const { tokens, at } = buckets.get(name) ?? { tokens: burst, at: now }
      const present = Math.min(burst, tokens + (Math.max(0, now - at) / 1000) * perSecond)
      if (present < 1) {
        return new Refusal('rate-limited', { reason: 'wait', seconds: Math.ceil((1 - present) / perSecond) })
      }
      buckets.delete(name) // so that the map stays in order of use
      buckets.set(name, { tokens: present - 1, at: now })
      const [oldest] = buckets.keys()
      if (oldest !== undefined && buckets.size > mostBuckets) buckets.delete(oldest)
      return null
    },
  }
}

/** The network prefix of an address, null for loopback and for no address. */
export function prefixOf(address: string | undefined): string | null {
  if (address === undefined || address === '' || /^(::1$|127\.|::ffff:127\.)/i.test(address)) return null
  const v4 = /(?:^|:)(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(address)?.[1]
  return v4 ?? expandIpv6(address).slice(0, 3).join(':')
}

/** The eight groups of an IPv6 address, without leading zeros. */
function expandIpv6(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().replace(/%.*/s, '').split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  return [...left, ...new Array<string>(zeros).fill('0'), ...right].map((group) => group.replace(/^0+(?=.)/, ''))
}
