import { holdingsReader } from '../../chain/holdings.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import type { Agreement, BlockHead, Chain } from '../chain.ts'
import { EndpointQuorum } from './quorum.ts'
import type { Runtimes } from './runtimes.ts'

/** Who held and controlled what after a block, and how far the answers are backed. */
export interface Taken {
  holdings: Holdings
  backing: EndpointQuorum
}

/** For so many values one message asks: nodes give a thousand keys at most, but take as many as fit into 15 MB. */
const valuesAtOnce = 4000

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
    let waiting: Uint8Array[] = []
    const read = async (): Promise<void> => {
      const { values, agreement } = await chain.values(waiting, hash)
      backing.add(agreement)
      reader.takeMap(name, waiting, values)
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
    take(bytes)
  }
  return { holdings: reader.finish(), backing }
}
