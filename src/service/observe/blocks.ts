import type { Approval } from '../../chain/approvals.ts'
import { decodeBlock, eventsKey } from '../../chain/block.ts'
import { tableOfFlows } from '../../chain/flow-table.ts'
import type { BlockFlows } from '../../chain/flows.ts'
import { unreadStorage } from '../../chain/known.ts'
import type { Runtime } from '../../chain/runtime.ts'
import { sortAccounts } from '../../evidence/accounts.ts'
import type { Flows } from '../../evidence/flows.ts'
import { concat, unhex } from '../../log/bytes.ts'
import type { Agreement, Chain, ChainBlock, Hash } from '../chain.ts'
import { EndpointQuorum } from './quorum.ts'
import type { Runtimes } from './runtimes.ts'

/** What came out of consecutive blocks. */
export interface ReadBlocks {
  flows: Flows
  /** In no evidence: what is pending is of the moment. */
  approvals: Approval[]
  /** Accounts that the blocks name anywhere: 32 bytes each, in order. */
  touched: Uint8Array
  backing: EndpointQuorum
}

/** How many blocks are asked for at once. */
const atOnce = 16

/**
 * The flows of finalized blocks `first` to `last`, each decoded with the runtime of its parent. Throws StateLost when an
 * endpoint that still has the events of a block cannot be found.
 */
export async function readBlocks(chain: Chain, runtimes: Runtimes, first: number, last: number): Promise<ReadBlocks> {
  const backing = new EndpointQuorum()
  const blocks: Decoded[] = []
  for (let from = first; from <= last; from += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, last - from + 1) }, (_, i) => from + i)
    const fetched = await Promise.all(numbers.map((number) => fetchBlock(chain, number, backing)))
    // One after the other, since the runtime after a block mostly follows from the one before it.
    for (const each of fetched) blocks.push(await decode(runtimes, each, backing))
  }
  for (const [i, { block }] of blocks.entries()) {
    const before = blocks[i - 1]
    if (before && block.parent !== before.block.hash)
      throw new Error(`Block ${first + i} does not follow the block before it: the endpoints tell of two chains.`)
  }
  const [oldest, newest] = [blocks[0], blocks.at(-1)]
  if (!oldest || !newest) throw new Error(`There are no blocks from ${first} to ${last}.`)
  const undecoded = blocks.flatMap(({ block, fault }) => (fault === null ? [] : [{ block: block.number, fault }]))
  const flows = tableOfFlows(
    blocks.map((each) => each.flows),
    {
      chain: await chain.genesis(),
      first,
      last,
      firstHash: oldest.block.hash,
      lastHash: newest.block.hash,
      specs: [...new Set(blocks.map(({ runtime }) => runtime.spec))],
      undecoded,
      unreadStorage: unreadStorage(newest.runtime),
    },
  )
  const touched = new Set(blocks.flatMap((each) => [...each.touched]))
  return {
    flows,
    approvals: blocks.flatMap((each) => each.approvals),
    touched: sortAccounts(concat(...Array.from(touched, unhex))),
    backing,
  }
}

interface Decoded {
  block: ChainBlock
  /** That decoded it. */
  runtime: Runtime
  flows: BlockFlows
  approvals: Approval[]
  touched: Set<string>
  fault: string | null
}

interface Fetched {
  block: ChainBlock
  events: Uint8Array | null
}

async function fetchBlock(chain: Chain, number: number, backing: EndpointQuorum): Promise<Fetched> {
  const block = await chain.block(number)
  const events = await chain.values([eventsKey], block.hash)
  for (const agreement of [block.agreement, events.agreement]) backing.add(agreement)
  return { block, events: events.values[0] ?? null }
}

async function decode(runtimes: Runtimes, { block, events }: Fetched, backing: EndpointQuorum): Promise<Decoded> {
  const { number } = block
  const runtime = await runtimes.after(block.parent, backing)
  const after = await runtimes.after(block.hash, backing)
  const { flows, approvals, touched, fault } = decodeBlock(runtime, block, events)
  if (after.spec !== runtime.spec)
    flows.rows.push({ block: number, extrinsic: null, kind: 'runtime-upgraded', amount: BigInt(after.spec) })
  return { block, runtime, flows, approvals, touched, fault }
}

export type { Agreement, Hash }
