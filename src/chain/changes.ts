/**
 * Which entries of the large maps may have changed between two states, so that the rest need not be read again:
 *
 * - a balance, or the owner of a hotkey, when a block names the account, or when it is a pot;
 * - a position of stake always, because shares grow without any event (owner cuts, takes, incentives); and there may be a
 *   new one where a flow names its three parts, where a hotkey or a coldkey was swapped, where one has left the older map,
 *   for the owner of a registered hotkey, and for the owner of a subnet (read in opentensor/subtensor,
 *   coinbase/run_coinbase.rs);
 * - a total of a hotkey on a subnet always; and there may be a new one where there may be a new position.
 *
 * Every other map is read whole. A change that no block tells is found by the next snapshot that is read whole.
 */

import { accountAt, nobody } from '../evidence/accounts.ts'
import { type Flows, flowKinds, noSubnet } from '../evidence/flows.ts'
import { potOf, subnetPot } from '../evidence/pots.ts'
import { hex } from '../log/bytes.ts'
import { accountIdAt, netuidAt, placesOf } from './layout.ts'
import type { Runtime } from './runtime.ts'
import type { Storage } from './storage.ts'

/** What blocks say of the time between two states. */
export interface Told {
  /** Every account that they name, in hex. */
  accounts: ReadonlySet<string>
  flows: readonly Flows[]
}

/** Which entries of one map are to be read. */
export interface MapChanges {
  /** Whether an entry of the state before is to be read again. */
  isStale(key: Uint8Array, value: Uint8Array): boolean
  /** Keys in hex that are to be read whether the state before had them or not; asked for after the last `isStale`. */
  wanted(): Map<string, Uint8Array>
}

export interface Changes {
  /** The maps of which only what changed is read, by `Pallet.Item`, in the order in which they are to be read: after all others. */
  large: readonly string[]
  /** Takes note of an entry of the state after, of whatever map. */
  note(name: string, key: Uint8Array, value: Uint8Array): void
  /** Takes note that an entry of the state before is there no more. */
  gone(name: string, key: Uint8Array): void
  of(name: string): MapChanges
}

const module = 'SubtensorModule'
const named = (item: string): string => `${module}.${item}`
const positionMaps = ['Stake', 'Alpha', 'AlphaV2'].map(named)
/** Totals of a hotkey on a subnet: there is one where there is a position. */
const totalMaps = ['TotalHotkeyAlpha', 'TotalHotkeyShares', 'TotalHotkeySharesV2'].map(named)
const [accountMap, ownerMap, seatMap] = ['System.Account', `${module}.Owner`, `${module}.Keys`]
const [subnetOwnerMap, subnetHotkeyMap] = [`${module}.SubnetOwner`, `${module}.SubnetOwnerHotkey`]

/** What changed, by what was told, in the maps of a runtime. */
export function changesTold(runtime: Runtime, { accounts, flows }: Told): Changes {
  const large = [accountMap, ownerMap, ...positionMaps, ...totalMaps].filter(
    (name) => storageOf(runtime, name) !== null,
  )
  const swaps = swapsIn(flows)
  /** Seats of hotkeys on subnets; owners of hotkeys; owners of subnets with their hotkeys. */
  const seats: [netuid: number, hotkey: string][] = []
  const ownerOf = new Map<string, string>()
  const subnets = { owner: new Map<number, string>(), hotkey: new Map<number, string>() }
  const noters: Record<string, (item: Storage, key: Uint8Array, value: Uint8Array) => void> = {
    [ownerMap]: (item, key, value) => void ownerOf.set(hex(accountIdAt(key, placesOf(item)[0])), hex(value)),
    [seatMap]: (item, key, value) => void seats.push([Number(item.decodeKey(key)[0]), hex(value)]),
    [subnetOwnerMap]: (item, key, value) => void subnets.owner.set(Number(item.decodeKey(key)[0]), hex(value)),
    [subnetHotkeyMap]: (item, key, value) => void subnets.hotkey.set(Number(item.decodeKey(key)[0]), hex(value)),
  }

  /** Positions under another key than before: of swapped accounts, and in a newer map. */
  const moved: Position[] = []

  /** Positions that there may be though the state before had none, as hotkey, coldkey and netuid. */
  function* possible(): Generator<Position> {
    yield* moved
    for (const each of flows) yield* positionsIn(each)
    for (const [netuid, hotkey] of seats) yield [hotkey, ownerOf.get(hotkey), netuid]
    for (const [netuid, owner] of subnets.owner) yield [subnets.hotkey.get(netuid), owner, netuid]
  }

  function accountChanges(item: Storage): MapChanges {
    const [at] = placesOf(item)
    const wanted = keysOf(item, accounts)
    return {
      isStale: (key) => wanted.has(hex(key)) || potOf(accountIdAt(key, at)) !== null,
      wanted: () => {
        // A pot that is new is of a subnet that there is.
        const pots = [0, ...subnets.owner.keys()].map((netuid) => hex(subnetPot(netuid)))
        return new Map([...wanted, ...keysOf(item, new Set(pots))])
      },
    }
  }

  function ownerChanges(item: Storage): MapChanges {
    const wanted = keysOf(item, accounts)
    return { isStale: (key, value) => wanted.has(hex(key)) || swaps.coldkeys.has(hex(value)), wanted: () => wanted }
  }

  function positionChanges(item: Storage): MapChanges {
    const subnetAt = item.offsets[2]
    const wanted = new Map<string, Uint8Array>()
    const want = ([hotkey, coldkey, netuid]: Position): void => {
      if (hotkey === undefined || coldkey === undefined || (subnetAt !== undefined && netuid === undefined)) return
      const key = subnetAt === undefined ? item.key(hotkey, coldkey) : item.key(hotkey, coldkey, netuid)
      wanted.set(hex(key), key)
    }
    const hasSwaps = swaps.hotkeys.size + swaps.coldkeys.size > 0
    return {
      isStale: (key) => {
        const [hotkey = '', coldkey = '', netuid] = hasSwaps ? positionOf(item, key) : none
        if (swaps.hotkeys.has(hotkey) || swaps.coldkeys.has(coldkey)) moved.push([hotkey, coldkey, netuid])
        return true
      },
      wanted: () => {
        for (const each of possible()) for (const after of swapped(each)) want(after)
        return wanted
      },
    }
  }

  function totalChanges(item: Storage): MapChanges {
    return {
      isStale: () => true,
      wanted: () => {
        const wanted = new Map<string, Uint8Array>()
        for (const each of possible())
          for (const [hotkey, , netuid] of swapped(each)) {
            if (netuid === undefined) continue
            const key = item.key(hotkey, netuid)
            wanted.set(hex(key), key)
          }
        return wanted
      },
    }
  }

  /** A position, and all that it may have become by swaps. */
  function* swapped([hotkey, coldkey, netuid]: Position): Generator<Position> {
    if (hotkey === undefined || coldkey === undefined) return
    for (const newHotkey of afterSwaps(swaps.hotkeys, hotkey))
      for (const newColdkey of afterSwaps(swaps.coldkeys, coldkey)) yield [newHotkey, newColdkey, netuid]
  }

  return {
    large,
    note: (name, key, value) => {
      const item = noters[name] && storageOf(runtime, name)
      if (item) noters[name]?.(item, key, value)
    },
    gone: (name, key) => {
      const item = storageOf(runtime, name)!
      if (positionMaps.includes(name)) moved.push(positionOf(item, key))
      if (totalMaps.includes(name)) moved.push(totalOf(item, key))
    },
    of: (name) => {
      const item = storageOf(runtime, name)!
      if (name === accountMap) return accountChanges(item)
      if (name === ownerMap) return ownerChanges(item)
      return positionMaps.includes(name) ? positionChanges(item) : totalChanges(item)
    },
  }
}

