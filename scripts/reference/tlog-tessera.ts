import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { equalBytes, unbase64 } from '../../src/log/bytes.ts'
import { openCheckpoint, signCheckpoint } from '../../src/log/checkpoint.ts'
import { ed25519Signer, type NoteSigner, parseVkey, type VerifierKey } from '../../src/log/keys.ts'
import {
  appendLeaves,
  decodeBundle,
  type Edge,
  edgeRoot,
  emptyEdge,
  encodeBundle,
  entriesPath,
} from '../../src/log/tile.ts'
import { leafHash } from '../../src/log/tree.ts'

const sizes = Array.from({ length: 16 }, (_, size) => size)

/** The published key pair of the test log, from keys.txt. */
function keysOf(text: string): { key: VerifierKey; signer: NoteSigner } {
  const vkey = /^vkey {2}(\S+)$/m.exec(text)?.[1] ?? ''
  const skey = /^skey {2}PRIVATE\+KEY\+([^+]+)\+[0-9a-f]{8}\+(\S+)$/m.exec(text)
  const signer = ed25519Signer(skey?.[1] ?? '', unbase64(skey?.[2] ?? '').subarray(1))
  if (signer.vkey !== vkey) throw new Error('keys.txt: the two keys are not a pair')
  return { key: parseVkey(vkey), signer }
}

function same(what: string, ours: Uint8Array, theirs: Uint8Array): void {
  if (!equalBytes(ours, theirs)) throw new Error(`${what} departs`)
}

/**
 * Grows the log entry by entry: each checkpoint opens, has our root and is signed again to the byte; each tile and
 * bundle that the log holds is what we would have written.
 */
export function referenceTessera(path: string): string {
  const { key, signer } = keysOf(readFileSync(join(path, 'keys.txt'), 'utf8'))
  const entries = decodeBundle(readFileSync(join(path, 'log', entriesPath(0, 15))))
  let edge: Edge = emptyEdge()
  let files = 0
  for (const size of sizes) {
    checkCheckpoint(join(path, 'log', `checkpoint.${size}`), size, edgeRoot(edge), key, signer)
    const entry = entries[size]
    if (entry === undefined) break
    const added = appendLeaves(edge, [leafHash(entry)])
    const written = [...added.tiles, [entriesPath(0, size + 1), encodeBundle(entries.slice(0, size + 1))] as const]
    for (const [name, bytes] of written) files += checkFile(join(path, 'log', name), bytes)
    edge = added.edge
  }
  if (files !== 30) throw new Error(`${files} tiles and bundles found, 30 expected`)
  return `${sizes.length} checkpoints verified and signed again to the byte, ${files} tiles and bundles reproduced`
}

function checkCheckpoint(file: string, size: number, root: Uint8Array, key: VerifierKey, signer: NoteSigner): void {
  const note = readFileSync(file, 'utf8')
  const checkpoint = openCheckpoint(note, key)
  if (checkpoint.size !== size) throw new Error(`${file} has size ${checkpoint.size}`)
  same(`root of ${file}`, root, checkpoint.root)
  if (signCheckpoint(checkpoint, signer) !== note) throw new Error(`${file} is not signed again to the byte`)
}

function checkFile(file: string, bytes: Uint8Array): number {
  if (!existsSync(file)) throw new Error(`${file} is not in the log`)
  same(file, bytes, readFileSync(file))
  return 1
}
