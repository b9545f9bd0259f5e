import type { Address } from '../../log/ss58.ts'
import type { CallOf, Happening } from './calls.ts'
import { subtensor } from './happenings.ts'
import { key, type Ledger, type LockState, type Rates, stakeOf, subnetOf } from './ledger.ts'

const dust = 100n
const scaled = (part: number): bigint => BigInt(Math.floor(part * 2 ** 52))
const times = (amount: bigint, part: number): bigint => (amount * scaled(part)) >> 52n

/** A lock some blocks later, with doubles: another way than that of the reader, and as near as the chain's own. */
export function rolled(lock: LockState, block: number, { unlock, maturity }: Rates, form: LockForm): LockState {
  const blocks = block - lock.since
  const [u, w] = [Math.exp(-blocks / unlock), Math.exp(-blocks / maturity)]
  const mass = form.perpetual || blocks === 0 ? lock.mass : times(lock.mass, u)
  const even = unlock === maturity ? (blocks / maturity) * w : (unlock * (u - w)) / (unlock - maturity)
  const grown = times(lock.mass << 64n, form.perpetual ? 1 - w : even)
  const own = blocks === 0 ? lock.conviction : times(lock.conviction, w) + grown
  const conviction = form.owner ? mass << 64n : own
  if (mass < dust && conviction < dust << 64n) return { mass: 0n, conviction: 0n, since: block }
  return { mass, conviction, since: block }
}

export interface LockForm {
  perpetual: boolean
  owner: boolean
}

/** How a lock of a coldkey on a hotkey changes. */
export const formOf = (ledger: Ledger, coldkey: string, netuid: number, hotkey: string): LockForm => ({
  perpetual: ledger.perpetual.has(key(coldkey, netuid)),
  owner: ledger.subnets.get(netuid)?.ownerHotkey === hotkey,
})

/** Adds up the locks on a subnet anew, after one of them changed. */
export function addUpLocks(ledger: Ledger, netuid: number): void {
  ledger.lockSums.set(netuid, lockSums(ledger, netuid))
  ledger.touched.add(key('locks', netuid))
}

/** Sets a lock to what it is now, with so much more; touches what is added up of it. */
function write(ledger: Ledger, at: string, more: bigint): LockState {
  const [coldkey = '', netuid = '', hotkey = ''] = at.split(' ')
  const form = formOf(ledger, coldkey, Number(netuid), hotkey)
  const old = ledger.locks.get(at) ?? { mass: 0n, conviction: 0n, since: ledger.block }
  const now = rolled(old, ledger.block, ledger.lockRates, form)
  const mass = now.mass + more
  const next = { ...now, mass, conviction: form.owner ? mass << 64n : now.conviction }
  ledger.locks.set(at, next)
  ledger.touched.add(`lock ${at}`)
  addUpLocks(ledger, Number(netuid))
  return next
}

export function lock(ledger: Ledger, coldkey: Address, call: CallOf<'lock'>): Happening[] {
  const { hotkey, netuid, amount } = call
  const { mass } = write(ledger, key(coldkey, netuid, hotkey), amount)
  if (mass > stakeOf(ledger, coldkey, hotkey, netuid)) {
    throw new Error(`In block ${ledger.block} of the story ${coldkey} locks more than it has staked on ${netuid}`)
  }
  return [subtensor('StakeLocked', { coldkey, hotkey, netuid, amount })]
}

/** The lock goes to another hotkey, and its conviction begins anew. */
export function moveLock(ledger: Ledger, coldkey: Address, { from, to, netuid }: CallOf<'move-lock'>): Happening[] {
  const [old, next] = [key(coldkey, netuid, from), key(coldkey, netuid, to)]
  if (!ledger.locks.has(old))
    throw new Error(`In block ${ledger.block} of the story ${coldkey} has no lock on ${from} ${netuid}`)
  const { mass } = write(ledger, old, 0n)
  ledger.locks.delete(old)
  ledger.locks.set(next, { mass, conviction: 0n, since: ledger.block })
  ledger.touched.add(`lock ${next}`)
  addUpLocks(ledger, netuid)
  return [subtensor('LockMoved', { coldkey, origin_hotkey: from, destination_hotkey: to, netuid })]
}

/** Locks decay unless somebody says otherwise. */
export function setPerpetual(ledger: Ledger, coldkey: Address, call: CallOf<'perpetual-lock'>): Happening[] {
  const { netuid, enabled } = call
  for (const at of ledger.locks.keys()) if (at.startsWith(`${coldkey} ${netuid} `)) write(ledger, at, 0n)
  const at = key(coldkey, netuid)
  if (enabled) ledger.perpetual.add(at)
  else ledger.perpetual.delete(at)
  ledger.touched.add(`perpetual ${at}`)
  addUpLocks(ledger, netuid)
  return [subtensor('PerpetualLockUpdated', { coldkey, netuid, enabled })]
}

/** The subnet goes to the hotkey that leads, and to whoever owns that. */
export function takeOver(ledger: Ledger, netuid: number, hotkey: Address): Happening[] {
  const subnet = subnetOf(ledger, netuid)
  const owner = ledger.owners.get(hotkey)
  if (!owner) throw new Error(`In block ${ledger.block} of the story nobody owns the hotkey that takes ${netuid} over`)
  const before = subnet.owner
  for (const at of ledger.locks.keys()) if (at.split(' ')[1] === String(netuid)) write(ledger, at, 0n)
  subnet.owner = owner
  subnet.ownerHotkey = hotkey
  ledger.touched.add(key('subnet', netuid))
  addUpLocks(ledger, netuid)
  return [subtensor('SubnetOwnerChanged', { netuid, old_coldkey: before, new_coldkey: owner })]
}

/** What the chain adds up of the locks on a subnet as of this block, by hotkey and form. */
function lockSums(ledger: Ledger, netuid: number): Map<string, LockState> {
  const sums = new Map<string, LockState>()
  for (const [at, lock] of ledger.locks) {
    const [coldkey = '', of, hotkey = ''] = at.split(' ')
    if (of !== String(netuid)) continue
    const form = formOf(ledger, coldkey, netuid, hotkey)
    const now = rolled(lock, ledger.block, ledger.lockRates, form)
    const name = key(hotkey, form.perpetual ? 'perpetual' : 'decaying', form.owner ? 'owner' : 'other')
    const sum = sums.get(name) ?? { mass: 0n, conviction: 0n, since: ledger.block }
    if (now.mass + now.conviction === 0n) continue
    sums.set(name, { ...now, mass: sum.mass + now.mass, conviction: sum.conviction + now.conviction })
  }
  return sums
}
