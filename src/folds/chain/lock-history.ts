import { addressOfRow } from '../../evidence/accounts.ts'
import type { Address } from '../../log/ss58.ts'
import { leading } from '../../math/search.ts'
import { defineFold } from '../fold.ts'
import { type HeldLock, locksIn } from './held-locks.ts'
import { snapshots } from './snapshots.ts'

/** What snapshots showed of each lock: by coldkey, then by `netuid hotkey`. */
export type LockHistory = Map<Address, Map<string, LockTrail>>

/** One lock through time. */
export interface LockTrail {
  netuid: number
  hotkey: Address
  /**
   * By rising block: the first and the last sight of each time in which the chain wrote nothing anew; between two of them
   * the lock follows from the formulas. The latest `mostSights`.
   */
  sights: LockSight[]
}

/** A lock in one snapshot, at its block. */
export interface LockSight {
  block: number
  /** Time of the block, Unix milliseconds. */
  at: number
  /** Place of the snapshot in the log. */
  index: number
  /** null: there is none any more. */
  lock: Pick<HeldLock, 'alpha' | 'written' | 'more'> | null
}

/** So many sights of a lock are kept. */
export const mostSights = 100

export const lockHistory = defineFold({
  name: 'lock-history',
  needs: { snapshots },
  kinds: ['snapshot'],
  start: (): LockHistory => new Map(),
  take(state, { index }, { snapshots: { fresh } }) {
    if (fresh === null) return undefined
    const { point, holdings } = fresh
    const when = { block: point.block, at: point.at, index }
    const seen = new Set<LockTrail>()
    for (const { coldkey, hotkey, netuid, ...lock } of locksIn(holdings)) {
      const [who, on] = [addressOfRow(holdings.accounts, coldkey), addressOfRow(holdings.accounts, hotkey)]
      const trail = trailOf(state, who, netuid, on)
      see(trail, { ...when, lock })
      seen.add(trail)
    }
    for (const trails of state.values())
      for (const trail of trails.values()) if (!seen.has(trail)) see(trail, { ...when, lock: null })
    return undefined
  },
  // A snapshot cannot be taken back.
  takeBack: () => undefined,
})

function trailOf(state: LockHistory, coldkey: Address, netuid: number, hotkey: Address): LockTrail {
  const trails = state.get(coldkey) ?? new Map<string, LockTrail>()
  state.set(coldkey, trails)
  const key = `${netuid} ${hotkey}`
  const trail = trails.get(key) ?? { netuid, hotkey, sights: [] }
  trails.set(key, trail)
  return trail
}

/** Takes in a sight; one between two of the same says nothing more, nor does one without a lock before the first. */
function see({ sights }: LockTrail, sight: LockSight): void {
  const place = leading(sights, ({ block }) => block < sight.block)
  sights.splice(place, sights[place]?.block === sight.block ? 1 : 0, sight)
  for (const at of [place + 1, place, place - 1]) if (isWithin(sights, at)) sights.splice(at, 1)
  while (sights[0]?.lock === null || sights.length > mostSights) sights.shift()
}

function isWithin(sights: readonly LockSight[], at: number): boolean {
  const [before, own, after] = [sights[at - 1], sights[at], sights[at + 1]]
  return before !== undefined && own !== undefined && after !== undefined && same(before, own) && same(own, after)
}

/** Whether the chain wrote nothing anew from one sight to the other. */
function same({ lock: a }: LockSight, { lock: b }: LockSight): boolean {
  if (a === null || b === null) return a === b
  return a.written === b.written && a.more?.since === b.more?.since && a.more?.perpetual === b.more?.perpetual
}
