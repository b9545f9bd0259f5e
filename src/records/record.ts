import { Malformed } from '../log/errors.ts'
import { type NoteSignature, parseNote } from '../log/note.ts'
import type { Address, ReadAddress } from '../log/ss58.ts'
import { refusedCharacters, refusedInvisible } from './characters.ts'
import { type Envelope, formatText, isLonger, longestNote, parseText, textId, tooLarge } from './envelope.ts'
import { encodeFields, readFields } from './headers.ts'
import type { RecordId } from './ids.ts'
import { Refusal } from './refusals.ts'
import { type FieldsOf, type KindName, kindNamed } from './registry.ts'

/** What every record has, whatever its kind. */
interface Common {
  /** SHA-256 of the text. */
  id: RecordId
  origin: string
  account: Address
  session?: RecordId
  /** When its author says it was signed, Unix milliseconds. */
  time: number
  /** The word after `action:`: the kind by its present name or an earlier one. */
  action: string
  signature: NoteSignature
}

/** A record of a kind that the registry has. */
export type RecordOf<K extends KindName> = Common & { kind: K; known: true; fields: FieldsOf<K> }
/** A record of some known kind: `record.kind === 'vote'` narrows its fields. */
export type AnyRecord = { [K in KindName]: RecordOf<K> }[KindName]
/** A record of a kind from the future: kept by the log, skipped by views. */
export type UnknownRecord = Common & {
  kind: 'unknown'
  known: false
  fields: { headers: [string, string][]; body?: string }
}

/** A record as folds read it: plain data without the words that were signed, so that little crosses to their thread. */
export type FoldRecord = AnyRecord | UnknownRecord

/** The bytes that were signed, and what keeps them apart from others. */
interface Written {
  /** Text, blank line and signature line: what the log's leaf commits to. */
  note: string
  text: string
  nonce: string
}

/** A record as it was signed. Its signature has not been checked: see `signatureCheckOf`. */
export type SignedRecord = FoldRecord & Written

/** To whom and by whom a text is written. */
export interface Writing {
  origin: string
  account: Address
  session?: RecordId
  /** Unix milliseconds, whole seconds. */
  time: number
  /** 16 random bytes in hex. */
  nonce: string
}

/**
 * Reads a note with exactly one signature, whose name is the account. The signature itself is not checked. `readAddress`:
 * one that remembers, for whoever reads many records.
 */
export function parseRecord(note: string, readAddress?: ReadAddress): SignedRecord | Refusal {
  if (isLonger(note, longestNote)) return tooLarge()
  const opened = open(note)
  if (opened instanceof Refusal) return opened
  const { text, signature } = opened
  const envelope = parseText(text, readAddress)
  if (envelope instanceof Refusal) return envelope
  if (signature.name !== envelope.account)
    return new Refusal('wrong-signer', { signer: signature.name, account: envelope.account })
  return complete(envelope, { note, text, signature })
}

function open(note: string): { text: string; signature: NoteSignature } | Refusal {
  const refused = refusedCharacters(note)
  if (refused) return refused
  try {
    const { text, signatures } = parseNote(note)
    const [signature] = signatures
    if (signature && signatures.length === 1) return { text, signature }
    return new Refusal('signature-count', { count: signatures.length })
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    return new Refusal('malformed', { reason: 'not-a-note' })
  }
}

function complete(
  envelope: Envelope,
  signed: Pick<SignedRecord, 'note' | 'text' | 'signature'>,
): SignedRecord | Refusal {
  const { kind: action, headers, body, ...rest } = envelope
  const common = { ...rest, ...signed, id: textId(signed.text), action }
  const kind = kindNamed(action)
  if (kind === null)
    return { ...common, kind: 'unknown', known: false, fields: body === undefined ? { headers } : { headers, body } }
  const fields = readFields(kind, envelope)
  if (fields instanceof Refusal) return fields
  // readFields decoded the fields by the schemas of this very kind.
  return { ...common, kind, known: true, fields } as AnyRecord & Written
}

/** Is it a record of this kind? Then its fields are those of the kind. */
export function isOfKind<R extends FoldRecord, K extends KindName>(record: R, kind: K): record is R & RecordOf<K> {
  return record.kind === kind
}

/** The record of a note where it is of this kind; null for another one, and for a note that is gone or cannot be read. */
export function readAs<K extends KindName>(
  note: string | null | undefined,
  kind: K,
): (SignedRecord & RecordOf<K>) | null {
  const record = note === null || note === undefined ? null : parseRecord(note)
  return record !== null && !(record instanceof Refusal) && isOfKind(record, kind) ? record : null
}

/** What folds read of a record. */
export function foldRecordOf(record: SignedRecord): FoldRecord {
  const { note, text, nonce, ...rest } = record
  return rest
}

/** The text to sign for a record of a kind, or what is wrong with its fields. */
export function writeText<K extends KindName>(kind: K, fields: FieldsOf<K>, to: Writing): string | Refusal {
  const encoded = encodeFields(kind, fields)
  if (encoded instanceof Refusal) return encoded
  const text = formatText({ ...to, kind, ...encoded })
  const envelope = refusedCharacters(text) ?? refusedInvisible(text) ?? parseText(text)
  if (envelope instanceof Refusal) return envelope
  const read = readFields(kind, envelope)
  return read instanceof Refusal ? read : text
}
