import { hex } from '../../../log/bytes.ts'
import { fittingSignature, signaturesIn } from '../../../log/given-signature.ts'
import { formatNote } from '../../../log/note.ts'
import { remarkSignature } from '../../../log/remark.ts'
import type { Address } from '../../../log/ss58.ts'
import { taoText } from '../../../records/amounts.ts'
import type { RecordId } from '../../../records/ids.ts'
import { writeText } from '../../../records/record.ts'
import { Refusal } from '../../../records/refusals.ts'
import { type FieldsOf, type KindName, kindOf } from '../../../records/registry.ts'
import { english } from '../../../words/en.ts'

/** What somebody is about to sign, before it has a time and a nonce. */
export interface Draft<K extends KindName = KindName> {
  kind: K
  fields: FieldsOf<K>
  /** Files that the record names and that are sent with it, in the order of its fields. */
  files?: readonly { field: string; bytes: Uint8Array }[]
}

/** Who speaks, to which log. */
export interface Speaker {
  origin: string
  account: Address
  session?: RecordId
}

/** The exact text to sign, with a fresh nonce and the second of `now`: Unix milliseconds by the clock of the site. */
export function textToSign<K extends KindName>(draft: Draft<K>, speaker: Speaker, now: number): string | Refusal {
  const nonce = hex(crypto.getRandomValues(new Uint8Array(16)))
  return writeText(draft.kind, draft.fields, { ...speaker, time: Math.floor(now / 1000) * 1000, nonce })
}

/**
 * The signed note from what a wallet answered or somebody pasted, or a refusal where no signature in it fits: better said
 * here than by the server. Wallets that sign something else than the text they were given are found out by this.
 */
export function signedNote(account: Address, text: string, given: string): string | Refusal {
  const found = signaturesIn(given)
  if (found.length === 0) return new Refusal('bad-signature', { reason: 'not-hex' })
  for (const bytes of found) {
    const signature = fittingSignature(account, text, bytes)
    if (signature) return formatNote(text, [signature])
  }
  return new Refusal('bad-signature', { reason: 'of-wallet' })
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

/** The amounts of a draft: what each is called, as the text has it in TAO, and the same in rao with its thousands apart. */
export function raoIn({ kind, fields }: Draft): { label: string; tao: string; rao: string }[] {
  const values: Readonly<Record<string, unknown>> = { ...fields }
  return Object.entries(kindOf(kind).fields).flatMap(([name, { label }]) => {
    const value = values[name]
    return typeof value === 'bigint' ? [{ label, tao: taoText(value), rao: value.toLocaleString('en') }] : []
  })
}
