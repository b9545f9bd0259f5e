import { type Flows, readFlows, writeFlows } from '../../evidence/flows.ts'
import { hex, sha256 } from '../../log/bytes.ts'
import type { Blobs } from '../ports.ts'

/**
 * Flows that wait for the next snapshot, in files of their own: a restart goes on where they end. Their names hold the
 * hash of their bytes, since what they say will be signed.
 */
export interface Parts {
  /** Forgets what does not follow on the block, and gives the last block that does. */
  startAfter(block: number): Promise<number>
  /** Keeps flows; they must follow on those that are kept. */
  add(flows: Flows): Promise<void>
  /** Everything kept, in order; null when there is nothing. */
  all(): Promise<[Flows, ...Flows[]] | null>
  clear(): Promise<void>
}

/**
 * Opens the parts of one chain, and of one range apart from what is followed. `damaged` is told the path of a file that is
 * not what was written: it goes, and its blocks are read again.
 */
export async function openParts(
  blobs: Blobs,
  chain: string,
  range: { first: number; last: number } | null,
  damaged: (path: string) => void,
): Promise<Parts> {
  const folder = `private/observer/${range ? `${range.first}-${range.last}` : 'head'}/`
  const pathOf = (first: number, bytes: Uint8Array): string =>
    `${folder}${String(first).padStart(10, '0')}-${hex(sha256(bytes))}`
  let kept: Flows[] = []

  async function clear(): Promise<void> {
    kept = []
    for (const path of await blobs.list(folder)) await blobs.drop(path)
  }

  async function read(path: string): Promise<Flows | null> {
    const hash = /-([0-9a-f]{64})$/.exec(path)?.[1]
    // Files of before they were named so are read again, and are nobody's fault.
    if (hash === undefined) return null
    const bytes = await blobs.get(path)
    if (bytes && hex(sha256(bytes)) === hash) return readFlows(bytes)
    damaged(path)
    return null
  }

  return {
    startAfter: async (block) => {
      let last = block
      for (const path of await blobs.list(folder)) {
        const flows = await read(path)
        const follows = flows?.facts.chain === chain && flows.facts.first === last + 1
        if (follows) kept.push(flows)
        else await blobs.drop(path)
        if (follows) last = flows.facts.last
      }
      return last
    },
    add: async (flows) => {
      const bytes = writeFlows(flows)
      await blobs.put(pathOf(flows.facts.first, bytes), bytes)
      kept.push(flows)
    },
    all: async () => {
      const [first, ...rest] = kept
      return first ? [first, ...rest] : null
    },
    clear,
  }
}
