// C2SP tlog-cosignature, cosignature/v1: a witness says when it saw a checkpoint.
import { concat, readUint64, uint64, utf8 } from './bytes.ts'
import { ed25519PublicKey, ed25519Sign, ed25519Verify } from './ed25519.ts'
import { Malformed, VerificationError } from './errors.ts'
import { formatVkey, keyType, sameKey, type VerifierKey, verifierKey } from './keys.ts'
import { formatNote, type NoteSignature, parseNote } from './note.ts'

/** A witness and when it saw the checkpoint. */
export interface Cosignature {
  name: string
  /** Unix seconds. */
  time: number
}

/** Somebody who cosigns checkpoints. */
export interface Witness {
  name: string
  vkey: string
  /** The note with this witness's line added. `time` is in Unix seconds. */
  cosign(note: string, time: number): string
}

const message = (time: number, text: string): Uint8Array => utf8(`cosignature/v1\ntime ${time}\n${text}`)

/** A witness from a 32-byte Ed25519 seed. */
export function witness(name: string, seed: Uint8Array): Witness {
  const key = verifierKey(name, keyType.cosignature, ed25519PublicKey(seed))
  return {
    name,
    vkey: formatVkey(key),
    cosign: (note, time) => {
      const { text, signatures } = parseNote(note)
      const bytes = concat(uint64(time), ed25519Sign(message(time, text), seed))
      return formatNote(text, [...signatures, { name, keyId: key.keyId, bytes }])
    },
  }
}

/**
 * Who of these witnesses has cosigned, each once, by its first line. Signatures of unknown keys, other types (0x06,
 * ML-DSA) among them, are read over. Throws VerificationError for a known witness whose signature does not hold.
 */
export function verifyCosignatures(note: string, witnesses: VerifierKey[]): Cosignature[] {
  const { text, signatures } = parseNote(note)
  const seen = new Map<VerifierKey, Cosignature>()
  for (const signature of signatures) {
    const witness = witnesses.find((key) => key.type === keyType.cosignature && sameKey(key, signature))
    if (witness && !seen.has(witness)) seen.set(witness, verifyCosignature(text, signature, witness))
  }
  return [...seen.values()]
}

function verifyCosignature(text: string, { name, bytes }: NoteSignature, witness: VerifierKey): Cosignature {
  if (bytes.length !== 72) throw new Malformed(`cosignature of ${name} has ${bytes.length} bytes, 72 expected`)
  const time = readUint64(bytes)
  if (!ed25519Verify(bytes.subarray(8), message(time, text), witness.publicKey))
    throw new VerificationError(`cosignature of ${name} does not hold`)
  return { name, time }
}
