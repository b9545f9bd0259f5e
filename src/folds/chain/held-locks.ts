import { nobody } from '../../evidence/accounts.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import { type LaterColumns, lockSumForms } from '../../evidence/later-columns.ts'
import { raoAt, rowAt } from '../../evidence/rows.ts'
import { type Lock, type LockForm, type LockRates, type LockSpan, lockAfter, spanOf } from '../../math/locks.ts'
import { derived } from '../derived.ts'
import { rowOfAddress } from './balance-sheet.ts'
import { observed } from './observed.ts'

/** What somebody has locked on a subnet, at the block of its snapshot. Rows are those of the accounts. */
export interface HeldLock {
  coldkey: number
  hotkey: number
  netuid: number
  /** Rao of alpha that cannot be unstaked; as the chain last wrote it where the snapshot says no more. */
  alpha: bigint
  /** The same as the chain last wrote it. */
  written: bigint
  /** null: the snapshot is of the older recipe, which did not say. */
  more: { conviction: bigint; perpetual: boolean; since: number } | null
}

/** The locks of a snapshot, by coldkey, hotkey and netuid. What has decayed to nothing is left out. */
export function locksIn(holdings: Holdings): HeldLock[] {
  const { lockAmount, lockColdkey, lockHotkey, lockNetuid, later, facts } = holdings
  const rates = ratesOf(holdings)
  const until = spansTo(facts.block, rates)
  const owners = new Map(facts.subnets.map(({ netuid, ownerHotkey }) => [netuid, rowOfOwner(holdings, ownerHotkey)]))
  return Array.from(lockAmount.keys(), (row): HeldLock => {
    const [coldkey, hotkey, netuid] = [rowAt(lockColdkey, row), rowAt(lockHotkey, row), lockNetuid[row] ?? 0]
    const written = raoAt(lockAmount, row)
    if (!later) return { coldkey, hotkey, netuid, alpha: written, written, more: null }
    const perpetual = later.lockPerpetual[row] === 1
    const since = rowAt(later.lockSince, row)
    const lock = { mass: written, conviction: raoAt(later.lockConviction, row) }
    const form = { perpetual, owner: owners.get(netuid) === hotkey }
    const { mass, conviction } = rates ? lockAfter(lock, until(since), form) : lock
    return { coldkey, hotkey, netuid, alpha: mass, written, more: { conviction, perpetual, since } }
  }).filter(({ alpha, more }) => alpha > 0n || (more !== null && more.conviction > 0n))
}

const rowOfOwner = (holdings: Holdings, hotkey: Holdings['facts']['subnets'][number]['ownerHotkey']): number =>
  hotkey === null ? nobody : rowOfAddress(holdings, hotkey)

/** How fast locks fall and conviction grows; null where the snapshot does not say. */
export function ratesOf({ facts: { locking } }: Holdings): LockRates | null {
  return locking ? { unlock: BigInt(locking.unlockRate), maturity: BigInt(locking.maturityRate) } : null
}

/** Spans up to a block, each computed once: many locks were written in the same one. */
function spansTo(block: number, rates: LockRates | null): (since: number) => LockSpan {
  const known = new Map<number, LockSpan>()
  return (since) => {
    const span = known.get(since) ?? spanOf(BigInt(block - since), rates ?? { unlock: 0n, maturity: 0n })
    known.set(since, span)
    return span
  }
}

/** All locks of the latest snapshot, the most alpha first, by subnet and by entity. */
export interface LocksNow {
  bySubnet: ReadonlyMap<number, readonly HeldLock[]>
  byGroup: ReadonlyMap<number, readonly HeldLock[]>
}

/** The locks of the latest snapshot. */
export const locksNow = derived({
  name: 'locks now',
  from: { observed },
  compute: ({ observed }): LocksNow => {
    const [bySubnet, byGroup] = [new Map<number, HeldLock[]>(), new Map<number, HeldLock[]>()]
    if (observed === null) return { bySubnet, byGroup }
    const { holdings, groups } = observed
    for (const lock of locksIn(holdings).sort(byAlpha)) {
      listIn(bySubnet, lock.netuid).push(lock)
      listIn(byGroup, rowAt(groups.groupOf, lock.coldkey)).push(lock)
    }
    return { bySubnet, byGroup }
  },
})

function listIn<K, V>(lists: Map<K, V[]>, at: K): V[] {
  const list = lists.get(at) ?? []
  lists.set(at, list)
  return list
}

const byAlpha = (a: HeldLock, b: HeldLock): number =>
  (a.alpha === b.alpha ? 0 : a.alpha < b.alpha ? 1 : -1) ||
  a.coldkey - b.coldkey ||
  a.hotkey - b.hotkey ||
  a.netuid - b.netuid

/** All locks on a hotkey as the chain adds them up, at the block of the snapshot. */
export interface LockedOn {
  /** Row of the hotkey. */
  hotkey: number
  locks: (Lock & LockForm)[]
}

/** What the chain adds up of the locks on a subnet, by rising hotkey; null where the snapshot does not say. */
export function lockedOn(holdings: Holdings, netuid: number): LockedOn[] | null {
  const [{ later, facts }, rates] = [holdings, ratesOf(holdings)]
  if (!later || rates === null) return null
  const ownerHotkey = facts.subnets.find((each) => each.netuid === netuid)?.ownerHotkey ?? null
  const owner = rowOfOwner(holdings, ownerHotkey)
  const until = spansTo(facts.block, rates)
  const found = new Map<number, LockedOn>()
  for (const row of rowsOn(later, netuid)) {
    const form = formOf(later, row)
    const hotkey = form.owner ? owner : (later.lockSumHotkey[row] ?? nobody)
    if (hotkey === nobody) continue
    const lock = { mass: raoAt(later.lockSumMass, row), conviction: raoAt(later.lockSumConviction, row) }
    const own = found.get(hotkey) ?? { hotkey, locks: [] }
    found.set(hotkey, own)
    own.locks.push({ ...lockAfter(lock, until(rowAt(later.lockSumSince, row)), form), ...form })
  }
  return [...found.values()].sort((a, b) => a.hotkey - b.hotkey)
}

const rowsOn = ({ lockSumNetuid }: LaterColumns, netuid: number): number[] =>
  Array.from(lockSumNetuid.keys()).filter((row) => lockSumNetuid[row] === netuid)

function formOf({ lockSumForm }: LaterColumns, row: number): LockForm {
  const form = lockSumForms[lockSumForm[row] ?? 0]
  return {
    perpetual: form === 'perpetual' || form === 'perpetual-owner',
    owner: form === 'decaying-owner' || form === 'perpetual-owner',
  }
}
