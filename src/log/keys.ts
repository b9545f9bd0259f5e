// Verifier and signer keys of C2SP signed-note; key types of tlog-checkpoint and tlog-cosignature.
import { base64, concat, equalBytes, hex, unbase64, unhex, utf8 } from './bytes.ts'
import { deniedKey } from './denied.ts'
import { ed25519PublicKey, ed25519Sign, ed25519Verify } from './ed25519.ts'
import { Malformed, VerificationError } from './errors.ts'
import { formatNote, isName, keyId, type NoteSignature, parseNote } from './note.ts'

/** Key types: a log's Ed25519 signature, and a witness's timestamped one. */
export const keyType = { ed25519: 0x01, cosignature: 0x04 } as const

/** A public key and the name it signs under. */
export interface VerifierKey {
  name: string
  keyId: Uint8Array
  type: number
  publicKey: Uint8Array
}

/** Reads `name+hex(keyId)+base64(type || publicKey)`; throws Malformed. */
export function parseVkey(text: string): VerifierKey {
  const [name, id, ...rest] = text.split('+')
  const encoded = unbase64(rest.join('+'))
  const type = encoded[0]
  if (name === undefined || id === undefined || !/^[0-9a-f]{8}$/.test(id) || type === undefined)
    throw new Malformed('verifier key is not name+hash+key')
  const key = verifierKey(name, type, encoded.slice(1))
  if (!equalBytes(key.keyId, unhex(id))) throw new Malformed(`verifier key of ${name} does not match its hash`)
  return key
}

/** The text form of a verifier key. */
export const formatVkey = ({ name, keyId, type, publicKey }: VerifierKey): string =>
  `${name}+${hex(keyId)}+${base64(concat(Uint8Array.of(type), publicKey))}`

/** The verifier key of a name, type and public key; throws Malformed on a key that nobody could trust. */
export function verifierKey(name: string, type: number, publicKey: Uint8Array): VerifierKey {
  if (!isName(name)) throw new Malformed(`"${name}" cannot name a key: no spaces and no plus sign`)
  if (type !== keyType.ed25519 && type !== keyType.cosignature)
    throw new Malformed(`verifier key of ${name} has the unknown type ${type}`)
  if (publicKey.length !== 32) throw new Malformed(`verifier key of ${name} has ${publicKey.length} bytes, 32 expected`)
  const denied = deniedKey(publicKey)
  if (denied) throw new Malformed(`verifier key of ${name}: ${denied}`)
  return { name, type, publicKey, keyId: keyId(name, Uint8Array.of(type), publicKey) }
}

/** Somebody who signs notes with Ed25519. */
export interface NoteSigner {
  name: string
  vkey: string
  sign(text: string): NoteSignature
}

/** A signer of type 0x01 from a 32-byte seed. */
export function ed25519Signer(name: string, seed: Uint8Array): NoteSigner {
  const key = verifierKey(name, keyType.ed25519, ed25519PublicKey(seed))
  return {
    name,
    vkey: formatVkey(key),
    sign: (text) => ({ name, keyId: key.keyId, bytes: ed25519Sign(utf8(text), seed) }),
  }
}

/** The note of a text with the signers' signatures. */
export const signNote = (text: string, ...signers: NoteSigner[]): string =>
  formatNote(
    text,
    signers.map((signer) => signer.sign(text)),
  )

/** Whether name and key id are equal. */
export const sameKey = (a: { name: string; keyId: Uint8Array }, b: { name: string; keyId: Uint8Array }): boolean =>
  a.name === b.name && equalBytes(a.keyId, b.keyId)

/**
 * Reads a note and checks the signatures of known keys of type 0x01. Unknown keys are ignored. Throws VerificationError
 * when the signature of a known key does not hold or nobody known has signed, and Malformed for what is no note or for
 * two known keys that cannot be told apart. A key that signs twice counts once.
 */
export function openNote(note: string | Uint8Array, keys: VerifierKey[]): { text: string; verified: NoteSignature[] } {
  const { text, signatures } = parseNote(note)
  const verified: NoteSignature[] = []
  for (const signature of signatures) {
    const [known, twin] = keys.filter((key) => key.type === keyType.ed25519 && sameKey(key, signature))
    if (twin) throw new Malformed(`two keys share the name ${signature.name} and its hash`)
    if (!known || verified.some((each) => sameKey(each, signature))) continue
    if (signature.bytes.length !== 64 || !ed25519Verify(signature.bytes, utf8(text), known.publicKey))
      throw new VerificationError(`signature of ${signature.name} does not hold`)
    verified.push(signature)
  }
  if (verified.length === 0) throw new VerificationError('note carries no signature of a known key')
  return { text, verified }
}
