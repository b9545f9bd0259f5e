import { holdingsReader } from '../../chain/holdings.ts'
import type { Holdings, Recipe } from '../../evidence/holdings.ts'
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

/** As `takeHoldings`, from proofs of the state. Throws NotProven too. */
export async function takeProvenHoldings(
  chain: Chain,
  runtimes: Runtimes,
  head: BlockHead & { agreement: Agreement },
  step: (entries: number) => void = () => undefined,
): Promise<Taken> {
  const backing = new EndpointQuorum()
  backing.add(head.agreement)
  const runtime = await runtimes.after(head.hash, backing)
  const { metadata } = await chain.runtime(head.hash)
  return { ...(await takeProven(chain, runtime, metadata, head, backing, step)), backing }
}

/** For so many values one message asks: nodes give a thousand keys at most, but take as many as fit into 15 MB. */
export const valuesAtOnce = 4000

/**
 * Reads everything that a recipe, the newest one unless told, names from the state after a block. `step` is told how many entries have been read.
 * Throws StateLost when no endpoint has that state any more, and UnreadableRuntime with what the runtime lacks or has
 * otherwise.
 */
export async function takeHoldings(
  chain: Chain,
  runtimes: Runtimes,
  head: BlockHead & { agreement: Agreement },
  step: (entries: number) => void = () => undefined,
  recipe?: Recipe,
): Promise<Taken> {
  const backing = new EndpointQuorum()
  backing.add(head.agreement)
  const { number: block, hash, stateRoot } = head
  const [runtime, genesis] = [await runtimes.after(hash, backing), await chain.genesis()]
  const reader = readable(() => holdingsReader(runtime, { chain: genesis, block, hash, stateRoot }, recipe))
  const single = await chain.values(reader.keys, hash)
  backing.add(single.agreement)
  readable(() => reader.takeKeys(single.values))
  let entries = 0
  for (const [name, prefix] of reader.maps) {
    let waiting: Uint8Array[] = []
    const read = async (): Promise<void> => {
      const { values, agreement } = await chain.values(waiting, hash)
      backing.add(agreement)
      readable(() => reader.takeMap(name, waiting, values))
      entries += waiting.length
      waiting = []
      step(entries)
    }
    for await (const page of chain.keys(prefix, hash)) {
      backing.add(page.agreement)
      waiting.push(...page.keys)
      if (waiting.length >= valuesAtOnce) await read()
    }
    if (waiting.length > 0) await read()
  }
  for (const { method, args, take } of reader.calls()) {
    const { bytes, agreement } = await chain.call(method, args, hash)
    backing.add(agreement)
    readable(() => take(bytes))
  }
  return { holdings: readable(() => reader.finish()), backing, kept: null }
}

/** What the reader of a state does not understand, it says of the runtime. */
function readable<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new UnreadableRuntime(error instanceof Error ? error.message : String(error), { cause: error })
  }
}
