// Ed25519 (RFC 8032), verified without the cofactor: R' = SB - kA is compared with R byte by byte, as OpenSSL, Go and
// WebCrypto do. A cofactored verifier accepts signatures that those refuse, and two honest auditors would disagree.
import { ed25519 } from '@noble/curves/ed25519.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { concat, equalBytes } from './bytes.ts'

const { Point } = ed25519
const order = Point.Fn.ORDER

/** The 32-byte public key of a 32-byte seed. */
export const ed25519PublicKey = (seed: Uint8Array): Uint8Array => ed25519.getPublicKey(seed)

/** A 64-byte signature; deterministic. */
export const ed25519Sign = (message: Uint8Array, seed: Uint8Array): Uint8Array => ed25519.sign(message, seed)

/** Whether a 64-byte signature holds. Small-order and non-canonical keys must have been refused before (denied.ts). */
export function ed25519Verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  const r = signature.subarray(0, 32)
  const s = littleEndian(signature.subarray(32))
  if (s >= order) return false
  try {
    const key = Point.fromBytes(publicKey, false)
    const k = littleEndian(sha512(concat(r, publicKey, message))) % order
    const expected = Point.BASE.multiplyUnsafe(s).subtract(key.multiplyUnsafe(k))
    return equalBytes(expected.toBytes(), r)
  } catch {
    return false // the key is no point of the curve
  }
}

const littleEndian = (bytes: Uint8Array): bigint => bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n)
