/** Numbers that come one by one and are many: kept in runs of memory that double, in place of an object for each row. */

/** 32-bit numbers in the order in which they came. */
export class Numbers {
  #values = new Uint32Array(1024)
  #count = 0

  get length(): number {
    return this.#count
  }

  push(value: number): void {
    if (this.#count === this.#values.length) {
      const larger = new Uint32Array(this.#count * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#count++] = value
  }

  at(place: number): number {
    return this.#values[place]!
  }
}

/** Unsigned 64-bit numbers in the order in which they came. */
export class Amounts {
  #values = new BigUint64Array(1024)
  #count = 0

  push(value: bigint): void {
    if (this.#count === this.#values.length) {
      const larger = new BigUint64Array(this.#count * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#count++] = value
  }

  at(place: number): bigint {
    return this.#values[place]!
  }
}

/** Unsigned 128-bit numbers. */
export class WideAmounts {
  readonly #low = new Amounts()
  readonly #high = new Amounts()

  push(value: bigint): void {
    this.#low.push(BigInt.asUintN(64, value))
    this.#high.push(BigInt.asUintN(64, value >> 64n))
  }

  at(place: number): bigint {
    return (this.#high.at(place) << 64n) | this.#low.at(place)
  }
}

/** Pairs of numbers. */
export class Pairs implements Iterable<[number, number]> {
  readonly #first = new Numbers()
  readonly #second = new Numbers()

  push([first, second]: readonly [number, number]): void {
    this.#first.push(first)
    this.#second.push(second)
  }

  *[Symbol.iterator](): Generator<[number, number]> {
    for (let i = 0; i < this.#first.length; i++) yield [this.#first.at(i), this.#second.at(i)]
  }
}

/** What an account has, free and reserved beside it, in rao. */
export interface Balance {
  account: number
  free: bigint
  reserved: bigint
}

export class Balances implements Iterable<Balance> {
  readonly #account = new Numbers()
  readonly #free = new Amounts()
  readonly #reserved = new Amounts()

  push({ account, free, reserved }: Balance): void {
    this.#account.push(account)
    this.#free.push(free)
    this.#reserved.push(reserved)
  }

  *[Symbol.iterator](): Generator<Balance> {
    for (let i = 0; i < this.#account.length; i++)
      yield { account: this.#account.at(i), free: this.#free.at(i), reserved: this.#reserved.at(i) }
  }
}
