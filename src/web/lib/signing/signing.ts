import { hex } from '../../../log/bytes.ts'
import { formatNote, type NoteSignature } from '../../../log/note.ts'
import { remarkSignature } from '../../../log/remark.ts'
import { type Address, publicKeyOf } from '../../../log/ss58.ts'
import { type Suite, signatureCheck, suiteKeyId, verifySignature } from '../../../log/suites.ts'
import type { RecordId } from '../../../records/ids.ts'
import { writeText } from '../../../records/record.ts'
import { isRefusal, Refusal } from '../../../records/refusals.ts'
import type { FieldsOf, KindName } from '../../../records/registry.ts'
import { english } from '../../../words/en.ts'
import { pastedSignature } from './btcli.ts'

/** What somebody is about to sign, before it has a time and a nonce. */
export interface Draft<K extends KindName = KindName> {
  kind: K
  fields: FieldsOf<K>
}

/** Who speaks, to which log. */
export interface Speaker {
  origin: string
  account: Address
  session?: RecordId
}

/** The exact text to sign, with the present second and a fresh nonce. */
export function textToSign<K extends KindName>(draft: Draft<K>, speaker: Speaker, now: number): string | Refusal {
  const nonce = hex(crypto.getRandomValues(new Uint8Array(16)))
  return writeText(draft.kind, draft.fields, { ...speaker, time: Math.floor(now / 1000) * 1000, nonce })
}

/** The signature line of a wallet. For ECDSA the account's own 32 bytes stand for the key. */
export function walletSignature(suite: Suite, account: Address, bytes: Uint8Array): NoteSignature {
  return { name: account, keyId: suiteKeyId(suite, account, publicKeyOf(account)), bytes }
}

/**
 * The signed note, or a refusal when the signature does not fit: better said here than by the server. Wallets that sign
 * something else than the text they were given are found out by this.
 */
export function signedNote(suite: Suite, account: Address, text: string, bytes: Uint8Array): string | Refusal {
  if (!verifySignature(signatureCheck(suite, publicKeyOf(account), text, bytes)))
    return new Refusal('bad-signature', { reason: 'of-wallet' })
  return formatNote(text, [walletSignature(suite, account, bytes)])
}

/** A note from a signature that somebody made outside the browser and pasted here. */
export function pastedNote(account: Address, text: string, pasted: string): string | Refusal {
  const bytes = pastedSignature(pasted)
  if (!bytes) return new Refusal('bad-signature', { reason: 'not-hex' })
  const raw = signedNote('sr25519-raw', account, text, bytes)
  return isRefusal(raw) ? signedNote('sr25519-bytes', account, text, bytes) : raw
}

/** A note whose account wrote the hash of the text on the chain: where it says that the remark stands. */
export function remarkedNote(account: Address, text: string, hash: string, extrinsic: string): string | Refusal {
  const [, digits] = /^(?:0x)?([0-9a-f]{64})$/.exec(hash.trim().toLowerCase()) ?? []
  const [, number] = /^(?:\d+-)?0*(\d{1,5})$/.exec(extrinsic.trim()) ?? []
  if (digits === undefined || number === undefined) return new Refusal('remark-unseen', { reason: 'bad-place' })
  return formatNote(text, [remarkSignature(account, { hash: digits, extrinsic: Number(number) })])
}

/** What becomes public when a draft is signed, in one sentence. */
export function becomesPublic(kind: KindName): string {
  return english.say('kind.reveals', { what: english.say(`kind.${kind}.reveals`) })
}