type Position = [hotkey: string | undefined, coldkey: string | undefined, netuid: number | undefined]
const none: Position = [undefined, undefined, undefined]

function positionOf(item: Storage, key: Uint8Array): Position {
  const [hotkeyAt, coldkeyAt, subnetAt] = placesOf(item) as [number, number, number?]
  const netuid = subnetAt === undefined ? undefined : netuidAt(key, subnetAt)
  return [hex(accountIdAt(key, hotkeyAt)), hex(accountIdAt(key, coldkeyAt)), netuid]
}

/** Totals are read after positions: the coldkey only stands in. */
function totalOf(item: Storage, key: Uint8Array): Position {
  const [hotkeyAt, subnetAt] = placesOf(item) as [number, number]
  const hotkey = hex(accountIdAt(key, hotkeyAt))
  return [hotkey, hotkey, netuidAt(key, subnetAt)]
}

function storageOf(runtime: Runtime, name: string): Storage | null {
  const [pallet = '', item = ''] = name.split('.')
  return runtime.hasStorage(pallet, item) ? runtime.storage(pallet, item) : null
}

/** The keys of these accounts in a map by account. */
function keysOf(item: Storage, accounts: ReadonlySet<string>): Map<string, Uint8Array> {
  return new Map(
    Array.from(accounts, (account) => {
      const key = item.key(account)
      return [hex(key), key]
    }),
  )
}

/** Keys that were swapped for others, each with all that took its place. */
interface Swaps {
  hotkeys: Map<string, Set<string>>
  coldkeys: Map<string, Set<string>>
}

function swapsIn(flows: readonly Flows[]): Swaps {
  const swaps: Swaps = { hotkeys: new Map(), coldkeys: new Map() }
  const add = (map: Map<string, Set<string>>, before: string | undefined, after: string | undefined): void => {
    if (before !== undefined && after !== undefined) map.set(before, (map.get(before) ?? new Set()).add(after))
  }
  for (const table of flows) {
    for (const [row, kind] of table.kind.entries()) {
      const name = flowKinds[kind]
      if (name === 'hotkey-swapped') add(swaps.hotkeys, at(table, table.hotkey, row), at(table, table.toHotkey, row))
      if (name === 'coldkey-swapped') add(swaps.coldkeys, at(table, table.from, row), at(table, table.to, row))
    }
  }
  return swaps
}

/** A key and all that may have taken its place, one after the other. */
function afterSwaps(swaps: ReadonlyMap<string, ReadonlySet<string>>, key: string): Set<string> {
  const found = new Set([key])
  for (const each of found) for (const after of swaps.get(each) ?? []) found.add(after)
  return found
}

/** Positions that flows may have made: of the accounts, hotkeys and subnets that one row names. */
function* positionsIn(table: Flows): Generator<Position> {
  for (const row of table.kind.keys()) {
    const hotkeys = [table.hotkey, table.toHotkey].map((column) => at(table, column, row))
    const coldkeys = [table.from, table.to].map((column) => at(table, column, row))
    const netuids = [table.netuid, table.toNetuid].map((column) => column[row]!).filter((each) => each !== noSubnet)
    for (const hotkey of hotkeys.filter(isSomebody))
      for (const coldkey of coldkeys.filter(isSomebody)) for (const netuid of netuids) yield [hotkey, coldkey, netuid]
  }
}

const isSomebody = (account: string | undefined): account is string => account !== undefined

/** The account in a column of a row, in hex. */
function at({ accounts }: Flows, column: Uint32Array, row: number): string | undefined {
  const account = column[row]!
  return account === nobody ? undefined : hex(accountAt(accounts, account))
}
