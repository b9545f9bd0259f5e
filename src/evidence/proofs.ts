/**
 * Evidence that the figures of a snapshot follow from the state root of its block: nodes of the state's trie, in one file
 * or several, by rising hash over all of them, so that two who prove the same write the same.
 */

import * as z from 'zod'
import { concat, hex } from '../log/bytes.ts'
import { Malformed } from '../log/errors.ts'
import { blake2b256 } from '../log/suites.ts'
import { mostProofFiles } from '../records/chain/snapshot.ts'
import { type Fact, readColumns, writeColumns } from './columns.ts'
import { columnsIn, hash, natural } from './facts.ts'

export const proofFormat = 'proof-1'

/** Bytes of nodes in a file, beyond which the next node begins another. */
export const proofFileBytes = 160 * 1024 * 1024

const bytes = z.string().regex(/^([0-9a-f]{2})*$/)

const facts = z.strictObject({
  format: z.literal(proofFormat),
  chain: hash,
  block: natural,
  hash,
  stateRoot: hash,
  spec: natural,
  /** SHA-256 of the metadata that says what the bytes mean. */
  metadata: hash,
  /** What the runtime answered to calls, in hex: no root says so, the endpoints do. In the first file alone. */
  answers: z.array(z.strictObject({ method: z.string().max(128), args: bytes, bytes })),
})

export type ProofFacts = z.infer<typeof facts>

/** A proof, or the part of one that is in a file. */
export interface Proof {
  facts: ProofFacts
  /** By rising blake2b-256. */
  nodes: Uint8Array[]
}

const layout = [
  ['size', 'u32'],
  ['nodes', 'u8'],
] as const

/** The files of a proof. Throws when it does not fit in as many as a record may name. */
export function writeProof({ facts, nodes }: Proof, fileBytes: number = proofFileBytes): Uint8Array[] {
  const parts = divided(inOrder(nodes), fileBytes)
  if (parts.length > mostProofFiles)
    throw new Error(`The proof of block ${facts.block} needs ${parts.length} files, a record names ${mostProofFiles}.`)
  return parts.map((part, i) => writePart({ facts: i === 0 ? facts : { ...facts, answers: [] }, nodes: part }))
}

function divided(nodes: Uint8Array[], most: number): Uint8Array[][] {
  let part: Uint8Array[] = []
  let size = 0
  const parts = [part]
  for (const node of nodes) {
    if (part.length > 0 && size + node.length > most) {
      part = []
      size = 0
      parts.push(part)
    }
    part.push(node)
    size += node.length
  }
  return parts
}

function inOrder(nodes: Iterable<Uint8Array>): Uint8Array[] {
  const byHash = new Map<string, Uint8Array>()
  for (const node of nodes) byHash.set(hex(blake2b256(node)), node)
  return [...byHash].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, node]) => node)
}

function writePart({ facts, nodes }: Proof): Uint8Array {
  return writeColumns({
    facts: facts as unknown as { [key: string]: Fact },
    columns: [
      { name: 'size', type: 'u32', data: Uint32Array.from(nodes, ({ length }) => length) },
      { name: 'nodes', type: 'u8', data: concat(...nodes) },
    ],
  })
}

/** Reads one file; throws Malformed with what is wrong for bytes that are none. Hashes are for the proof to check. */
export function readProof(file: Uint8Array): Proof {
  const table = readColumns(file)
  const read = facts.safeParse(table.facts)
  if (!read.success) throw new Malformed(`the facts of the proof do not read: ${read.error.issues[0]?.message}`)
  const { size, nodes } = columnsIn(table, layout, 'the proof') as { size: Uint32Array; nodes: Uint8Array }
  const found: Uint8Array[] = []
  let at = 0
  for (const length of size) {
    found.push(nodes.subarray(at, at + length))
    at += length
  }
  if (at !== nodes.length) throw new Malformed(`the nodes have ${nodes.length} bytes, their sizes come to ${at}`)
  return { facts: read.data, nodes: found }
}
