import { holdingsReader } from '../../chain/holdings.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import type { Agreement, BlockHead, Chain } from '../chain.ts'
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

/**
 * Reads everything that the recipe names from the state after a block. `step` is told how many entries have been read.
 * Throws StateLost when no endpoint has that state any more, and what the runtime's metadata lacks.
 */
export async function takeHoldings(
  chain: Chain,
  runtimes: Runtimes,
  head: BlockHead & { agreement: Agreement },
  step: (entries: number) => void = () => undefined,
): Promise<Taken> {
  const backing = new EndpointQuorum()
  backing.add(head.agreement)
  const { number: block, hash, stateRoot } = head
  const reader = holdingsReader(await runtimes.after(hash, backing), {
    chain: await chain.genesis(),
    block,
    hash,
    stateRoot,
  })
  const single = await chain.values(reader.keys, hash)
  backing.add(single.agreement)
  reader.takeKeys(single.values)
  let entries = 0
  for (const [name, prefix] of reader.maps) {
    for await (const page of chain.keys(prefix, hash)) {
      const { values, agreement } = await chain.values(page.keys, hash)
      backing.add(page.agreement)
      backing.add(agreement)
      reader.takeMap(name, page.keys, values)
      entries += page.keys.length
      step(entries)
    }
  }
  for (const { method, args, take } of reader.calls()) {
    const { bytes, agreement } = await chain.call(method, args, hash)
    backing.add(agreement)
    take(bytes)
  }
  return { holdings: reader.finish(), backing, kept: null }
}
