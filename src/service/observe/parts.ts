import { sortAccounts } from '../../evidence/accounts.ts'
import { type Flows, readFlows, writeFlows } from '../../evidence/flows.ts'
import { concat, hex, sha256 } from '../../log/bytes.ts'
import type { Blobs } from '../ports.ts'

/**
 * Flows that wait for the next snapshot, in files of their own: a restart goes on where they end. Their names hold the
 * hash of their bytes, since what they say will be signed.
 */
export interface Parts {
  /** Forgets what does not follow on the block, and gives the last block that does. */
  startAfter(block: number): Promise<number>
  /** Keeps flows, and the accounts that their blocks name; they must follow on those that are kept. */
  add(flows: Flows, touched: Uint8Array): Promise<void>
  /** Everything kept, in order; null when there is nothing. */
  all(): Promise<[Flows, ...Flows[]] | null>
  /** Every account that the blocks name, in order; null where that is not known of all of them. */
  touched(): Uint8Array | null
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
    `${folder}${String(first).padStart(10, '0')}-${hex(sha256(bytes))}-touched`
  let kept: Part[] = []

  async function clear(): Promise<void> {
    kept = []
    for (const path of await blobs.list(folder)) await blobs.drop(path)
  }

  async function read(path: string): Promise<Part | null> {
    const [, hash, touched] = /-([0-9a-f]{64})(-touched)?$/.exec(path) ?? []
    // Files of before they were named so are read again, and are nobody's fault.
    if (hash === undefined) return null
    const bytes = await blobs.get(path)
    if (bytes && hex(sha256(bytes)) === hash)
      return touched === undefined ? { flows: readFlows(bytes), touched: null } : readPart(bytes)
    damaged(path)
    return null
  }

  return {
    startAfter: async (block) => {
      let last = block
      for (const path of await blobs.list(folder)) {
        const part = await read(path)
        const follows = part?.flows.facts.chain === chain && part.flows.facts.first === last + 1
        if (follows) kept.push(part)
        else await blobs.drop(path)
        if (follows) last = part.flows.facts.last
      }
      return last
    },
    add: async (flows, touched) => {
      const bytes = writePart(flows, touched)
      await blobs.put(pathOf(flows.facts.first, bytes), bytes)
      kept.push({ flows, touched })
    },
    all: async () => {
      const [first, ...rest] = kept.map(({ flows }) => flows)
      return first ? [first, ...rest] : null
    },
    touched: () => {
      const known = kept.flatMap(({ touched }) => (touched === null ? [] : [touched]))
      return known.length < kept.length ? null : sortAccounts(concat(...known))
    },
    clear,
  }
}

interface Part {
  flows: Flows
  /** null in a file of before these were kept. */
  touched: Uint8Array | null
}

/** The flows, then the accounts, then how many there are (32 bits, little-endian). */
function writePart(flows: Flows, touched: Uint8Array): Uint8Array {
  const count = new Uint8Array(4)
  new DataView(count.buffer).setUint32(0, touched.length / 32, true)
  return concat(writeFlows(flows), touched, count)
}

function readPart(bytes: Uint8Array): Part {
  const end = bytes.length - 4
  const count = new DataView(bytes.buffer, bytes.byteOffset).getUint32(end, true)
  const start = end - count * 32
  return { flows: readFlows(bytes.subarray(0, start)), touched: bytes.slice(start, end) }
}
