import { expect, test } from 'vitest'
import vectors from '../../vectors/log-checkpoints.json' with { type: 'json' }
import trees from '../../vectors/log-trees.json' with { type: 'json' }
import { base64, concat, unhex, utf8 } from './bytes.ts'
import { openCheckpoint, signCheckpoint } from './checkpoint.ts'
import { encodeEntry, entryHead } from './entry.ts'
import { isBadBytes } from './errors.ts'
import { ed25519Signer, parseVkey } from './keys.ts'
import { verifyInclusion } from './proof.ts'
import { formatReceipt, parseReceipt, recordReceipt, verifyReceipt } from './receipt.ts'
import { inclusionProof, leafHash, memoryReader, rootOf } from './tree.ts'

const signer = ed25519Signer('voice.example.org/log1', new Uint8Array(32).fill(1))
const key = parseVkey(signer.vkey)
const notes = Array.from({ length: 11 }, (_, i) => `record ${i}\n\n\u2014 somebody AQIDBAU=\n`)
const time = (i: number): number => 1795359600000 + i
const leaves = notes.map((note, i) => leafHash(encodeEntry(time(i), utf8(note))))
const read = memoryReader(leaves)
const note = signCheckpoint({ origin: signer.name, size: leaves.length, root: rootOf(leaves) }, signer)
const receiptOf = (i: number): string =>
  recordReceipt(i, time(i), notes[i]!, inclusionProof(i, leaves.length, read), note)

test('every record of a log is proven by its receipt alone', () => {
  notes.forEach((text, i) => {
    const proven = verifyReceipt(receiptOf(i), key)
    expect(proven).toEqual({ index: i, ms: time(i), note: text, checkpoint: openCheckpoint(note, key) })
  })
})

test('receipts of the vectors read back, and their proofs hold', () => {
  for (const { index, size, receipt } of vectors.receipts) {
    const parsed = parseReceipt(receipt)
    expect(formatReceipt(parsed)).toBe(receipt)
    const checkpoint = openCheckpoint(parsed.checkpoint, parseVkey(vectors.vkey))
    expect(checkpoint.size).toBe(size)
    const leaf = unhex(trees.leafHashes[index]!)
    expect(verifyInclusion({ index, size, leafHash: leaf, proof: parsed.proof, root: checkpoint.root })).toBe(true)
  }
})

test('no byte of a receipt can change without its being refused', () => {
  const bytes = utf8(receiptOf(6))
  bytes.forEach((byte, at) => {
    for (const other of [byte ^ 0x01, byte ^ 0x20, 0x0a]) {
      if (other === byte) continue
      const changed = new TextDecoder().decode(bytes.map((each, i) => (i === at ? other : each)))
      expect(isBadBytes(thrown(() => verifyReceipt(changed, key))), `byte ${at} is ${other}`).toBe(true)
    }
  })
})

const extra = concat(entryHead(time(6)), utf8(notes[6]!))
const proof = inclusionProof(6, leaves.length, read)
const wrong: Record<string, [string, string]> = {
  empty: ['', 'no blank line'],
  'no checkpoint': [receiptOf(6).split('\n\n')[0]!, 'no blank line'],
  'another header': [receiptOf(6).replace('@v1', '@v2'), 'does not begin'],
  'index with a leading zero': [receiptOf(6).replace('index 6', 'index 06'), 'no index line'],
  'negative index': [receiptOf(6).replace('index 6', 'index -6'), 'no index line'],
  'index beyond 2^53': [receiptOf(6).replace('index 6', 'index 9007199254740993'), 'no index line'],
  'no index': [receiptOf(6).replace('index 6\n', ''), 'no index line'],
  'extra after index': [
    formatReceipt({ index: 6, proof, checkpoint: note }).replace('index 6\n', `index 6\nextra ${base64(extra)}\n`),
    'base64',
  ],
  'a short hash': [formatReceipt({ index: 6, extra, proof: [new Uint8Array(31)], checkpoint: note }), 'not 32 bytes'],
  '64 proof lines': [
    formatReceipt({ index: 6, extra, proof: Array(64).fill(leaves[0]!), checkpoint: note }),
    'more than 63',
  ],
  'no record': [formatReceipt({ index: 6, proof, checkpoint: note }), 'carries no record'],
  'the bare note': [formatReceipt({ index: 6, extra: utf8(notes[6]!), proof, checkpoint: note }), 'version'],
  'another record': [recordReceipt(6, time(6), notes[5]!, proof, note), 'not in the tree'],
  'another time': [recordReceipt(6, time(7), notes[6]!, proof, note), 'not in the tree'],
  'another place': [recordReceipt(5, time(6), notes[6]!, proof, note), 'not in the tree'],
  'a place beyond the tree': [recordReceipt(11, time(6), notes[6]!, proof, note), 'not in the tree'],
}

test.each(Object.entries(wrong))('refused: %s', (_, [receipt, reason]) => {
  expect(isBadBytes(thrown(() => verifyReceipt(receipt, key)))).toBe(true)
  expect(() => verifyReceipt(receipt, key)).toThrow(reason)
})

test('a checkpoint that another key signed proves nothing', () => {
  const other = ed25519Signer(signer.name, new Uint8Array(32).fill(9))
  expect(() => verifyReceipt(receiptOf(6), parseVkey(other.vkey))).toThrow('no signature of a known key')
})

function thrown(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  return null
}
