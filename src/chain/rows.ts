/** Rows that grow while storage is read, and the accounts that they name. */

import { countOf, nobody, rowOf, sortAccounts } from '../evidence/accounts.ts'
import { rowAt } from '../evidence/rows.ts'

/** Accounts in the order in which they came, each as often as it came; a number stands for each. */
export class Accounts {
  #bytes = new Uint8Array(32 * 1024)
  #count = 0

  /** Takes in the 32 bytes that begin at a place, and gives their number. */
  add(bytes: Uint8Array, at = 0): number {
    if (this.#count * 32 === this.#bytes.length) this.#bytes = grown(this.#bytes)
    this.#bytes.set(bytes.subarray(at, at + 32), this.#count * 32)
    return this.#count++
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

function grown(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(bytes.length * 2)
  larger.set(bytes)
  return larger
}
