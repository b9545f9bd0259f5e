// Public keys for which signatures can be made without a secret. They are refused before any scheme is tried.
import { unhex } from './bytes.ts'

/** The field prime of Curve25519. */
const p = 2n ** 255n - 19n

/** y coordinates of the eight Ed25519 points whose order divides 8. */
const smallOrder = new Set([
  0n,
  1n,
  p - 1n,
  littleEndian(unhex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05')),
  littleEndian(unhex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a')),
])

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n)
}

/**
 * Why a 32-byte public key is refused, or null.
 *
 * The all-zero key is the ristretto identity, for which one fixed sr25519 signature fits every message; small-order
 * points are forgeable with Ed25519. A y of p or more is a second spelling of another point. All are refused for every
 * scheme, so that no other suite opens the same account; no honest key or hash falls among them by chance.
 */
export function deniedKey(publicKey: Uint8Array): string | null {
  const y = littleEndian(publicKey) & (2n ** 255n - 1n)
  if (publicKey.every((byte) => byte === 0)) return 'nobody holds the all-zero account'
  if (smallOrder.has(y % p)) return 'the key is a point of small order, for which anyone can sign'
  if (y >= p) return 'the key is not in its canonical form'
  return null
}
