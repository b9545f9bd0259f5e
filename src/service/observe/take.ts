import { type HoldingsReader, holdingsReader } from '../../chain/holdings.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import { type Agreement, type BlockHead, type Chain, UnreadableRuntime } from '../chain.ts'
import { type Kept, takeProven } from './prove.ts'
import { EndpointQuorum } from './quorum.ts'
import type { Runtimes } from './runtimes.ts'

/** Who held and controlled what after a block, and how far the answers are backed. */
export interface Taken {
  holdings: Holdings
  /** Of all answers; where proofs are kept, of those that no proof says: the block, its runtime and its calls. */
  backing: EndpointQuorum
  /** What proves the storage; null where it is believed. */
  kept: Kept | null
}

/** How to take a snapshot. */
export interface Taking {
  /** Whether storage is read as proofs of the state. */
  prove?: boolean
  /** Told how many entries have been read. */
  step?(entries: number): void
}

/**
 * Reads everything that the recipe names from the state after a block. Throws StateLost when no endpoint has that state
 * any more, UnreadableRuntime with what the runtime lacks or has otherwise, and NotProven.
 */
export async function takeHoldings(
  chain: Chain,
  runtimes: Runtimes,
  head: BlockHead & { agreement: Agreement },
  { prove = false, step = () => undefined }: Taking = {},
): Promise<Taken> {
  const backing = new EndpointQuorum()
  backing.add(head.agreement)
  const { number: block, hash, stateRoot } = head
  const runtime = await runtimes.after(hash, backing)
  if (prove) {
    const { metadata } = await chain.runtime(hash)
    return { ...(await takeProven(chain, runtime, metadata, head, backing, step)), backing }
  }
  const genesis = await chain.genesis()
  const reader = readable(() => holdingsReader(runtime, { chain: genesis, block, hash, stateRoot }))
  await readAll(chain, reader, hash, backing, step)
  return { holdings: readable(() => reader.finish()), backing, kept: null }
}

/** Reads what a reader asks for, as the endpoints have it. */
async function readAll(
  chain: Chain,
  reader: HoldingsReader,
  hash: string,
  backing: EndpointQuorum,
  step: (entries: number) => void,
): Promise<void> {
  const single = await chain.values(reader.keys, hash)
  backing.add(single.agreement)
  readable(() => reader.takeKeys(single.values))
  let read = 0
  for (const [name, prefix] of reader.maps) {
    for await (const { keys, values, agreement } of chain.entries(prefix, hash)) {
      backing.add(agreement)
      readable(() => reader.takeMap(name, keys, values))
      read += keys.length
      step(read)
    }
  }
  for (const { method, args, take } of reader.calls()) {
    const { bytes, agreement } = await chain.call(method, args, hash)
    backing.add(agreement)
    readable(() => take(bytes))
  }
}

/** What the reader of a state does not understand, it says of the runtime. */
function readable<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new UnreadableRuntime(error instanceof Error ? error.message : String(error), { cause: error })
  }
}
