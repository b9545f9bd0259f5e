/** Rows that grow while storage is read, and the accounts that they name. */

import { countOf, nobody, rowOf, sortAccounts } from '../evidence/accounts.ts'
import { rowAt } from '../evidence/rows.ts'

/** Accounts in the order in which they first came; a number stands for each. */
export class Accounts {
  #bytes = new Uint8Array(32 * 1024)
  #count = 0
  /** One more than the number of an account, at a place that follows from its bytes or soon after; 0 where there is none. */
  #places = new Uint32Array(4 * 1024)
  /** Those that found no place: who chooses accounts so that all want the same one gains nothing. */
  readonly #crowded = new Map<string, number>()

  /** Takes in the 32 bytes that begin at a place, and gives their number. */
  add(bytes: Uint8Array, at = 0): number {
    const mask = this.#places.length - 1
    const wanted = mixed(bytes, at)
    for (let step = 0; step < mostSteps; step++) {
      const place = (wanted + step) & mask
      const number = this.#places[place]! - 1
      if (number < 0) {
        this.#places[place] = this.#count + 1
        return this.#append(bytes, at)
      }
      if (this.#is(number, bytes, at)) return number
    }
    const text = latin.decode(bytes.subarray(at, at + 32))
    const known = this.#crowded.get(text)
    if (known !== undefined) return known
    this.#crowded.set(text, this.#count)
    return this.#append(bytes, at)
  }

  #is(number: number, bytes: Uint8Array, at: number): boolean {
    for (let i = 0; i < 32; i++) if (this.#bytes[number * 32 + i] !== bytes[at + i]) return false
    return true
  }

  #append(bytes: Uint8Array, at: number): number {
    if (this.#count * 32 === this.#bytes.length) this.#bytes = grown(this.#bytes)
    this.#bytes.set(bytes.subarray(at, at + 32), this.#count * 32)
    if (++this.#count * 4 > this.#places.length) this.#spread()
    return this.#count - 1
  }

  /** Twice as many places, as soon as a quarter of them is taken. */
  #spread(): void {
    this.#places = new Uint32Array(this.#places.length * 2)
    this.#crowded.clear()
    const mask = this.#places.length - 1
    for (let number = 0; number < this.#count; number++) {
      const wanted = mixed(this.#bytes, number * 32)
      let step = 0
      while (step < mostSteps && this.#places[(wanted + step) & mask] !== 0) step++
      if (step < mostSteps) this.#places[(wanted + step) & mask] = number + 1
      else this.#crowded.set(latin.decode(this.#bytes.subarray(number * 32, number * 32 + 32)), number)
    }
  }

  /** The accounts in order, each once, and the row of each number given before. */
  sorted(): { accounts: Uint8Array; rowOf(number: number): number } {
    const given = this.#bytes.subarray(0, this.#count * 32)
    const accounts = sortAccounts(given)
    const rows = new Uint32Array(countOf(given)).map((_, i) => rowOf(accounts, given.subarray(i * 32, i * 32 + 32)))
    return { accounts, rowOf: (number) => (number === nobody ? nobody : rowAt(rows, number)) }
  }
}

/** Rows of the same numbers: keys first, by which they are sorted, then an amount, and a second one where it has a use. */
export class Rows {
  readonly #keys: number[][]
  readonly #amounts: bigint[] = []
  readonly #seconds: bigint[] = []

  constructor(keys: number) {
    this.#keys = Array.from({ length: keys }, () => [])
  }

  get length(): number {
    return this.#amounts.length
  }

  add(keys: readonly number[], amount: bigint, second = 0n): void {
    for (const [i, key] of keys.entries()) this.#keys[i]!.push(key)
    this.#amounts.push(amount)
    this.#seconds.push(second)
  }

  key(column: number, row: number): number {
    return this.#keys[column]![row]!
  }

  /** The columns in rising order of the first `by` keys; `accounts` says which columns hold account numbers. */
  sorted(rowOf: (number: number) => number, accounts: readonly boolean[], by: number): SortedRows {
    const keys = this.#keys.map((column, i) => Float64Array.from(column, accounts[i] ? rowOf : same))
    const order = Uint32Array.from(this.#amounts, (_, i) => i)
    order.sort((a, b) => {
      for (let i = 0; i < by; i++) {
        const difference = keys[i]![a]! - keys[i]![b]!
        if (difference !== 0) return difference
      }
      return 0
    })
    return {
      key32: (column) => Uint32Array.from(order, (row) => keys[column]![row]!),
      key16: (column) => Uint16Array.from(order, (row) => keys[column]![row]!),
      amounts: BigUint64Array.from(order, (row) => this.#amounts[row]!),
      seconds: BigUint64Array.from(order, (row) => this.#seconds[row]!),
      order,
    }
  }
}

/** Sorted rows, column by column. */
export interface SortedRows {
  key32(column: number): Uint32Array<ArrayBuffer>
  key16(column: number): Uint16Array<ArrayBuffer>
  amounts: BigUint64Array<ArrayBuffer>
  seconds: BigUint64Array<ArrayBuffer>
  /** In the order in which they came: the place of each row. */
  order: Uint32Array<ArrayBuffer>
}

const same = (number: number): number => number

const latin = new TextDecoder('latin1')
/** How many places are tried for an account. */
const mostSteps = 16

/** A number that follows from 32 bytes (FNV-1a). */
function mixed(bytes: Uint8Array, at: number): number {
  let hash = 0x811c9dc5
  for (let i = at; i < at + 32; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193)
  return hash >>> 0
}

function grown(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(bytes.length * 2)
  larger.set(bytes)
  return larger
}
