import { type At, type HoldingsReader, holdingsReader } from '../../chain/holdings.ts'
import { ProofFault } from '../../chain/proof-fault.ts'
import { readProven } from '../../chain/proven-holdings.ts'
import type { Runtime } from '../../chain/runtime.ts'
import { openProof } from '../../chain/trie.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import { type Proof, proofFormat, writeProof } from '../../evidence/proofs.ts'
import { hex, sha256 } from '../../log/bytes.ts'
import { blake2b256 } from '../../log/suites.ts'
import { type BlockHead, type Chain, NotProven } from '../chain.ts'
import type { ObservedLog } from '../observed-log.ts'
import { EndpointQuorum } from './quorum.ts'

/** What is kept so that anybody can prove a snapshot again. */
export interface Kept {
  proof: Proof
  metadata: Uint8Array
  /** Endpoints that gave nodes which prove nothing under the root, and how often. */
  refuted: ReadonlyMap<string, number>
}

/**
 * Reads everything that the recipe names as proofs under the state root of a block. What an endpoint says of storage has
 * to be proven, the list of keys included, so it counts for nothing how many say it; `backing` takes in the answers that
 * no root proves: those of the runtime's own calls. Throws NotProven also when a list of keys leaves some out.
 */
export async function takeProven(
  chain: Chain,
  runtime: Runtime,
  metadata: Uint8Array,
  head: BlockHead,
  backing: EndpointQuorum,
  step: (entries: number) => void,
): Promise<{ holdings: Holdings; kept: Kept }> {
  const { number: block, hash, stateRoot } = head
  const at = { chain: await chain.genesis(), block, hash, stateRoot }
  const { keys, maps } = holdingsReader(runtime, at)
  const nodes = new Map<string, Uint8Array>()
  const refuted = new EndpointQuorum()
  const prove = async (asked: Uint8Array[]): Promise<void> => {
    const found = await chain.proof(asked, head)
    refuted.add(found.agreement)
    for (const node of found.nodes) nodes.set(hex(blake2b256(node)), node)
  }
  // That a map is empty is proven by the way to where it would begin.
  await prove([...keys, ...maps.map(([, prefix]) => prefix)])
  let entries = 0
  for (const [, prefix] of maps) {
    for await (const page of chain.keys(prefix, hash)) {
      await prove(page.keys)
      entries += page.keys.length
      step(entries)
    }
  }
  const reader = proven(runtime, at, nodes)
  const answers: Proof['facts']['answers'] = []
  for (const { method, args, take } of reader.calls()) {
    const { bytes, agreement } = await chain.call(method, args, hash)
    backing.add(agreement)
    answers.push({ method, args: hex(args), bytes: hex(bytes) })
    take(bytes)
  }
  const { spec } = runtime
  const facts = { format: proofFormat, ...at, spec, metadata: hex(sha256(metadata)), answers } as const
  const proof: Proof = { facts, nodes: [...nodes.values()] }
  return { holdings: reader.finish(), kept: { proof, metadata, refuted: refuted.dissenting } }
}

/** Endpoints may agree on a list of keys that is not whole; the nodes then name one that nobody was asked for. */
function proven(runtime: Runtime, at: At, nodes: ReadonlyMap<string, Uint8Array>): HoldingsReader {
  try {
    return readProven(runtime, at, openProof(at.stateRoot, nodes.values()))
  } catch (error) {
    if (!(error instanceof ProofFault)) throw error
    throw new NotProven(`The endpoints left out keys of the state after block ${at.block}. ${error.message}`)
  }
}

/** Stores a proof and the metadata that it is read with, and gives what a record says of them. */
export async function keepProof(
  log: ObservedLog,
  { proof, metadata }: Kept,
): Promise<{ metadata: string; proofs: string[] }> {
  const proofs: string[] = []
  for (const file of writeProof(proof)) proofs.push(await log.addEvidence(file))
  return { metadata: await log.addEvidence(metadata), proofs }
}
