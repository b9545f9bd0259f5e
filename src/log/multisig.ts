import { blake2b } from '@noble/hashes/blake2.js'
import { concat, utf8 } from './bytes.ts'

/** Before what pallets of the chain derive an account from. */
const seed = utf8('modlpy/utilisuba')

/**
 * The account of which any `threshold` of these signatories (32 bytes each, in any order) decide: blake2b-256 of SCALE
 * (seed, signatories in rising order, threshold as u16). Source: polkadot-sdk pallet-multisig, `multi_account_id`. Throws
 * RangeError for 16,384 signatories and more, far beyond what a pallet allows.
 */
export function multisigKey(signatories: readonly Uint8Array[], threshold: number): Uint8Array {
  const { length } = signatories
  if (length >= 2 ** 14) throw new RangeError(`${length} signatories, fewer than 16,384 expected`)
  // SCALE writes a count below 64 in one byte and one below 2^14 in two, two bits to the left; those say how many bytes.
  const count = length < 64 ? Uint8Array.of(length << 2) : Uint8Array.of(((length << 2) & 255) | 1, length >> 6)
  const sorted = [...signatories].sort(byBytes)
  const needed = Uint8Array.of(threshold & 255, threshold >> 8)
  return blake2b(concat(seed, count, ...sorted, needed), { dkLen: 32 })
}

function byBytes(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, i) => byte !== b[i])
  return at < 0 ? 0 : a[at]! - b[at]!
}
