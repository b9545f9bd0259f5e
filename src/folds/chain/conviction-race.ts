import type { Holdings, Subnet } from '../../evidence/holdings.ts'
import { rowAt } from '../../evidence/rows.ts'
import {
  type Contender,
  convictionNeeded,
  leaderOf,
  outlookOf,
  reachesWithin,
  takeoverAge,
} from '../../math/conviction-race.ts'
import { spanOf } from '../../math/locks.ts'
import { type BalanceSheet, rowOfAddress } from './balance-sheet.ts'
import { lockedOn, ratesOf } from './held-locks.ts'

/** Who would own a subnet by conviction, after a snapshot. Rows are those of the accounts; amounts rao of alpha. */
export interface Race {
  /** Alpha of which a part is needed; and how much conviction is, null where there is no such alpha. */
  eligible: bigint
  needed: bigint | null
  /** The block from which on the subnet is old enough. */
  oldAt: number
  runners: Runner[]
  /** Hotkeys with locks beyond the runners. */
  others: number
  /** The runner that leads now, by its place; null: none has any conviction. */
  leader: number | null
  /** The first that takes the subnet from its owner if nothing changes, and the block. */
  takeover: { place: number; block: number } | null
}

/** A hotkey in the race. */
export interface Runner {
  hotkey: number
  /** Whether the owner of the subnet owns it. */
  isOwners: boolean
  locked: bigint
  conviction: bigint
  /** The block in which its conviction is what is needed, if nothing changes; null: never within four years. */
  reaches: number | null
}

/** So many run: those with the most conviction and mass together, as no other will ever have as much of either. */
export const mostRunners = 24

/** The race for a subnet; null where the snapshot does not say what the chain adds up of locks. */
export function raceFor(holdings: Holdings, sheet: Pick<BalanceSheet, 'owner'>, subnet: Subnet): Race | null {
  const rates = ratesOf(holdings)
  const field = fieldOf(holdings, sheet, subnet)
  if (rates === null || field === null) return null
  const { block } = holdings.facts
  const { running, others, needed } = field
  const eligible = eligibleAlpha(subnet)
  const oldAt = subnet.registeredAt + takeoverAge
  const outlook =
    needed === null
      ? { reaches: running.map(() => null), takeover: null }
      : outlookOf(running, needed, rates, Math.max(0, oldAt - block))
  const { takeover } = outlook
  return {
    eligible,
    needed,
    oldAt,
    runners: running.map(({ hotkey, isOwners, locked, conviction }, place) => {
      const blocks = outlook.reaches[place] ?? null
      return { hotkey, isOwners, locked, conviction, reaches: blocks === null ? null : block + blocks }
    }),
    others,
    leader: leaderOf(running, spanOf(0n, rates)),
    takeover: takeover && { place: takeover.place, block: block + takeover.blocks },
  }
}

/** Who runs for a subnet, and how much conviction is needed. */
interface Field {
  running: (Contender & Pick<Runner, 'hotkey' | 'locked' | 'conviction'>)[]
  others: number
  needed: bigint | null
}

function fieldOf(holdings: Holdings, { owner }: Pick<BalanceSheet, 'owner'>, subnet: Subnet): Field | null {
  const all = lockedOn(holdings, subnet.netuid)
  if (all === null) return null
  const ownerRow = subnet.owner === null ? null : rowOfAddress(holdings, subnet.owner)
  const running = all
    .map(({ hotkey, locks }) => ({ hotkey, locks, isOwners: rowAt(owner, hotkey) === ownerRow, ...sumsOf(locks) }))
    .sort((a, b) => compare(b.locked + b.conviction, a.locked + a.conviction) || a.hotkey - b.hotkey)
    .slice(0, mostRunners)
    // Of equal ones the chain takes the last by its bytes.
    .sort((a, b) => a.hotkey - b.hotkey)
  return { running, others: all.length - running.length, needed: convictionNeeded(eligibleAlpha(subnet)) }
}

/** Somebody other than the owner who has so much of the conviction that is needed, and from which block on. */
export interface Crossing {
  netuid: number
  hotkey: number
  /** Of what is needed. */
  part: CrossingPart
  block: number
  /** Conviction in that block at least, in rao of alpha. */
  conviction: bigint
}

/** Half of what is needed, or all of it. */
export const crossingParts = ['half', 'whole'] as const
export type CrossingPart = (typeof crossingParts)[number]

/** Crossings that are past at the block of a snapshot, or come within so many blocks if nobody locks or unlocks more. */
export function crossingsIn(holdings: Holdings, sheet: Pick<BalanceSheet, 'owner'>, blocks: number): Crossing[] {
  const rates = ratesOf(holdings)
  if (rates === null) return []
  return holdings.facts.subnets.flatMap((subnet) => {
    const { running, needed } = fieldOf(holdings, sheet, subnet) ?? { running: [], needed: null }
    if (needed === null || subnet.netuid === 0) return []
    return running
      .filter(({ isOwners }) => !isOwners)
      .flatMap((runner) =>
        crossingParts.flatMap((part): Crossing[] => {
          const bar = part === 'half' ? (needed + 1n) / 2n : needed
          const after = reachesWithin(runner, bar, rates, blocks)
          if (after === null) return []
          const conviction = after === 0 ? runner.conviction : bar
          const { hotkey } = runner
          return [{ netuid: subnet.netuid, hotkey, part, block: holdings.facts.block + after, conviction }]
        }),
      )
  })
}

/** Alpha outside the pool without what the protocol holds and what was burned; none below zero. */
function eligibleAlpha({ alphaOut, alphaProtocol = '0', alphaBurned = '0' }: Subnet): bigint {
  const eligible = BigInt(alphaOut) - BigInt(alphaProtocol) - BigInt(alphaBurned)
  return eligible > 0n ? eligible : 0n
}

const sumsOf = (locks: Contender['locks']): { locked: bigint; conviction: bigint } => ({
  locked: locks.reduce((sum, { mass }) => sum + mass, 0n),
  conviction: locks.reduce((sum, { conviction }) => sum + conviction, 0n),
})

const compare = (a: bigint, b: bigint): number => (a === b ? 0 : a < b ? -1 : 1)
