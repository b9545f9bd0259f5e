import { changesTold } from '../../chain/changes.ts'
import { holdingsReader } from '../../chain/holdings.ts'
import type { Holdings, Recipe } from '../../evidence/holdings.ts'
import { type Agreement, type BlockHead, type Chain, UnreadableRuntime } from '../chain.ts'
import type { BookWriter, Entries } from './book.ts'
import { readChanged, readWhole, type Since, type Source } from './changed.ts'
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
  /** What is read and how it is written; the newest one unless told. What is proven is read by the newest. */
  recipe?: Recipe | undefined
  /** What is known of the state before, and what was told since: only what changed is read. */
  since?: Since
  /** Takes in the entries of the large maps. */
  book?: BookWriter
  /** Told how many entries have been read. */
  step?(entries: number): void
}

/**
 * Reads everything that a recipe names from the state after a block. Throws StateLost when no endpoint has that state
 * any more, UnreadableRuntime with what the runtime lacks or has otherwise, and NotProven.
 */
export async function takeHoldings(
  chain: Chain,
  runtimes: Runtimes,
  head: BlockHead & { agreement: Agreement },
  { prove = false, recipe, since, book, step = () => undefined }: Taking = {},
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
  const reader = readable(() => holdingsReader(runtime, { chain: genesis, block, hash, stateRoot }, recipe))
  const single = await chain.values(reader.keys, hash)
  backing.add(single.agreement)
  readable(() => reader.takeKeys(single.values))
  const changes = changesTold(runtime, since?.told ?? { accounts: new Set(), flows: [] })
  let read = 0
  const take = async (name: string, entries: Entries): Promise<void> => {
    readable(() => reader.takeMap(name, entries.keys, entries.values))
    if (changes.large.includes(name)) await book?.add(name, entries)
    read += entries.keys.length
    step(read)
  }
  const source: Source = { chain, hash, backing, take }
  if (since) await readChanged(source, reader.maps, changes, since.book)
  else for (const [name, prefix] of reader.maps) await readWhole(source, name, prefix)
  for (const { method, args, take: answer } of reader.calls()) {
    const { bytes, agreement } = await chain.call(method, args, hash)
    backing.add(agreement)
    readable(() => answer(bytes))
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
