/** Whether columns fit together. */

import { Malformed } from '../log/errors.ts'
import { checkRows } from './accounts.ts'

/** Throws Malformed unless all columns have as many rows. */
export function sameLength(what: string, lengths: number[]): void {
  if (lengths.some((length) => length !== lengths[0])) throw new Malformed(`the columns of ${what} differ in length`)
}

/** Throws Malformed unless rows name accounts, and each is greater than the one before it. */
export function checkRising(accounts: Uint8Array, what: string, keys: (Uint32Array | Uint16Array)[]): void {
  for (const key of keys) if (key instanceof Uint32Array) checkRows(accounts, key, what)
  checkOrderOf(what, keys)
}

/** Throws Malformed unless each row is greater than the one before it. */
export function checkOrderOf(what: string, keys: (Uint32Array | Uint16Array | Uint8Array)[]): void {
  for (let row = 1; row < keys[0]!.length; row++) {
    const key = keys.find((each) => each[row] !== each[row - 1])
    if (!key || key[row]! < key[row - 1]!)
      throw new Malformed(`row ${row} of ${what} does not come after the one before it`)
  }
}
