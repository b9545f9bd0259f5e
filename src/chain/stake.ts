/** Who staked how much with whom: the three ways in which the runtime has kept it (design: chain facts 1.2). */

import { type Era, eraIn } from './features.ts'
import { type FixedPoint, type SafeFloat, safeFloatOfFixed, shareOfFixed, shareOfFloat } from './fixed.ts'
import { Amounts, Numbers, WideAmounts } from './growing.ts'
import { integerIn, netuidAt, placesOf } from './layout.ts'
import type { TakeRow } from './reading.ts'
import { Accounts, Rows } from './rows.ts'
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

/** The pools of hotkeys on subnets, each with a number. A pool alone gives its hotkey no row in a snapshot. */
class Pools {
  readonly #hotkeys = new Accounts()
  readonly #numbers = new Map<number, number>()
  readonly #pools: Pool[] = []

  /** The number of the pool of a hotkey, whose 32 bytes begin at a place, on a subnet. */
  number(bytes: Uint8Array, at: number, netuid: number): number {
    const name = this.#hotkeys.add(bytes, at) * 2 ** 16 + netuid
    const number = this.#numbers.get(name) ?? this.#pools.push({ total: 0n }) - 1
    this.#numbers.set(name, number)
    return number
  }

  of(number: number): Pool {
    return this.#pools[number]!
  }
}

/** A share of a pool, in either form. */
type Share = { fixed: FixedPoint; float?: undefined } | { float: SafeFloat; fixed?: undefined }

/** A coldkey's part of a pool: numbers of accounts and of the pool. */
type Part = { coldkey: number; hotkey: number; netuid: number; pool: number } & Share

/** Parts in the order in which they came. */
class Parts {
  readonly #hotkey = new Numbers()
  readonly #coldkey = new Numbers()
  readonly #netuid = new Numbers()
  readonly #pool = new Numbers()
  /** Bits of a fixed-point number, or a mantissa; and the exponent, `fixedPoint` where there is none. */
  readonly #bits = new WideAmounts()
  readonly #exponent = new Amounts()

  add({ hotkey, coldkey, netuid, pool, fixed, float }: Part): void {
    this.#hotkey.push(hotkey)
    this.#coldkey.push(coldkey)
    this.#netuid.push(netuid)
    this.#pool.push(pool)
    this.#bits.push(fixed ?? float.mantissa)
    this.#exponent.push(float ? BigInt.asUintN(64, float.exponent) : fixedPoint)
  }

  /** Each part once; an entry of the older map wins while it is there: entries move when they are next written. */
  *each(): Generator<Part> {
    const order = Uint32Array.from({ length: this.#hotkey.length }, (_, i) => i)
    order.sort((a, b) => this.#compare(a, b) || Number(this.#isFixed(b)) - Number(this.#isFixed(a)))
    for (const [i, place] of order.entries())
      if (i === 0 || this.#compare(order[i - 1]!, place) !== 0) yield this.#at(place)
  }

  #at(place: number): Part {
    const bits = this.#bits.at(place)
    return {
      hotkey: this.#hotkey.at(place),
      coldkey: this.#coldkey.at(place),
      netuid: this.#netuid.at(place),
      pool: this.#pool.at(place),
      ...(this.#isFixed(place)
        ? { fixed: bits }
        : { float: { mantissa: bits, exponent: BigInt.asIntN(64, this.#exponent.at(place)) } }),
    }
  }

  #isFixed(place: number): boolean {
    return this.#exponent.at(place) === fixedPoint
  }

  #compare(a: number, b: number): number {
    return this.#pool.at(a) - this.#pool.at(b) || this.#coldkey.at(a) - this.#coldkey.at(b)
  }
}

/** Stands for the exponent of what has none; no number of the chain has one so low. */
const fixedPoint = 1n << 63n

/** Since dTAO: shares of a pool for each hotkey and subnet; since AlphaV2 in two maps, of which the older one wins. */
function shareReader(runtime: Runtime, accounts: Accounts): StakeReader {
  const pools = new Pools()
  const parts = new Parts()
  const isFloat = eraOf(runtime) === 'alpha-v2'
  /** A total of a hotkey and subnet. */
  const whole = (item: string, set: (pool: Pool, decoded: never) => void): TakeRow => {
    const storage = runtime.storage(module, item)
    const [hotkeyAt, subnetAt] = placesOf(storage) as [number, number]
    return (key, value) =>
      set(pools.of(pools.number(key, hotkeyAt, netuidAt(key, subnetAt))), storage.decode(value) as never)
  }
  const part = (item: string, shareOf: (decoded: never) => Share): TakeRow => {
    const storage = runtime.storage(module, item)
    const [hotkeyAt, coldkeyAt, subnetAt] = placesOf(storage) as [number, number, number]
    return (key, value) => {
      const netuid = netuidAt(key, subnetAt)
      const [hotkey, coldkey] = [accounts.add(key, hotkeyAt), accounts.add(key, coldkeyAt)]
      const pool = pools.number(key, hotkeyAt, netuid)
      parts.add({ hotkey, coldkey, netuid, pool, ...shareOf(storage.decode(value) as never) })
    }
  }
  const all: [string, (item: string) => TakeRow][] = [
    ['TotalHotkeyAlpha', (item) => whole(item, (pool, total: bigint) => Object.assign(pool, { total }))],
    ['TotalHotkeyShares', (item) => whole(item, (pool, fixed: FixedPoint) => Object.assign(pool, { fixed }))],
    ['TotalHotkeySharesV2', (item) => whole(item, (pool, float: SafeFloat) => Object.assign(pool, { float }))],
    ['Alpha', (item) => part(item, (fixed: FixedPoint) => ({ fixed }))],
    ['AlphaV2', (item) => part(item, (float: SafeFloat) => ({ float }))],
  ]
  return {
    readers: all
      .filter(([item]) => runtime.hasStorage(module, item))
      .map(([item, reader]): [string, TakeRow] => [`${module}.${item}`, reader(item)]),
    finish: () => {
      const rows = new Rows(3)
      for (const each of parts.each()) {
        const amount = amountOf(each, pools.of(each.pool), isFloat)
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

/** A total of the older map wins while it is there. */
function floatOf({ fixed, float }: { fixed?: FixedPoint | undefined; float?: SafeFloat | undefined }): SafeFloat {
  if (fixed !== undefined) return safeFloatOfFixed(fixed)
  return float ?? { mantissa: 0n, exponent: 0n }
}
