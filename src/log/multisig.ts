import { blake2b } from '@noble/hashes/blake2.js'
import { concat, utf8 } from './bytes.ts'

/** Before what pallets of the chain derive an account from. */
const seed = utf8('modlpy/utilisuba')

/**
 * The account of which any `threshold` of these signatories (32 bytes each, in any order, at most 63) decide: blake2b-256
 * of SCALE (seed, signatories in rising order, threshold as u16). Source: polkadot-sdk pallet-multisig,
 * `multi_account_id`. Throws RangeError for more signatories.
 */
export function multisigKey(signatories: readonly Uint8Array[], threshold: number): Uint8Array {
  if (signatories.length > 63) throw new RangeError(`${signatories.length} signatories, at most 63 expected`)
  // SCALE writes a count below 64 in one byte, two bits to the left.
  const count = Uint8Array.of(signatories.length << 2)
  const sorted = [...signatories].sort(byBytes)
  const needed = Uint8Array.of(threshold & 255, threshold >> 8)
  return blake2b(concat(seed, count, ...sorted, needed), { dkLen: 32 })
}

function byBytes(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, i) => byte !== b[i])
  return at < 0 ? 0 : a[at]! - b[at]!
}
