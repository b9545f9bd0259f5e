/**
 * Who comes to own a subnet by conviction, and when, if nobody locks or unlocks anything more. The rule that is stated
 * since August 2026 (runtime 447 of RaoFoundation/subtensor, change_subnet_owner_if_needed): the hotkey with the most
 * conviction, of all locks on it, takes the subnet when that conviction is more than 18 % of the eligible alpha, and the
 * subnet was registered 2,629,800 blocks ago or more. Eligible is the alpha outside the pool without what the protocol
 * holds and what was burned. No storage and no constant of a runtime has these two figures.
 */

import { type Lock, type LockForm, type LockRates, type LockSpan, lockAfter, spanOf } from './locks.ts'

/** Conviction has to be more than so much of the eligible alpha. */
export const takeoverShare = { over: 18n, under: 100n } as const

/** Blocks that a subnet must have been registered for: 365.25 days of 7,200. */
export const takeoverAge = 2_629_800

/** Looked ahead for so many blocks: four years. */
export const horizon = 4 * takeoverAge

/** The least conviction that is more than the stated share, in rao of alpha; null where no alpha is eligible. */
export const convictionNeeded = (eligible: bigint): bigint | null =>
  eligible > 0n ? (eligible * takeoverShare.over) / takeoverShare.under + 1n : null

/** Who runs: all locks on one hotkey, in rao of alpha at the block from which is counted. */
export interface Contender {
  locks: readonly (Lock & LockForm)[]
  /** Whether the owner of the subnet owns the hotkey: nothing changes when it leads. */
  isOwners: boolean
}

/** Conviction of a contender after a span, in rao of alpha. */
export function convictionAfter({ locks }: Contender, span: LockSpan): bigint {
  let sum = 0n
  for (const lock of locks) sum += lockAfter(lock, span, lock).conviction
  return sum
}

/**
 * Blocks until a contender has so much conviction if nothing else happens: 0 now, null not within so many blocks. What is
 * there for a part of that time only is not looked for.
 */
export function reachesWithin(contender: Contender, bar: bigint, rates: LockRates, blocks: number): number | null {
  const holds = (after: number): boolean => convictionAfter(contender, spanOf(BigInt(after), rates)) >= bar
  if (holds(0)) return 0
  return holds(blocks) ? narrowed(holds, 0, blocks) : null
}

/** What happens if nothing else does; blocks are counted from now. */
export interface Outlook {
  /** For each contender: blocks until its conviction is what is needed, 0 now; null: not within the horizon. */
  reaches: (number | null)[]
  /** The first that takes the subnet from its owner, by its place, and in how many blocks; null: none. */
  takeover: { place: number; blocks: number } | null
}

/**
 * Looks ahead over the horizon. `young`: blocks until the subnet is old enough. The time is looked at in `looks` places
 * and narrowed down between two of them, so what would hold for less than the distance of two (six days) is not seen.
 */
export function outlookOf(contenders: readonly Contender[], needed: bigint, rates: LockRates, young: number): Outlook {
  const spans = new Map<number, LockSpan>()
  const span = (blocks: number): LockSpan => {
    const known = spans.get(blocks) ?? spanOf(BigInt(blocks), rates)
    spans.set(blocks, known)
    return known
  }
  const reaches = contenders.map((each) => firstTime((blocks) => convictionAfter(each, span(blocks)) >= needed))
  const takerAt = (blocks: number): number | null => {
    const place = leaderOf(contenders, span(blocks))
    const leader = place === null ? undefined : contenders[place]
    if (blocks < young || !leader || leader.isOwners) return null
    return convictionAfter(leader, span(blocks)) >= needed ? place : null
  }
  const blocks = firstTime((at) => takerAt(at) !== null, young)
  const place = blocks === null ? null : takerAt(blocks)
  return { reaches, takeover: blocks === null || place === null ? null : { place, blocks } }
}

/** Place of the contender with the most conviction, of equal ones the last, as the chain takes the maximum; null: none has any. */
export function leaderOf(contenders: readonly Contender[], span: LockSpan): number | null {
  let [leader, most]: [number | null, bigint] = [null, 1n]
  for (const [place, each] of contenders.entries()) {
    const conviction = convictionAfter(each, span)
    if (conviction >= most) [leader, most] = [place, conviction]
  }
  return leader
}

const looks = 256

/** The first number of blocks from `from` on at which something holds. */
function firstTime(holds: (blocks: number) => boolean, from = 0): number | null {
  if (holds(from)) return from
  let before = from
  for (let look = 1; look <= looks; look++) {
    const blocks = Math.max(from, Math.ceil((horizon * look) / looks))
    if (holds(blocks)) return narrowed(holds, before, blocks)
    before = blocks
  }
  return null
}

/** Between a time at which it does not hold and one at which it does. */
function narrowed(holds: (blocks: number) => boolean, not: number, so: number): number {
  let [low, high] = [not, so]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle
  }
  return high
}
