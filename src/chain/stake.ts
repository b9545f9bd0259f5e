/** Who staked how much with whom: the three ways in which the runtime has kept it (design: chain facts 1.2). */

import { type Era, eraIn } from './features.ts'
import { type FixedPoint, type SafeFloat, safeFloatOfFixed, shareOfFixed, shareOfFloat } from './fixed.ts'
import { integerIn, netuidAt, placesOf } from './layout.ts'
import type { TakeRow } from './reading.ts'
import { type Accounts, Rows } from './rows.ts'
import type { Runtime } from './runtime.ts'

/** Takes in storage about stake, and gives the positions, in rao of TAO or of alpha. */
export interface StakeReader {
  readers: [string, TakeRow][]
  /** Coldkey, hotkey, netuid and amount of every position that is not zero. */
  finish(): Rows
}

const module = 'SubtensorModule'

/** The runtime keeps stake in the newest of the layouts that it has; an older map that is still there is not in use. */
export function eraOf(runtime: Runtime): Era {
  const era = eraIn(runtime)
  if (era) return era
  throw new Error(`The runtime of version ${runtime.spec} keeps no stake: it has none of Stake, Alpha and AlphaV2.`)
}

/** A reader of the stake of a runtime, which numbers the accounts that it meets. */
export function stakeReader(runtime: Runtime, accounts: Accounts): StakeReader {
  return eraOf(runtime) === 'stake' ? plainReader(runtime, accounts) : shareReader(runtime, accounts)
}

/** Until dTAO: rao by hotkey and coldkey. */
function plainReader(runtime: Runtime, accounts: Accounts): StakeReader {
  const item = runtime.storage(module, 'Stake')
  const [hotkeyAt, coldkeyAt] = placesOf(item) as [number, number]
  const rows = new Rows(3)
  const amountIn = integerIn(item)
  const take: TakeRow = (key, value) => {
    const amount = amountIn(value)
    if (amount > 0n) rows.add([accounts.add(key, coldkeyAt), accounts.add(key, hotkeyAt), 0], amount)
  }
  return { readers: [[`${module}.Stake`, take]], finish: () => rows }
}

/** A hotkey's pool on a subnet: what it holds in all, and in how many shares, in either form. */
interface Pool {
  total: bigint
  fixed?: FixedPoint
  float?: SafeFloat
}

/** A coldkey's part of a pool, in either form. */
interface Part {
  coldkey: number
  hotkey: number
  netuid: number
  pool: string
  fixed?: FixedPoint
  float?: SafeFloat
}

/** Since dTAO: shares of a pool for each hotkey and subnet; since AlphaV2 in two maps, of which the older one wins. */
function shareReader(runtime: Runtime, accounts: Accounts): StakeReader {
  const pools = new Map<string, Pool>()
  const parts = new Map<string, Part>()
  const poolOf = (key: string): Pool => {
    const pool = pools.get(key) ?? { total: 0n }
    pools.set(key, pool)
    return pool
  }
  const part = (item: string, set: (part: Part, value: Uint8Array) => void): TakeRow => {
    const [hotkeyAt, coldkeyAt, subnetAt] = placesOf(runtime.storage(module, item)) as [number, number, number]
    return (key, value) => {
      const pool = textOf(key, hotkeyAt) + textOf(key, subnetAt, 2)
      const name = pool + textOf(key, coldkeyAt)
      const netuid = netuidAt(key, subnetAt)
      const known = parts.get(name) ?? {
        coldkey: accounts.add(key, coldkeyAt),
        hotkey: accounts.add(key, hotkeyAt),
        netuid,
        pool,
      }
      set(known, value)
      parts.set(name, known)
    }
  }
  const whole = (item: string, set: (pool: Pool, value: Uint8Array) => void): TakeRow => {
    const [hotkeyAt, subnetAt] = placesOf(runtime.storage(module, item)) as [number, number]
    return (key, value) => set(poolOf(textOf(key, hotkeyAt) + textOf(key, subnetAt, 2)), value)
  }
  const decoded = <T>(item: string, value: Uint8Array): T => runtime.storage(module, item).decode(value) as T
  const all: [string, TakeRow][] = []
  const read = (item: string, take: () => TakeRow): void => {
    if (runtime.hasStorage(module, item)) all.push([`${module}.${item}`, take()])
  }
  read('TotalHotkeyAlpha', () =>
    whole('TotalHotkeyAlpha', (pool, value) => {
      pool.total = decoded<bigint>('TotalHotkeyAlpha', value)
    }),
  )
  read('TotalHotkeyShares', () =>
    whole('TotalHotkeyShares', (pool, value) => {
      pool.fixed = decoded<bigint>('TotalHotkeyShares', value)
    }),
  )
  read('TotalHotkeySharesV2', () =>
    whole('TotalHotkeySharesV2', (pool, value) => {
      pool.float = decoded<SafeFloat>('TotalHotkeySharesV2', value)
    }),
  )
  read('Alpha', () =>
    part('Alpha', (each, value) => {
      each.fixed = decoded<bigint>('Alpha', value)
    }),
  )
  read('AlphaV2', () =>
    part('AlphaV2', (each, value) => {
      each.float = decoded<SafeFloat>('AlphaV2', value)
    }),
  )
  const isFloat = eraOf(runtime) === 'alpha-v2'
  return {
    readers: all,
    finish: () => {
      const rows = new Rows(3)
      for (const each of parts.values()) {
        const pool = pools.get(each.pool)
        const amount = pool ? amountOf(each, pool, isFloat) : 0n
        if (amount > 0n) rows.add([each.coldkey, each.hotkey, each.netuid], amount)
      }
      return rows
    },
  }
}

/** What a part is worth, by the arithmetic of the runtime in force; 0 without a denominator. */
function amountOf(part: Part, pool: Pool, isFloat: boolean): bigint {
  if (!isFloat) return shareOfFixed(pool.total, part.fixed ?? 0n, pool.fixed ?? 0n)
  return shareOfFloat(pool.total, floatOf(part), floatOf(pool))
}

/** An entry of the older map wins while it is there: entries move to the newer one when they are next written. */
function floatOf({ fixed, float }: { fixed?: FixedPoint; float?: SafeFloat }): SafeFloat {
  if (fixed !== undefined) return safeFloatOfFixed(fixed)
  return float ?? { mantissa: 0n, exponent: 0n }
}

const latin = new TextDecoder('latin1')
const textOf = (bytes: Uint8Array, at: number, length = 32): string => latin.decode(bytes.subarray(at, at + length))
