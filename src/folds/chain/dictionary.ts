import { type Address, addressOf } from '../../log/ss58.ts'

/** A number for each account that ever came up in flows, and the 32 bytes of each, one after another. */
export interface Dictionary {
  numbers: Map<string, number>
  bytes: Uint8Array
}

/** Before any account has come up. */
export const emptyDictionary = (): Dictionary => ({ numbers: new Map(), bytes: new Uint8Array(32 * 1024) })

/** The number of the account whose 32 bytes begin at a place; a new one if it is new. */
export function numberIn(dictionary: Dictionary, bytes: Uint8Array, at = 0): number {
  const key = keyAt(bytes, at)
  const known = dictionary.numbers.get(key)
  if (known !== undefined) return known
  const number = dictionary.numbers.size
  dictionary.numbers.set(key, number)
  if (number * 32 === dictionary.bytes.length) dictionary.bytes = doubled(dictionary.bytes)
  dictionary.bytes.set(bytes.subarray(at, at + 32), number * 32)
  return number
}

/** 32 bytes as a text of 16 characters: what a map finds by content. Written out, since a day asks for many thousands. */
function keyAt(bytes: Uint8Array, at: number): string {
  const two = (i: number): number => (bytes[at + i]! << 8) | bytes[at + i + 1]!
  return String.fromCharCode(
    two(0),
    two(2),
    two(4),
    two(6),
    two(8),
    two(10),
    two(12),
    two(14),
    two(16),
    two(18),
    two(20),
    two(22),
    two(24),
    two(26),
    two(28),
    two(30),
  )
}

function doubled(bytes: Uint8Array): Uint8Array {
  const larger = new Uint8Array(bytes.length * 2)
  larger.set(bytes)
  return larger
}

/** The number of an account that has come up, or null. */
export function findNumber({ numbers }: Dictionary, account: Uint8Array): number | null {
  return numbers.get(keyAt(account, 0)) ?? null
}

/** The account of a number. */
export function addressIn({ bytes }: Dictionary, number: number): Address {
  return addressOf(bytes.subarray(number * 32, number * 32 + 32))
}
