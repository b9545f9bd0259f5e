import { type Address, addressOf } from '../../log/ss58.ts'

const latin = new TextDecoder('latin1')

/** A number for each account that ever came up, over all snapshots and flows. */
export class Dictionary {
  readonly #numbers = new Map<string, number>()
  #bytes = new Uint8Array(32 * 1024)

  get size(): number {
    return this.#numbers.size
  }

  /** The number of the account whose 32 bytes begin at a place; a new one if it is new. */
  number(bytes: Uint8Array, at = 0): number {
    const account = bytes.subarray(at, at + 32)
    const key = latin.decode(account)
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.#numbers.size
    this.#numbers.set(key, number)
    this.#keep(account, number)
    return number
  }

  /** The number of an account that has come up, or null. */
  find(account: Uint8Array): number | null {
    return this.#numbers.get(latin.decode(account)) ?? null
  }

  bytes(number: number): Uint8Array {
    return this.#bytes.subarray(number * 32, number * 32 + 32)
  }

  address(number: number): Address {
    return addressOf(this.bytes(number))
  }

  #keep(account: Uint8Array, number: number): void {
    if (number * 32 === this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2)
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    this.#bytes.set(account, number * 32)
  }
}
