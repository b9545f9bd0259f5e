import { hex } from '../../src/log/bytes.ts'
import { formatNote } from '../../src/log/note.ts'
import type { AccountKey } from '../../src/log/sign.ts'
import { verifySignature } from '../../src/log/suites.ts'
import { textId } from '../../src/records/envelope.ts'
import type { RecordId } from '../../src/records/ids.ts'
import { wireExample } from '../../src/records/json-schema.ts'
import { parseRecord, type Writing, writeText } from '../../src/records/record.ts'
import { isRefusal, Refusal } from '../../src/records/refusals.ts'
import { type FieldsOf, type KindName, kindNames, kindOf, kinds } from '../../src/records/registry.ts'
import { signatureCheckOf } from '../../src/records/signature-check.ts'
import { english } from '../../src/words/en.ts'
import { sentenceOf } from '../../src/words/refusal.ts'
import { nonceOf, origin, seedOf, sessionOf, signedAt, wallets } from './keys.ts'

/** The example of a kind under one signature suite. */
export interface RecordVector {
  kind: string
  suite: string
  account: string
  /** Public key that checks the signature; for ecdsa the account id, which the recovered key has to hash to. */
  publicKey: string
  /** Headers and body as they stand on the wire. */
  fields: Record<string, string>
  text: string
  id: string
  note: string
}

export interface RecordVectors {
  about: string
  origin: string
  seeds: { account: string; session: string }
  records: RecordVector[]
}

const about =
  'The example of every kind of record under every suite. Seeds are 32 bytes in hex. sr25519 signatures are randomised: another signer gives another note with the same text and id.'

/** All record vectors; a note of before is kept where it still is a right one, because sr25519 would sign it anew. */
export function recordVectors(before: RecordVectors | null): RecordVectors {
  const kept = new Map(before?.records.map((each) => [`${each.kind} ${each.suite}`, each]))
  const byWallet = kindNames.flatMap((kind) => wallets.map((key) => vectorOf(kind, key)))
  const bySession = kindNames.filter((kind) => kindOf(kind).session).map((kind) => vectorOf(kind, sessionOf()))
  return {
    about,
    origin,
    seeds: { account: hex(seedOf('account')), session: hex(seedOf('session')) },
    records: [...byWallet, ...bySession].map((each) => keep(kept.get(`${each.kind} ${each.suite}`), each)),
  }
}

function vectorOf(kind: KindName, key: AccountKey): RecordVector {
  const session = sessionIdOf(kind, key)
  const name = `${kind} ${key.suite}`
  const to: Writing = {
    origin,
    account: key.address,
    time: signedAt,
    nonce: nonceOf(name),
    ...(session ? { session } : {}),
  }
  const text = writeText(kind, kinds[kind].example as FieldsOf<KindName>, to)
  if (isRefusal(text)) throw new Error(`The example of ${kind} is refused: ${sentenceOf(english, text)}`)
  const note = formatNote(text, [key.sign(text)])
  const fields = wireExample(kindOf(kind))
  return {
    kind,
    suite: key.suite,
    account: key.address,
    publicKey: hex(key.publicKey),
    fields,
    text,
    id: textId(text),
    note,
  }
}

/** A session key may revoke only its own session, so that is the session it signs under. */
function sessionIdOf(kind: KindName, key: AccountKey): RecordId | undefined {
  if (key.suite !== 'ed25519') return undefined
  return kind === 'revoke' ? kinds.revoke.example.record : textId('a session record\n')
}

function keep(before: RecordVector | undefined, now: RecordVector): RecordVector {
  return before && before.text === now.text && isSigned(before.note, now) ? { ...now, note: before.note } : now
}

function isSigned(note: string, { text, publicKey, suite }: RecordVector): boolean {
  const record = parseRecord(note)
  if (record instanceof Refusal || record.text !== text) return false
  const bound = signatureCheckOf(
    record,
    suite === 'ed25519' ? Uint8Array.from(Buffer.from(publicKey, 'hex')) : undefined,
  )
  return !(bound instanceof Refusal) && verifySignature(bound.job)
}
