import { readFileSync } from 'node:fs'
import { concat, hex, sha256, unhex, utf8 } from '../../src/log/bytes.ts'
import { openCheckpoint, signCheckpoint } from '../../src/log/checkpoint.ts'
import { verifyCosignatures, witness } from '../../src/log/cosignature.ts'
import { decodeEntry, encodeEntry } from '../../src/log/entry.ts'
import { ed25519Signer, parseVkey } from '../../src/log/keys.ts'
import { formatNote, parseNote } from '../../src/log/note.ts'
import { verifyInclusion } from '../../src/log/proof.ts'
import { formatReceipt, parseReceipt } from '../../src/log/receipt.ts'
import { sessionKey } from '../../src/log/sign.ts'
import { address } from '../../src/log/ss58.ts'
import { type Suite, signatureCheck, suiteFor, verifySignature, walletSuites } from '../../src/log/suites.ts'
import { appendLeaves, edgeRoot, emptyEdge, encodeBundle, tilePath } from '../../src/log/tile.ts'
import { inclusionProof, leafHash, memoryReader } from '../../src/log/tree.ts'

interface RecordVector {
  name: string
  suite: Suite
  publicKey: string
  text: string
  id: string
  note: string
  noteSha256: string
  receivedMs: number
  leaf: string
  leafHash: string
}

interface Vectors {
  origin: string
  records: RecordVector[]
  checkpoint: string
  logVkey: string
  witnessVkey: string
  logSeed: string
  witnessSeed: string
  sessionSeed: string
  entryBundle: string
  tile0: string
  tlogProofIndex2: string
}

function same(what: string, ours: string, theirs: string): void {
  if (ours !== theirs) throw new Error(`${what}: ${JSON.stringify(ours)}, ${JSON.stringify(theirs)} expected`)
}

/** Envelope, signature, leaf, tile, checkpoint, cosignature and receipt of the worked examples, byte for byte. */
export function referenceRecords(path: string): string {
  const vectors = JSON.parse(readFileSync(path, 'utf8')) as Vectors
  for (const record of vectors.records) checkRecord(record, vectors)
  checkTree(vectors)
  checkCheckpoint(vectors)
  checkReceipt(vectors)
  const suites = vectors.records.map(({ suite }) => suite).join(', ')
  return `${vectors.records.length} records (${suites}), bundle, tile, checkpoint, cosignature and receipt to the byte`
}

function checkRecord(record: RecordVector, { sessionSeed }: Vectors): void {
  const { text, signatures } = parseNote(record.note)
  same('text', text, record.text)
  same('text id', hex(sha256(utf8(text))), record.id)
  same('note', formatNote(text, signatures), record.note)
  same('hash of the note', hex(sha256(utf8(record.note))), record.noteSha256)
  const entry = encodeEntry(record.receivedMs, utf8(record.note))
  same('leaf', hex(entry), record.leaf)
  same('time of the leaf', String(decodeEntry(entry).ms), String(record.receivedMs))
  same('leaf hash', hex(leafHash(entry)), record.leafHash)
  const [signature] = signatures
  if (!signature || signatures.length !== 1) throw new Error(`${record.id} has ${signatures.length} signatures`)
  const key = unhex(record.publicKey)
  same('suite', String(suiteFor(record.name, signature.keyId, key, [...walletSuites, 'ed25519'])), record.suite)
  if (!verifySignature(signatureCheck(record.suite, key, text, signature.bytes)))
    throw new Error(`the signature of ${record.id} does not hold`)
  if (record.suite === 'ed25519') {
    const signer = sessionKey(unhex(sessionSeed), address(record.name))
    same('session signature', formatNote(text, [signer.sign(text)]), record.note)
  }
}

function checkTree({ records, entryBundle, tile0, checkpoint, logVkey }: Vectors): void {
  const leaves = records.map(({ leafHash }) => unhex(leafHash))
  const { edge, tiles } = appendLeaves(emptyEdge(), leaves)
  same('entry bundle', hex(encodeBundle(records.map(({ leaf }) => unhex(leaf)))), entryBundle)
  same('tile', hex(tiles.get(tilePath(0, 0, records.length)) ?? new Uint8Array(0)), tile0)
  same('root', hex(edgeRoot(edge)), hex(openCheckpoint(checkpoint, parseVkey(logVkey)).root))
}

function checkCheckpoint({ checkpoint, logVkey, witnessVkey, logSeed, witnessSeed, origin }: Vectors): void {
  const signer = ed25519Signer(origin, unhex(logSeed))
  same('key of the log', signer.vkey, logVkey)
  const seen = verifyCosignatures(checkpoint, [parseVkey(witnessVkey)])
  const cosigner = witness(seen[0]?.name ?? '', unhex(witnessSeed))
  same('key of the witness', cosigner.vkey, witnessVkey)
  const signed = signCheckpoint(openCheckpoint(checkpoint, parseVkey(logVkey)), signer)
  same('checkpoint', cosigner.cosign(signed, seen[0]?.time ?? 0), checkpoint)
}

/** This receipt carries the bare note in `extra`; ours puts the nine bytes of the entry's head before it. */
function checkReceipt({ tlogProofIndex2, records, logVkey }: Vectors): void {
  const receipt = parseReceipt(tlogProofIndex2)
  same('receipt', formatReceipt(receipt), tlogProofIndex2)
  same('record of the receipt', hex(receipt.extra ?? concat()), hex(utf8(records[2]?.note ?? '')))
  const leaves = records.map(({ leafHash }) => unhex(leafHash))
  const proof = inclusionProof(receipt.index, leaves.length, memoryReader(leaves))
  same('proof', proof.map(hex).join(), receipt.proof.map(hex).join())
  const { size, root } = openCheckpoint(receipt.checkpoint, parseVkey(logVkey))
  const { index } = receipt
  if (!verifyInclusion({ index, size, root, proof, leafHash: leaves[index]! }))
    throw new Error('the proof of the receipt does not hold')
}
