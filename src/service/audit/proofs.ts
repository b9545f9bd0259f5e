// Whether the figures of a snapshot follow from its proofs, and these from the state root.

import { ProofFault } from '../../chain/proof-fault.ts'
import { readProven } from '../../chain/proven-holdings.ts'
import { readRuntime } from '../../chain/runtime.ts'
import { openProof, type StateProof } from '../../chain/trie.ts'
import { type Edition, editionOf, latestEdition } from '../../evidence/editions.ts'
import { type Holdings, readHoldings, writeHoldings } from '../../evidence/holdings.ts'
import { type Proof, type ProofFacts, readProof } from '../../evidence/proofs.ts'
import { equalBytes, hex, unhex } from '../../log/bytes.ts'
import { Malformed } from '../../log/errors.ts'
import { blake2b256 } from '../../log/suites.ts'
import type { FieldsOf } from '../../records/registry.ts'
import { factPath } from '../layout.ts'
import { differencesOf } from '../observe/check.ts'
import type { Found } from './tree.ts'

/** A file of a proof under its SHA-256. */
interface ProofFile extends Proof {
  hash: string
}

/**
 * Checks a snapshot that names proofs: that their nodes are those under its state root, all of them needed, and that the
 * holdings are byte for byte what they say. Each fault is told of the file in which it lies. `bytes` has the files whose
 * hashes are right; where one is not there that has been told already, and nothing follows.
 */
export function checkProofs(
  fields: FieldsOf<'snapshot'>,
  bytes: (hash: string) => Uint8Array | undefined,
  found: Found,
): boolean {
  const { proofs = [], metadata = '', holdings } = fields
  const [given, logged] = [bytes(metadata), bytes(holdings)]
  const files = proofs.flatMap((hash) => fileOf(hash, bytes(hash), found) ?? [])
  if (given === undefined || logged === undefined || files.length < proofs.length) return false
  const misfits = files.flatMap((file, i) => misfitOf(file, i, fields).map((what) => ({ file, what })))
  for (const { file, what } of misfits) found(factPath(file.hash), what)
  if (misfits.length > 0) return false
  const tell = (error: unknown): void => {
    if (error instanceof ProofFault) found(placeOf(files, error.hash), `${error.message} (block ${fields.block})`)
    else found(factPath(metadata), `does not read the state that is proven: ${(error as Error).message}`)
  }
  try {
    const proof = openProof(
      fields.stateRoot,
      files.flatMap(({ nodes }) => nodes),
    )
    // A node that changed is one that nothing names, and leaves a gap: both are told.
    const needed = isNeeded(proof, tell)
    const proven = provenBy(proof, files[0]!.facts, given, editionIn(logged))
    if (equalBytes(writeHoldings(proven), logged)) return needed
    for (const what of differences(logged, proven))
      found(factPath(holdings), `does not follow from the proofs of its snapshot: ${what}`)
  } catch (error) {
    tell(error)
  }
  return false
}

function isNeeded(proof: StateProof, tell: (error: unknown) => void): boolean {
  try {
    proof.refuseUnnamed()
    return true
  } catch (error) {
    tell(error)
    return false
  }
}

function fileOf(hash: string, bytes: Uint8Array | undefined, found: Found): ProofFile | null {
  if (bytes === undefined) return null
  try {
    return { hash, ...readProof(bytes) }
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    found(factPath(hash), `is no proof: ${error.message}`)
    return null
  }
}

const shared = ['chain', 'block', 'hash', 'stateRoot', 'spec', 'metadata'] as const

/** What a file says that its record does not, or that it should not. */
function misfitOf({ facts }: ProofFile, place: number, fields: FieldsOf<'snapshot'>): string[] {
  const others = shared.filter((name) => facts[name] !== fields[name]).map((name) => otherThan(name, facts, fields))
  return place > 0 && facts.answers.length > 0 ? [...others, 'has answers, and is not the first file'] : others
}

const otherThan = (name: (typeof shared)[number], facts: ProofFacts, fields: FieldsOf<'snapshot'>): string =>
  name === 'stateRoot'
    ? `proves another state: its root is ${facts.stateRoot}, that of the snapshot is ${fields.stateRoot}`
    : `is about another ${name}, ${facts[name]}, than its snapshot, ${fields[name]}`

/** The edition in which a snapshot was written; the latest for one that does not read, which is told of elsewhere. */
function editionIn(logged: Uint8Array): Edition {
  try {
    return editionOf(readHoldings(logged))
  } catch (error) {
    if (error instanceof Malformed) return latestEdition
    throw error
  }
}

/** The holdings that follow; throws ProofFault, and what the metadata does not explain. */
function provenBy(proof: StateProof, facts: ProofFacts, metadata: Uint8Array, edition: Edition): Holdings {
  const { chain, block, hash, stateRoot, spec, answers } = facts
  const reader = readProven(readRuntime(metadata, spec), { chain, block, hash, stateRoot }, proof, edition)
  const told = new Map(answers.map(({ method, args, bytes }) => [`${method} ${args}`, bytes]))
  for (const { method, args, take } of reader.calls()) {
    const answer = told.get(`${method} ${hex(args)}`)
    if (answer === undefined) throw new Error(`the answer to ${method} ${hex(args)} is not kept`)
    take(unhex(answer))
  }
  return reader.finish()
}

/** At least one, for bytes that differ. */
function differences(logged: Uint8Array, proven: Holdings): string[] {
  try {
    const found = differencesOf(readHoldings(logged), proven)
    return found.length > 0 ? found : ['it is written otherwise']
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    return [error.message]
  }
}

/** The file that a node lies in, or would: nodes stand by rising hash over all files. */
function placeOf(files: readonly ProofFile[], hash: string): string {
  const first = ({ nodes }: ProofFile): string => (nodes[0] ? hex(blake2b256(nodes[0])) : '')
  const after = files.findIndex((file) => first(file) > hash)
  const place = after === -1 ? files.length - 1 : Math.max(0, after - 1)
  return factPath(files[place]!.hash)
}
