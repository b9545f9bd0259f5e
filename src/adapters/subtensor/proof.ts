/** Read proofs of a node, checked before they are believed. */

import { ProofFault } from '../../chain/proof-fault.ts'
import { openProof } from '../../chain/trie.ts'
import { hex } from '../../log/bytes.ts'
import { type BlockHead, NotProven } from '../../service/chain.ts'
import { bytesOf, listOf } from './answers.ts'
import type { Connection } from './connection.ts'
import { BadAnswer, NoMethod } from './faults.ts'

/** Nodes that prove what stands under each key, or that nothing does. Throws BadAnswer when they do not. */
export async function proofFrom(
  of: Connection,
  keys: readonly Uint8Array[],
  { hash, stateRoot }: BlockHead,
): Promise<Uint8Array[]> {
  const answer = await of.ask('state_getReadProof', [keys.map((key) => `0x${hex(key)}`), `0x${hash}`])
  const { proof } = (answer ?? {}) as { proof?: unknown }
  const nodes = listOf(proof, 'a proof').map((each) => bytesOf(each, 'a node'))
  try {
    const opened = openProof(stateRoot, nodes)
    for (const key of keys) opened.value(key)
  } catch (error) {
    throw error instanceof ProofFault ? new BadAnswer(error.message) : error
  }
  return nodes
}

/** Why no endpoint proves anything about a block, where that is why. */
export function notProven(error: unknown, { number }: BlockHead): unknown {
  if (error instanceof NoMethod) return new NotProven(`No endpoint gives proofs of the state: ${error.message}.`)
  if (!(error instanceof BadAnswer)) return error
  return new NotProven(`No endpoint proves what it says of the state after block ${number}. ${error.message}`)
}
