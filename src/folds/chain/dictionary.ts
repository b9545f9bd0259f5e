import { type Address, addressOf } from '../../log/ss58.ts'

const latin = new TextDecoder('latin1')

/** A number for each account that ever came up in flows, and the 32 bytes of each, one after another. */
export interface Dictionary {
  numbers: Map<string, number>
  bytes: Uint8Array
}

/** Before any account has come up. */
export const emptyDictionary = (): Dictionary => ({ numbers: new Map(), bytes: new Uint8Array(32 * 1024) })

/** The number of the account whose 32 bytes begin at a place; a new one if it is new. */
export function numberIn(dictionary: Dictionary, bytes: Uint8Array, at = 0): number {
  const account = bytes.subarray(at, at + 32)
  const key = latin.decode(account)
  const known = dictionary.numbers.get(key)
  if (known !== undefined) return known
  const number = dictionary.numbers.size
  dictionary.numbers.set(key, number)
  if (number * 32 === dictionary.bytes.length) dictionary.bytes = doubled(dictionary.bytes)
  dictionary.bytes.set(account, number * 32)
  return number
}

function doubled(bytes: Uint8Array): Uint8Array {
  const larger = new Uint8Array(bytes.length * 2)
  larger.set(bytes)
  return larger
}

/** The number of an account that has come up, or null. */
export function findNumber({ numbers }: Dictionary, account: Uint8Array): number | null {
  return numbers.get(latin.decode(account)) ?? null
}

/** The account of a number. */
export function addressIn({ bytes }: Dictionary, number: number): Address {
  return addressOf(bytes.subarray(number * 32, number * 32 + 32))
}
