import { type RemarkPlace, remarkPlace } from '../log/remark.ts'
import { publicKeyOf } from '../log/ss58.ts'
import { refusedKey, type SignatureCheck, type Suite, signatureCheck, suiteFor, walletSuites } from '../log/suites.ts'
import type { FoldRecord, SignedRecord } from './record.ts'
import { Refusal } from './refusals.ts'

/** A signature check that is due, and the one suite that its key id stands for. */
export interface BoundCheck {
  suite: Suite
  job: SignatureCheck
}

/**
 * The check that a record's signature asks for. The key id decides the suite; nothing is tried. A record with a session
 * needs the public key (32 bytes) that its session record names.
 */
export function signatureCheckOf(record: SignedRecord, sessionPublicKey?: Uint8Array): BoundCheck | Refusal {
  const { account, session } = record
  const key =
    session === undefined
      ? publicKeyOf(account)
      : (sessionPublicKey ?? new Refusal('session-unknown', { session, account }))
  if (key instanceof Refusal) return key
  const { name, keyId, bytes } = record.signature
  const suite = suiteFor(name, keyId, key, session === undefined ? walletSuites : ['ed25519'])
  if (suite === null) return unbound(record)
  const job = signatureCheck(suite, key, record.text, bytes)
  const denied = refusedKey(job)
  return denied === null ? { suite, job } : new Refusal('denied-key', { account: name })
}

/** Where the chain has the hash of this record instead of a signature over it; null for a record that was signed. */
export function remarkOf({ account, session, signature }: FoldRecord): RemarkPlace | null {
  return session === undefined ? remarkPlace(account, signature) : null
}

function unbound(record: SignedRecord): Refusal {
  return record.session === undefined
    ? new Refusal('unknown-suite', { account: record.account })
    : new Refusal('session-key-mismatch', { session: record.session })
}
