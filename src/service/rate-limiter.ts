// How fast anyone may write. Buckets live in memory only; no address is stored or logged.
import type { Address } from '../log/ss58.ts'
import type { RecordId } from '../records/ids.ts'
import { Refusal } from '../records/refusals.ts'
import { workBits } from '../records/work.ts'
import { type Buckets, type Rate, startBuckets } from './buckets.ts'
import { networkOf } from './networks.ts'
import type { Clock } from './ports.ts'

export interface Limits {
  /** Records of one account. */
  account: Rate
  /** Records from one network prefix (IPv4 /24, IPv6 /48); loopback is not limited. */
  prefix: Rate
  /** Questions to the chain about remarks, of one network prefix and of all senders together. */
  remarks: { prefix: Rate; all: Rate }
  /** Bytes of records admitted per day (UTC). */
  dailyBytes: number
  /** Share of them, 0 to 1, that accounts without a session may use up together. */
  openShare: number
  /** Share of the open share, 0 to 1, that guests may use up together: the rest is left to whoever has a wallet. */
  guestShare: number
  /** Records of one guest. */
  guest: Rate
  /** Leading zero bits of work asked of an account that the log does not know, while the open share is untouched. */
  workBits: number
}

export const defaultLimits: Limits = {
  account: { burst: 300, perSecond: 1 },
  prefix: { burst: 600, perSecond: 5 },
  remarks: { prefix: { burst: 10, perSecond: 0.1 }, all: { burst: 30, perSecond: 0.5 } },
  dailyBytes: 64 * 1024 * 1024,
  openShare: 0.5,
  guestShare: 0.5,
  guest: { burst: 100, perSecond: 0.1 },
  workBits: 16,
}

/** How much harder the work is when the open share is used up: 2^6 times. */
const steepness = 6
const day = 86_400_000
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
  /** It is a guest, or begins to be one: nothing is known of it, however long the log has known it. */
  guest: boolean
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
  /**
   * Before the chain is asked about a remark, which a record names without a signature that could be checked first. Null
   * and the tokens for looking are taken, or why not.
   */
  lookUp(weight: Weight): Refusal | null
  /** Leading zero bits asked now. */
  bits(): number
}

/** The limits of a log, with everything unused. */
export function startRateLimiter(limits: Limits, clock: Clock): RateLimiter {
  const accounts = startBuckets(limits.account, clock)
  const guests = startBuckets(limits.guest, clock)
  const prefixes = startBuckets(limits.prefix, clock)
  const lookUps = { ofOne: startBuckets(limits.remarks.prefix, clock), ofAll: startBuckets(limits.remarks.all, clock) }
  const open = limits.dailyBytes * limits.openShare
  let today = 0
  const nothing = { all: 0, open: 0, guests: 0 }
  let used = { ...nothing }

  function turnDay(): void {
    const now = Math.floor(clock() / day)
    if (now !== today) used = { ...nothing }
    today = now
  }

  /** The work grows with the part of the open share that is gone. */
  function bits(): number {
    turnDay()
    if (limits.workBits === 0) return 0
    return limits.workBits + Math.floor((used.open / Math.max(1, open)) * steepness)
  }

  function budget({ bytes, signedIn, guest }: Weight): Refusal | null {
    if (guest && used.guests + bytes > open * limits.guestShare)
      return new Refusal('budget-spent', { reason: 'guests' })
    const spent = used.all + bytes > limits.dailyBytes || (!signedIn && used.open + bytes > open)
    if (!spent) return null
    return new Refusal('budget-spent', { reason: signedIn ? 'all' : 'open' })
  }

  /** A guest works for every record: its key gets no standing by being used. */
  function labour({ id, known, guest, work }: Weight): Refusal | null {
    if ((known && !guest) || bits() === 0 || (work !== undefined && workBits(id, work) >= bits())) return null
    return new Refusal('work-required', { reason: guest ? 'guest' : 'first-record', bits: bits() })
  }

  return {
    bits,
    check: (weight) => {
      if (weight.operator) return null
      const prefix = networkOf(weight.address)
      return labour(weight) ?? (prefix === null ? null : take(prefixes, prefix, 'wait'))
    },
    charge: (weight) => {
      turnDay()
      const refusal = weight.operator
        ? null
        : (budget(weight) ?? take(weight.guest ? guests : accounts, weight.account, 'wait'))
      if (refusal) return refusal
      used.all += weight.bytes
      if (!weight.signedIn) used.open += weight.bytes
      if (weight.guest) used.guests += weight.bytes
      return null
    },
    lookUp: ({ operator, address }) => {
      if (operator) return null
      const prefix = networkOf(address)
      const own = prefix === null ? null : take(lookUps.ofOne, prefix, 'remarks')
      return own ?? take(lookUps.ofAll, 'all', 'remarks')
    },
  }
}

/** Takes a token; a refusal says how long to wait for one. */
function take(buckets: Buckets, name: string, reason: 'wait' | 'remarks'): Refusal | null {
  const seconds = buckets.take(name)
  return seconds === 0 ? null : new Refusal('rate-limited', { reason, seconds })
}
