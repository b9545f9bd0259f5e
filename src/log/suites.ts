// Signature suites: which key signs which bytes of a text. The suite is bound into the key id and never guessed.
import { secp256k1 } from '@noble/curves/secp256k1.js'
import { blake2b } from '@noble/hashes/blake2.js'
import * as sr25519 from '@scure/sr25519'
import { concat, equalBytes, utf8 } from './bytes.ts'
import { deniedKey } from './denied.ts'
import { ed25519Verify } from './ed25519.ts'
import { keyId } from './note.ts'

/** `-bytes`: the wallet wraps the text in <Bytes>; `-raw`: it signs the text as it is; `ed25519`: a session key. */
export type Suite = 'sr25519-bytes' | 'sr25519-raw' | 'ed25519-bytes' | 'ecdsa-bytes' | 'ed25519'

/** The suites that an account itself may sign with. */
export const walletSuites: Suite[] = ['sr25519-bytes', 'sr25519-raw', 'ed25519-bytes', 'ecdsa-bytes']

export type Scheme = 'sr25519' | 'ed25519' | 'ecdsa'

export const schemeOf: Readonly<Record<Suite, Scheme>> = {
  'sr25519-bytes': 'sr25519',
  'sr25519-raw': 'sr25519',
  'ed25519-bytes': 'ed25519',
  'ecdsa-bytes': 'ecdsa',
  ed25519: 'ed25519',
}

/** Type bytes of a suite in its key id: 0xff and the suite's name, or 0x01 for a plain note signature. */
export const suiteType = (suite: Suite): Uint8Array =>
  suite === 'ed25519' ? Uint8Array.of(0x01) : concat(Uint8Array.of(0xff), utf8(suite))

/** Key id of an account under a suite. For ecdsa the account id stands for the key, which only its signatures show. */
export const suiteKeyId = (suite: Suite, name: string, publicKey: Uint8Array): Uint8Array =>
  keyId(name, suiteType(suite), publicKey)

/** The one candidate whose key id this is, or null. */
export function suiteFor(name: string, id: Uint8Array, publicKey: Uint8Array, candidates: Suite[]): Suite | null {
  return candidates.find((suite) => equalBytes(suiteKeyId(suite, name, publicKey), id)) ?? null
}

const open = utf8('<Bytes>')
const close = utf8('</Bytes>')

/** The bytes that a key of this suite signs for a text. */
export function signedMessage(suite: Suite, text: string): Uint8Array {
  const bytes = utf8(text)
  return suite.endsWith('-bytes') ? concat(open, bytes, close) : bytes
}

/** One signature check as plain data, so that it can be sent to a thread. */
export interface SignatureCheck {
  scheme: Scheme
  /** 32 bytes: the account id, or the session's public key. */
  publicKey: Uint8Array
  message: Uint8Array
  signature: Uint8Array
}

/** The check that a signature over a text asks for. */
export const signatureCheck = (
  suite: Suite,
  publicKey: Uint8Array,
  text: string,
  signature: Uint8Array,
): SignatureCheck => ({ scheme: schemeOf[suite], publicKey, message: signedMessage(suite, text), signature })

/** Bytes of a signature. */
export const signatureLength: Readonly<Record<Scheme, number>> = { sr25519: 64, ed25519: 64, ecdsa: 65 }

/**
 * Why a check is refused before any scheme runs, or null: lengths, keys that anyone can sign for, and the marker bit
 * without which Schnorrkel's native code traps.
 */
export function refusedKey({ scheme, publicKey, signature }: SignatureCheck): string | null {
  if (publicKey.length !== 32) return `public key has ${publicKey.length} bytes, 32 expected`
  const length = signatureLength[scheme]
  if (signature.length !== length) return `${scheme} signature has ${signature.length} bytes, ${length} expected`
  if (scheme === 'sr25519' && (signature[63]! & 0x80) === 0) return 'sr25519 signature lacks its marker bit'
  return deniedKey(publicKey)
}

/** Blake2b with 32 bytes of output: how Substrate hashes an ecdsa message and makes an account of its key. */
export const blake2b256 = (bytes: Uint8Array): Uint8Array => blake2b(bytes, { dkLen: 32 })

/** Whether a signature holds, in JavaScript alone, everything that must be refused included. */
export function verifySignature(job: SignatureCheck): boolean {
  if (refusedKey(job) !== null) return false
  try {
    return verifiers[job.scheme](job)
  } catch {
    return false // bytes that are no key or no signature of the scheme
  }
}

const verifiers: Record<Scheme, (job: SignatureCheck) => boolean> = {
  sr25519: ({ message, signature, publicKey }) => sr25519.verify(message, signature, publicKey),
  ed25519: ({ message, signature, publicKey }) => ed25519Verify(signature, message, publicKey),
  ecdsa: verifyEcdsa,
}

/** Recovers the key from r || s || v over blake2b-256 of the message; the account is the key's own blake2b-256. */
function verifyEcdsa({ message, signature, publicKey }: SignatureCheck): boolean {
  const last = signature[64]!
  const recovery = last >= 27 ? last - 27 : last
  if (recovery > 3) return false
  const parsed = secp256k1.Signature.fromBytes(signature.subarray(0, 64), 'compact')
  if (parsed.hasHighS()) return false
  const key = parsed.addRecoveryBit(recovery).recoverPublicKey(blake2b256(message)).toBytes(true)
  return equalBytes(blake2b256(key), publicKey)
}
