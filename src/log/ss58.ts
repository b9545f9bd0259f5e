import { blake2b } from '@noble/hashes/blake2.js'
import { base58 } from '@scure/base'
import { concat, equalBytes, utf8 } from './bytes.ts'
import { Malformed } from './errors.ts'

declare const addressBrand: unique symbol

/** An account in SS58 with prefix 42 and a valid checksum, the one spelling of each 32-byte public key. */
export type Address = string & { readonly [addressBrand]: true }

const prefix = 42
const salt = utf8('SS58PRE')

const checksum = (payload: Uint8Array): Uint8Array => blake2b(concat(salt, payload), { dkLen: 64 }).subarray(0, 2)

/** Reads SS58 of any network (one- or two-byte prefix) and gives the same account with prefix 42; throws Malformed. */
export function address(text: string): Address {
  const { network, publicKey } = decode(text)
  // Base58 spells the same bytes in one way only, so what was read with our prefix is already written as we write it.
  return network === prefix ? (text as Address) : addressOf(publicKey)
}

/** Is the text an address as Sensus writes it: prefix 42 and a right checksum? */
export function isAddress(text: string): text is Address {
  try {
    return address(text) === text
  } catch (error) {
    if (error instanceof Malformed) return false
    throw error
  }
}

/** The address of a 32-byte public key. */
export function addressOf(publicKey: Uint8Array): Address {
  if (publicKey.length !== 32) throw new Malformed(`public key has ${publicKey.length} bytes, 32 expected`)
  const payload = concat(Uint8Array.of(prefix), publicKey)
  return base58.encode(concat(payload, checksum(payload))) as Address
}

/** The 32-byte public key of an address, whose checksum is already right. */
export function publicKeyOf(address: Address): Uint8Array {
  return base58.decode(address).slice(1, 33)
}

/** Reads an address as `address` does. */
export type ReadAddress = (text: string) => Address

/** Most addresses that are remembered: the same few thousand accounts write most of a log. */
const mostRemembered = 20_000

/** Reads addresses and remembers the last ones for whoever reads a whole log: each checksum is a whole hash. */
export function rememberingAddresses(): ReadAddress {
  const lately = new Map<string, Address>()
  return (text) => {
    const known = lately.get(text)
    if (known) return known
    const read = address(text)
    if (lately.size >= mostRemembered) lately.clear()
    lately.set(text, read)
    return read
  }
}

/** The first byte, which is the whole prefix when it is below 64, and the public key. */
function decode(text: string): { network: number; publicKey: Uint8Array } {
  if (text.length > 64) throw new Malformed('SS58 address is too long')
  const bytes = decodeBase58(text)
  const [network = 0] = bytes
  const prefixLength = network < 64 ? 1 : 2
  if (bytes.length !== prefixLength + 34 || network > 127)
    throw new Malformed(`SS58 address ${text} does not hold a 32-byte account`)
  const payload = bytes.subarray(0, -2)
  if (!equalBytes(checksum(payload), bytes.subarray(-2)))
    throw new Malformed(`SS58 address ${text} has a wrong checksum`)
  return { network, publicKey: payload.slice(prefixLength) }
}

function decodeBase58(text: string): Uint8Array {
  try {
    return base58.decode(text)
  } catch {
    throw new Malformed('SS58 address is not base58')
  }
}
