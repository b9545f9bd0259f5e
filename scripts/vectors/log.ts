// Golden vectors of the log, all but the notes made by the naive tree, which shares no code with src/log.
import { createHash, createPrivateKey, sign } from 'node:crypto'
import { naiveLeafHash, naivePath, naiveProof, naiveRoot } from './naive-tree.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const sizes = Array.from({ length: 17 }, (_, size) => size)

/** Entry i is the byte i, i times; entry 0 is empty. */
const entries = sizes.slice(0, 16).map((i) => new Uint8Array(i).fill(i))
const leaves = entries.map(naiveLeafHash)

const treeOf = (size: number): Record<string, unknown> => {
  const held = leaves.slice(0, size)
  return {
    size,
    root: hex(naiveRoot(held)),
    inclusion: held.map((_, index) => naivePath(index, held).map(hex)),
    consistency: held.map((_, i) => naiveProof(i + 1, held).map(hex)),
  }
}

export const treeVectors = (): Record<string, unknown> => ({
  about:
    'RFC 6962 trees of 0 to 16 leaves. inclusion[i]: the proof of leaf i, leaf to root. consistency[i]: the proof from size i + 1 to this size. Everything in hex.',
  entries: entries.map(hex),
  leafHashes: leaves.map(hex),
  trees: sizes.map(treeOf),
})

const origin = 'voice.example.org/log1'
const seed = Buffer.alloc(32, 1)

/** Ed25519 by OpenSSL; the 16 bytes before the seed are the header of PKCS #8. */
const key = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
  format: 'der',
  type: 'pkcs8',
})
const publicKey = Buffer.from(String(key.export({ format: 'jwk' }).x), 'base64url')
const typed = Buffer.concat([Buffer.of(0x01), publicKey])
const keyId = createHash('sha256').update(`${origin}\n`).update(typed).digest().subarray(0, 4)

const noteOf = (text: string): string =>
  `${text}\n\u2014 ${origin} ${base64(Buffer.concat([keyId, sign(null, Buffer.from(text), key)]))}\n`

const checkpointOf = (size: number): Record<string, unknown> => {
  const root = naiveRoot(leaves.slice(0, size))
  return { size, root: hex(root), note: noteOf(`${origin}\n${size}\n${base64(root)}\n`) }
}

const receiptOf = (index: number, size: number): Record<string, unknown> => {
  const lines = naivePath(index, leaves.slice(0, size)).map((hash) => `${base64(hash)}\n`)
  const { note } = checkpointOf(size)
  return { index, size, receipt: `c2sp.org/tlog-proof@v1\nindex ${index}\n${lines.join('')}\n${note}` }
}

export const checkpointVectors = (): Record<string, unknown> => ({
  about:
    'Checkpoints and receipts over the trees of log-trees.json, signed by OpenSSL. Ed25519 is deterministic: a signer gives these very bytes.',
  origin,
  seed: hex(seed),
  vkey: `${origin}+${hex(keyId)}+${base64(typed)}`,
  checkpoints: sizes.map(checkpointOf),
  receipts: [receiptOf(0, 1), receiptOf(2, 3), receiptOf(15, 16)],
})
