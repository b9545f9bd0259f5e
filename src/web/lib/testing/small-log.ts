import { sha256, utf8 } from '../../../log/bytes.ts'
import { signCheckpoint } from '../../../log/checkpoint.ts'
import { encodeEntry } from '../../../log/entry.ts'
import { ed25519Signer } from '../../../log/keys.ts'
import { formatNote } from '../../../log/note.ts'
import { recordReceipt } from '../../../log/receipt.ts'
import { type AccountKey, accountKey, sessionKey } from '../../../log/sign.ts'
import { appendLeaves, emptyEdge } from '../../../log/tile.ts'
import { inclusionProof, leafHash, memoryReader, rootOf } from '../../../log/tree.ts'
import { textId } from '../../../records/envelope.ts'
import type { RecordId } from '../../../records/ids.ts'
import { writeText } from '../../../records/record.ts'
import { isRefusal } from '../../../records/refusals.ts'
import type { FieldsOf, KindName } from '../../../records/registry.ts'
import { english } from '../../../words/en.ts'
import { sentenceOf } from '../../../words/refusal.ts'

export const origin = 'pages.example/log'
const signer = ed25519Signer(origin, sha256(utf8('log key')))
export const vkey = signer.vkey
export const alice = accountKey('sr25519-bytes', sha256(utf8('alice')))
export const aliceSession = sessionKey(sha256(utf8('session')), alice.address)

let nonces = 0

/** A signed note of a kind, at a fixed time. */
export function noteOf<K extends KindName>(key: AccountKey, kind: K, fields: FieldsOf<K>, session?: RecordId): string {
  const nonce = (nonces++).toString(16).padStart(32, '0')
  const to = { origin, account: key.address, time: Date.UTC(2026, 10, 23), nonce, ...(session && { session }) }
  const text = writeText(kind, fields, to)
  if (isRefusal(text)) throw new Error(sentenceOf(english, text))
  return formatNote(text, [key.sign(text)])
}

/** The id of a note's text. */
export function idOf(note: string): RecordId {
  return textId(note.slice(0, note.lastIndexOf('\n\n') + 1))
}

/** A log of the notes, each admitted one second after the other. */
export function smallLog(notes: string[]) {
  const ms = (index: number): number => Date.UTC(2026, 10, 23) + 1000 * index
  const leaves = notes.map((note, index) => leafHash(encodeEntry(ms(index), utf8(note))))
  const checkpoint = signCheckpoint({ origin, size: leaves.length, root: rootOf(leaves) }, signer)
  const proof = (index: number) => inclusionProof(index, leaves.length, memoryReader(leaves))
  const receipt = (index: number) => recordReceipt(index, ms(index), notes[index]!, proof(index), checkpoint)
  const { tiles } = appendLeaves(emptyEdge(), leaves)
  return { checkpoint, receipt, ms, tiles }
}
