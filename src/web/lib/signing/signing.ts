import { hex } from '../../../log/bytes.ts'
import { formatNote, type NoteSignature } from '../../../log/note.ts'
import { remarkSignature } from '../../../log/remark.ts'
import { type Address, publicKeyOf } from '../../../log/ss58.ts'
import { type Suite, signatureCheck, suiteKeyId, verifySignature } from '../../../log/suites.ts'
import type { RecordId } from '../../../records/ids.ts'
import { writeText } from '../../../records/record.ts'
import { isRefusal, Refusal } from '../../../records/refusals.ts'
import type { FieldsOf, KindName } from '../../../records/registry.ts'
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
    return new Refusal(
      'bad-signature',
      'This signature does not fit the text and the account. Check that the right key signed, and the whole text with its last line break.',
    )
  return formatNote(text, [walletSignature(suite, account, bytes)])
}

/** A note from a signature that somebody made outside the browser and pasted here. */
export function pastedNote(account: Address, text: string, pasted: string): string | Refusal {
  const bytes = pastedSignature(pasted)
  if (!bytes)
    return new Refusal('bad-signature', 'A signature is 128 hexadecimal digits. Copy all of them, with or without 0x.')
  const raw = signedNote('sr25519-raw', account, text, bytes)
  return isRefusal(raw) ? signedNote('sr25519-bytes', account, text, bytes) : raw
}

/** A note whose account wrote the hash of the text on the chain: where it says that the remark stands. */
export function remarkedNote(account: Address, text: string, hash: string, extrinsic: string): string | Refusal {
  const [, digits] = /^(?:0x)?([0-9a-f]{64})$/.exec(hash.trim().toLowerCase()) ?? []
  const [, number] = /^(?:\d+-)?0*(\d{1,5})$/.exec(extrinsic.trim()) ?? []
  if (digits === undefined || number === undefined)
    return new Refusal(
      'remark-unseen',
      'The hash of a block is 64 hexadecimal digits, and an extrinsic has a number such as 12. Copy both from the wallet or an explorer.',
    )
  return formatNote(text, [remarkSignature(account, { hash: digits, extrinsic: Number(number) })])
}

const CONSEQUENCES: Readonly<Record<KindName, string>> = {
  session:
    'that this address lets a key in this browser vote until the date in the text. The key can do nothing else, and you can end it at any time.',
  revoke: 'that this address takes the named record back. What was counted before stays in the log.',
  conversation: 'the title, the description and that this address began the conversation.',
  statement: 'the statement and that this address wrote it.',
  vote: 'how this address votes on the statement.',
  import: 'that this address imported the conversation.',
  removal: 'that this address removed the named records.',
  policy: 'who runs this log.',
  snapshot: 'the snapshot of this block and that this address took it.',
  observation: 'that this address took the snapshot of this block too, and what came out.',
  movement: 'that this address points at this movement.',
  'known-accounts': 'the list and that this address keeps it.',
  introduction:
    'what you say of yourself here, under this address. A later introduction counts instead; this one stays to be read.',
  inquiry: 'the question, to whom it is, and that this address asks it.',
  answer: 'the answer, beside what it answers.',
  'web-proof': 'that this address says it is named at this place. The observer of this log looks there once a week.',
  'web-check': 'what was found at this place.',
  link: 'that this address and the other one belong together. It holds once the other one says so too, and mirrors keep it even after you end it.',
  unlink: 'that the two addresses do not belong together any more. That they once did stays in the log.',
  attribution: 'the claim with its sources, and that this address makes it.',
  profiles: 'the list and that this address brought it in.',
  remark: 'that this address found the remark on the chain.',
  ladder: 'what is expected of whom, and that this address says so.',
  interests: 'what you own, earn and are paid by, as far as you say it here.',
  'use-of-influence': 'the report.',
  decline: 'which expectation you do not meet, and why.',
  announcement:
    'that something is to come, and the hash of its explanation. The explanation itself stays with you until you open it.',
  explanation: 'the explanation, beside the movement.',
  rating: 'how this address rates the explanation.',
  question: 'the question and that this address put it.',
  position:
    'where this address stands on the question, and why. A later position counts instead; this one stays with its date.',
  promise: 'the promise. Each later snapshot of the chain shows whether it is kept.',
}

/** What becomes public when a draft is signed, in one sentence. */
export function becomesPublic(kind: KindName): string {
  return `Everybody can read, and copy for good: ${CONSEQUENCES[kind]}`
}
