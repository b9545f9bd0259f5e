/**
 * Locked alpha (design: chain facts 1.1, read in opentensor/subtensor, staking/lock): a lock of each coldkey on a subnet,
 * and what the chain adds up of them by hotkey, apart for locks that decay and that do not, and for the owner's.
 */

import { nobody } from '../evidence/accounts.ts'
import type { HoldingsFacts, Recipe, Subnet } from '../evidence/holdings.ts'
import { type LaterColumns, type LockSumForm, lockSumForms } from '../evidence/later-columns.ts'
import { unhex } from '../log/bytes.ts'
import type { TakeRow } from './reading.ts'
import { type Accounts, Rows, type SortedRows } from './rows.ts'
import type { Runtime } from './runtime.ts'

/** What a snapshot says of locks beside what each locked. */
export type LockColumns = Pick<
  LaterColumns,
  | 'lockConviction'
  | 'lockSince'
  | 'lockPerpetual'
  | 'lockSumNetuid'
  | 'lockSumHotkey'
  | 'lockSumForm'
  | 'lockSumMass'
  | 'lockSumConviction'
  | 'lockSumSince'
>

/** Takes in locks, and gives them in order. */
export interface LockReader {
  /** Readers of maps, and of single values, by `Pallet.Item`. */
  readers: [string, TakeRow][]
  singles: [string, (value: unknown) => void][]
  /** Locks sorted by coldkey, hotkey and netuid. */
  locks(rowOf: RowOf): SortedRows
  columns(rowOf: RowOf): LockColumns
  /** Facts that came with the newer recipe: the rates, and of a subnet the alpha that gives no say over it. */
  facts(): Pick<HoldingsFacts, 'locking'>
  subnetFacts(netuid: number): Pick<Subnet, 'alphaProtocol' | 'alphaBurned'>
}

type RowOf = (number: number) => number

const own = 'SubtensorModule'

/** LockState as it decodes: rao of alpha, U64F64 and a block. */
interface LockState {
  locked_mass: bigint
  conviction: bigint | { bits: bigint }
  last_update: bigint
}

/** Whole rao of alpha of a U64F64. */
const wholeOf = (fixed: LockState['conviction']): bigint => (typeof fixed === 'bigint' ? fixed : fixed.bits) >> 64n

/** Sums by the item that holds them, in the newer recipe. */
const sums: [item: string, form: LockSumForm, hasHotkey: boolean][] = [
  ['DecayingHotkeyLock', 'decaying', true],
  ['HotkeyLock', 'perpetual', true],
  ['DecayingOwnerLock', 'decaying-owner', false],
  ['OwnerLock', 'perpetual-owner', false],
]

/** Begins to read locks, whatever of them the runtime has. */
export function lockReader(runtime: Runtime, accounts: Accounts, recipe: Recipe): LockReader {
  const isOlder = recipe === 'holdings-1'
  const has = (name: string): boolean => runtime.hasStorage(...split(name))
  const locks = new Rows(4)
  const added = new Rows(4)
  /** Coldkey and netuid of each lock in the order of `locks`; those whose mass does not decay. */
  const holders: string[] = []
  const perpetual = new Set<string>()
  const rates = new Map<string, bigint>()
  const alpha = new Map<string, Map<number, bigint>>()

  const takeLock: TakeRow = (key, value) => {
    const item = runtime.storage(own, 'Lock')
    const [coldkey, netuid, hotkey] = item.decodeKey(key) as [string, number, string]
    const { locked_mass: mass, conviction, last_update: since } = item.decode(value) as LockState
    // A lock without mass may still have conviction; the older recipe left it out.
    if (mass === 0n && (isOlder || wholeOf(conviction) === 0n)) return
    const place = [accounts.add(unhex(coldkey)), accounts.add(unhex(hotkey)), netuid, Number(since)]
    locks.add(place, mass, wholeOf(conviction))
    holders.push(`${coldkey} ${netuid}`)
  }
  const takeSum = (name: string, form: LockSumForm, hasHotkey: boolean): TakeRow => {
    return (key, value) => {
      const item = runtime.storage(own, name)
      const [netuid, hotkey] = item.decodeKey(key) as [number, string]
      const { locked_mass: mass, conviction, last_update: since } = item.decode(value) as LockState
      const on = hasHotkey ? accounts.add(unhex(hotkey)) : nobody
      added.add([netuid, on, lockSumForms.indexOf(form), Number(since)], mass, wholeOf(conviction))
    }
  }
  // What is there and false says that the lock stays; what is not there, that it decays.
  const takeFlag: TakeRow = (key, value) => {
    const item = runtime.storage(own, 'DecayingLock')
    const [coldkey, netuid] = item.decodeKey(key) as [string, number]
    if (item.decode(value) === false) perpetual.add(`${coldkey} ${netuid}`)
  }
  const takeAlpha = (name: string): TakeRow => {
    const found = new Map<number, bigint>()
    alpha.set(name, found)
    return (key, value) => {
      const item = runtime.storage(...split(name))
      found.set(Number(item.decodeKey(key)[0]), BigInt(item.decode(value) as bigint))
    }
  }

  const later: [string, TakeRow][] = [
    ...sums.map(([item, ...rest]): [string, TakeRow] => [`${own}.${item}`, takeSum(item, ...rest)]),
    [`${own}.DecayingLock`, takeFlag],
    ...[protocol, burned].map((name): [string, TakeRow] => [name, takeAlpha(name)]),
  ]
  const readers: [string, TakeRow][] = [[`${own}.Lock`, takeLock], ...(isOlder ? [] : later)]
  const singles = isOlder ? [] : ['UnlockRate', 'MaturityRate'].map((item) => `${own}.${item}`)
  const rate = (item: string): string => String(rates.get(`${own}.${item}`) ?? 0n)
  return {
    readers: readers.filter(([name]) => has(name)),
    singles: singles.filter(has).map((name) => [name, (value) => rates.set(name, BigInt(value as bigint))]),
    locks: (rowOf) => locks.sorted(rowOf, [true, true, false], 3),
    columns: (rowOf) => columnsOf(locks, added, (row) => perpetual.has(holders[row] ?? ''), rowOf),
    facts: () => {
      if (isOlder) return {}
      const known = { unlockRate: rate('UnlockRate'), maturityRate: rate('MaturityRate') }
      return { locking: rates.size < 2 ? null : known }
    },
    subnetFacts: (netuid) => {
      const of = (name: string): string => String(alpha.get(name)?.get(netuid) ?? 0n)
      return isOlder ? {} : { alphaProtocol: of(protocol), alphaBurned: of(burned) }
    },
  }
}

const protocol = `${own}.SubnetProtocolAlpha`
const burned = 'AlphaAssets.AlphaBurned'

const split = (name: string): [pallet: string, item: string] => {
  const [pallet = '', item = ''] = name.split('.')
  return [pallet, item]
}

function columnsOf(locks: Rows, added: Rows, stays: (row: number) => boolean, rowOf: RowOf): LockColumns {
  const held = locks.sorted(rowOf, [true, true, false], 3)
  const sums = added.sorted(rowOf, [false, true, false], 3)
  return {
    lockConviction: held.seconds,
    lockSince: held.key32(3),
    lockPerpetual: Uint8Array.from(held.order, (row) => Number(stays(row))),
    lockSumNetuid: sums.key16(0),
    lockSumHotkey: sums.key32(1),
    lockSumForm: Uint8Array.from(sums.key16(2)),
    lockSumMass: sums.amounts,
    lockSumConviction: sums.seconds,
    lockSumSince: sums.key32(3),
  }
}
