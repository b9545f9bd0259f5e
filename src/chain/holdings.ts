/**
 * The recipes `holdings-1` and `holdings-2`: which storage is read, and what it says of who holds and controls what. Nothing is decided by
 * a version number; what a runtime does not have is left out and named (design: chain facts 1.2).
 */

import { nobody } from '../evidence/accounts.ts'
import { type Holdings, holdingsFormat, type Recipe } from '../evidence/holdings.ts'
import { unhex } from '../log/bytes.ts'
import { type BasketReader, basketReader } from './baskets.ts'
import { eraIn } from './features.ts'
import { Balances, Pairs } from './growing.ts'
import { type Facts, startFacts } from './holding-facts.ts'
import { integerIn, placesOf } from './layout.ts'
import { type LockReader, lockReader } from './locks.ts'
import type { MapReaders, RuntimeCall, TakeRow } from './reading.ts'
import { Accounts, Rows, type SortedRows } from './rows.ts'
import type { Runtime } from './runtime.ts'
import { eraOf, type StakeReader, stakeReader } from './stake.ts'

/** Which block's state is read. Hashes in hex. */
export interface At {
  chain: string
  block: number
  hash: string
  stateRoot: string
}

/** What to ask of a node, and where to put the answers; then `finish`. */
export interface HoldingsReader {
  /** All storage that is read, by `Pallet.Item`. */
  names: readonly string[]
  /** Single storage keys, to be asked first. */
  keys: Uint8Array[]
  takeKeys(values: readonly (Uint8Array | null)[]): void
  /** Maps to be read whole: a name, and what their keys begin with. */
  maps: readonly (readonly [name: string, prefix: Uint8Array])[]
  /** A page of a map. Throws an Error that names the item when a key or a value does not decode. */
  takeMap(name: string, keys: readonly Uint8Array[], values: readonly (Uint8Array | null)[]): void
  /** To be asked once all maps have been read. */
  calls(): RuntimeCall[]
  finish(): Holdings
}

/** Storage without which there is nothing to read. */
const needed = [
  ['System', 'Account'],
  ['Timestamp', 'Now'],
  ['SubtensorModule', 'Owner'],
] as const

/** Whether there is anything to read in a state of this runtime. */
export const hasHoldings = (runtime: Runtime): boolean =>
  needed.every(([pallet, item]) => runtime.hasStorage(pallet, item)) && eraIn(runtime) !== null

/** Begins to read a state. Throws an Error that names what the runtime lacks. */
export function holdingsReader(runtime: Runtime, at: At, recipe: Recipe = holdingsFormat): HoldingsReader {
  for (const [pallet, item] of needed) {
    if (!runtime.hasStorage(pallet, item))
      throw new Error(`The runtime of version ${runtime.spec} lacks ${pallet}.${item}: it is not a subtensor chain.`)
  }
  const accounts = new Accounts()
  const stake = stakeReader(runtime, accounts)
  const locks = lockReader(runtime, accounts, recipe)
  const baskets = recipe === 'holdings-1' ? null : basketReader(runtime, accounts)
  const facts = startFacts(runtime, locks, recipe)
  const tables = startTables()
  const readers: MapReaders = new Map([
    ...stake.readers,
    ...tableReaders(runtime, accounts, tables),
    ...locks.readers,
    ...(baskets?.readers ?? []),
    ...facts.readers,
  ])
  return {
    names: [...readers.keys(), ...facts.keys.map(({ name }) => name)],
    keys: facts.keys.map(({ key }) => key),
    takeKeys: (values) => {
      for (const [i, { take }] of facts.keys.entries()) take(values[i] ?? null)
    },
    maps: [...readers.keys()].map((name) => [name, prefixOf(runtime, name)] as const),
    takeMap: (name, keys, values) => {
      const take = readers.get(name)!
      for (const [i, key] of keys.entries()) {
        const value = values[i]
        if (value) within(name, () => take(key, value))
      }
    },
    calls: () => facts.calls(),
    finish: () => assemble(runtime, at, accounts, { stake, facts, tables, locks, baskets }),
  }
}

function within(name: string, take: () => void): void {
  try {
    take()
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error)
    throw new Error(`${name} holds something that its metadata does not explain: ${fault}`, { cause: error })
  }
}

function prefixOf(runtime: Runtime, name: string): Uint8Array {
  const [pallet = '', item = ''] = name.split('.')
  return runtime.storage(pallet, item).prefix
}

/** Columns as they are read: numbers of accounts. */
interface Tables {
  balances: Balances
  /** hotkey, owner. */
  owners: Pairs
  /** hotkey, take. */
  takes: Pairs
  children: Rows
}

function startTables(): Tables {
  return { balances: new Balances(), owners: new Pairs(), takes: new Pairs(), children: new Rows(3) }
}

function tableReaders(runtime: Runtime, accounts: Accounts, tables: Tables): [string, TakeRow][] {
  const readers: [string, TakeRow | null][] = [
    ['System.Account', balanceReader(runtime, accounts, tables)],
    ['SubtensorModule.Owner', ownerReader(runtime, accounts, tables)],
    ['SubtensorModule.Delegates', takeReader(runtime, accounts, tables)],
    ['SubtensorModule.ChildKeys', childReader(runtime, accounts, tables)],
  ]
  return readers.filter((each): each is [string, TakeRow] => {
    const [pallet = '', item = ''] = each[0].split('.')
    return each[1] !== null && runtime.hasStorage(pallet, item)
  })
}

