import { secp256k1 } from '@noble/curves/secp256k1.js'
import * as sr25519 from '@scure/sr25519'
import { concat } from './bytes.ts'
import { ed25519PublicKey, ed25519Sign } from './ed25519.ts'
import type { NoteSignature } from './note.ts'
import { type Address, addressOf } from './ss58.ts'
import { blake2b256, type Suite, signedMessage, suiteKeyId } from './suites.ts'

/** A key that can sign records for an account. */
export interface AccountKey {
  suite: Suite
  address: Address
  /** The 32 bytes that the key id binds: the account id, or the session's public key. */
  publicKey: Uint8Array
  sign(text: string): NoteSignature
}

/** A wallet key from a 32-byte seed (for sr25519 the mini secret). */
export function accountKey(suite: Exclude<Suite, 'ed25519'>, seed: Uint8Array): AccountKey {
  const { publicKey, sign } = schemes[suite](seed)
  return bind(suite, addressOf(publicKey), publicKey, sign)
}

/** A session key of an account from a 32-byte seed. */
export function sessionKey(seed: Uint8Array, account: Address): AccountKey {
  return bind('ed25519', account, ed25519PublicKey(seed), (message) => ed25519Sign(message, seed))
}

type Sign = (message: Uint8Array) => Uint8Array

function bind(suite: Suite, address: Address, publicKey: Uint8Array, sign: Sign): AccountKey {
  const keyId = suiteKeyId(suite, address, publicKey)
  return {
    suite,
    address,
    publicKey,
    sign: (text) => ({ name: address, keyId, bytes: sign(signedMessage(suite, text)) }),
  }
}

const schemes: Record<Exclude<Suite, 'ed25519'>, (seed: Uint8Array) => { publicKey: Uint8Array; sign: Sign }> = {
  'sr25519-bytes': sr25519Pair,
  'sr25519-raw': sr25519Pair,
  'ed25519-bytes': (seed) => ({ publicKey: ed25519PublicKey(seed), sign: (message) => ed25519Sign(message, seed) }),
  'ecdsa-bytes': ecdsaPair,
}

function sr25519Pair(seed: Uint8Array): { publicKey: Uint8Array; sign: Sign } {
  const secret = sr25519.secretFromSeed(seed)
  return { publicKey: sr25519.getPublicKey(secret), sign: (message) => sr25519.sign(secret, message) }
}

/** secp256k1: r || s || v over blake2b-256 of the message. */
function ecdsaPair(seed: Uint8Array): { publicKey: Uint8Array; sign: Sign } {
  const sign = (message: Uint8Array): Uint8Array => {
    const recovered = secp256k1.sign(blake2b256(message), seed, { prehash: false, format: 'recovered', lowS: true })
    return concat(recovered.subarray(1), recovered.subarray(0, 1))
  }
  return { publicKey: blake2b256(secp256k1.getPublicKey(seed, true)), sign }
}
