/** Reading holdings from a proof of the state: nobody's word is needed for what storage holds. */

import type { Edition } from '../evidence/editions.ts'
import { type At, type HoldingsReader, holdingsReader } from './holdings.ts'
import type { Runtime } from './runtime.ts'
import type { StateProof } from './trie.ts'

/** Entries of a map that are taken in at once. */
const pageSize = 1000

/**
 * Begins to read holdings and takes in all storage that the recipe names. What is left to be answered are the runtime's
 * own calls. Throws ProofFault where the proof leaves anything out.
 */
export function readProven(runtime: Runtime, at: At, proof: StateProof, edition?: Edition): HoldingsReader {
  const reader = holdingsReader(runtime, at, edition)
  reader.takeKeys(reader.keys.map(proof.value))
  for (const [name, prefix] of reader.maps) {
    let [keys, values]: [Uint8Array[], Uint8Array[]] = [[], []]
    for (const [key, value] of proof.entries(prefix)) {
      keys.push(key)
      values.push(value)
      if (keys.length < pageSize) continue
      reader.takeMap(name, keys, values)
      ;[keys, values] = [[], []]
    }
    reader.takeMap(name, keys, values)
  }
  return reader
}