function ownerReader(runtime: Runtime, accounts: Accounts, { owners }: Tables): TakeRow {
  const [at] = placesOf(runtime.storage('SubtensorModule', 'Owner'))
  return (key, value) => owners.push([accounts.add(key, at), ownerIn(accounts, value)])
}

/** The account of zeros stands where the runtime knows no owner. */
const ownerIn = (accounts: Accounts, value: Uint8Array): number =>
  value.some((byte) => byte !== 0) ? accounts.add(value) : nobody

function balanceReader(runtime: Runtime, accounts: Accounts, { balances }: Tables): TakeRow {
  const item = runtime.storage('System', 'Account')
  const [freeOf, reservedOf] = [integerIn(item, 'data', 'free'), integerIn(item, 'data', 'reserved')]
  const [at] = placesOf(item)
  return (key, value) => {
    const [free, reserved] = [freeOf(value), reservedOf(value)]
    if (free > 0n || reserved > 0n) balances.push({ account: accounts.add(key, at), free, reserved })
  }
}

function takeReader(runtime: Runtime, accounts: Accounts, { takes }: Tables): TakeRow | null {
  if (!runtime.hasStorage('SubtensorModule', 'Delegates')) return null
  const item = runtime.storage('SubtensorModule', 'Delegates')
  const [at] = placesOf(item)
  return (key, value) => takes.push([accounts.add(key, at), Number(item.decode(value))])
}

function childReader(runtime: Runtime, accounts: Accounts, { children }: Tables): TakeRow | null {
  if (!runtime.hasStorage('SubtensorModule', 'ChildKeys')) return null
  const item = runtime.storage('SubtensorModule', 'ChildKeys')
  return (key, value) => {
    const [parent, netuid] = item.decodeKey(key) as [string, number]
    for (const [share, child] of item.decode(value) as [bigint, string][]) {
      if (share > 0n) children.add([accounts.add(unhex(parent)), accounts.add(unhex(child)), netuid], share)
    }
  }
}

/** Who read what. */
interface Parts {
  stake: StakeReader
  facts: Facts
  tables: Tables
  locks: LockReader
  /** null: the older recipe reads none. */
  baskets: BasketReader | null
}

function assemble(runtime: Runtime, at: At, accounts: Accounts, parts: Parts): Holdings {
  const { stake, facts, tables, locks, baskets } = parts
  const positions = stake.finish()
  const values = facts.finish()
  for (const account of values.named) accounts.add(unhex(account))
  const { accounts: sorted, rowOf } = accounts.sorted()
  const count = sorted.length / 32
  const [free, reserved] = [new BigUint64Array(count), new BigUint64Array(count)]
  for (const each of tables.balances) {
    free[rowOf(each.account)] = each.free
    reserved[rowOf(each.account)] = each.reserved
  }
  const stakes = positions.sorted(rowOf, [true, true, false], 3)
  const format = baskets === null ? 'holdings-1' : holdingsFormat
  const later = baskets && { ...locks.columns(rowOf), ...baskets.columns(rowOf, stakes, sorted) }
  return {
    facts: { format, ...at, spec: runtime.spec, era: eraOf(runtime), ...values.facts },
    accounts: sorted,
    free,
    reserved,
    ...hotkeysOf(tables, stakes, rowOf, count),
    stakeColdkey: stakes.key32(0),
    stakeHotkey: stakes.key32(1),
    stakeNetuid: stakes.key16(2),
    stakeAmount: stakes.amounts,
    ...childColumns(tables.children.sorted(rowOf, [true, true, false], 3)),
    ...lockColumns(locks.locks(rowOf)),
    ...(later && { later }),
  }
}

/** Every account that is somebody's hotkey, takes something, or carries stake. */
function hotkeysOf(
  { owners, takes }: Tables,
  stakes: SortedRows,
  rowOf: (number: number) => number,
  count: number,
): Pick<Holdings, 'hotkey' | 'hotkeyOwner' | 'hotkeyTake'> {
  const isHotkey = new Uint8Array(count)
  const owner = new Uint32Array(count).fill(nobody)
  const take = new Uint16Array(count)
  for (const [hotkey, of] of owners) {
    isHotkey[rowOf(hotkey)] = 1
    owner[rowOf(hotkey)] = rowOf(of)
  }
  for (const [hotkey, share] of takes) {
    isHotkey[rowOf(hotkey)] = 1
    take[rowOf(hotkey)] = share
  }
  for (const hotkey of stakes.key32(1)) isHotkey[hotkey] = 1
  const rows = Uint32Array.from(isHotkey.keys()).filter((row) => isHotkey[row] === 1)
  return {
    hotkey: rows,
    hotkeyOwner: rows.map((row) => owner[row]!),
    hotkeyTake: Uint16Array.from(rows, (row) => take[row]!),
  }
}

const childColumns = (
  rows: SortedRows,
): Pick<Holdings, 'childParent' | 'childHotkey' | 'childNetuid' | 'childShare'> => ({
  childParent: rows.key32(0),
  childHotkey: rows.key32(1),
  childNetuid: rows.key16(2),
  childShare: rows.amounts,
})

const lockColumns = (rows: SortedRows): Pick<Holdings, 'lockColdkey' | 'lockHotkey' | 'lockNetuid' | 'lockAmount'> => ({
  lockColdkey: rows.key32(0),
  lockHotkey: rows.key32(1),
  lockNetuid: rows.key16(2),
  lockAmount: rows.amounts,
})
