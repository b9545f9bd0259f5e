import { actFileOf, type ChainAct, callFileOf } from '../../chain/acts.ts'
import { decodeBlock, eventsKey } from '../../chain/block.ts'
import { tableOfFlows } from '../../chain/flow-table.ts'
import type { BlockFlows } from '../../chain/flows.ts'
import { unreadStorage } from '../../chain/known.ts'
import type { ReferendumEvent } from '../../chain/referenda.ts'
import type { Runtime } from '../../chain/runtime.ts'
import { sortAccounts } from '../../evidence/accounts.ts'
import type { ActFile } from '../../evidence/act.ts'
import type { Flows } from '../../evidence/flows.ts'
import type { RuntimeChange } from '../../evidence/runtime-change.ts'
import { concat, unhex } from '../../log/bytes.ts'
import type { Agreement, Chain, ChainBlock, Hash } from '../chain.ts'
import { EndpointQuorum } from './quorum.ts'
import type { Runtimes } from './runtimes.ts'
import { changeAfter } from './upgrade.ts'

/** What came out of consecutive blocks. */
export interface ReadBlocks {
  flows: Flows
  /** Acts of privileged power, and steps of every multisig, in the order of the chain. */
  acts: SeenAct[]
  /** Steps of referenda, in the order of the chain. */
  referenda: SeenStep[]
  /** Accounts that the blocks name anywhere: 32 bytes each, in order. */
  touched: Uint8Array
  backing: EndpointQuorum
}

/** An act with its block. */
export interface SeenAct extends Omit<ChainAct, 'event'> {
  /** Place of its event among those of the block; null: no event told it, the state after the block shows it. */
  event: number | null
  hash: Hash
  /** Time of the block, Unix milliseconds; null where it does not say. */
  ms: number | null
  /** Version of a new runtime, and what changed with it. */
  spec: number | null
  change: RuntimeChange | null
  /** The file that a record of it names; null where there is nothing to tell. */
  file(): ActFile | null
}

/** A step of a referendum with its block. */
export interface SeenStep extends ReferendumEvent {
  hash: Hash
  /** Time of the block, Unix milliseconds; null where it does not say. */
  ms: number | null
  /** The file that a record of it names; null where there is no call to tell. */
  file(): ActFile | null
}

/** How many blocks are asked for at once. */
const atOnce = 16

/**
 * The flows of finalized blocks `first` to `last`, each decoded with the runtime of its parent. Throws StateLost when an
 * endpoint that still has the events of a block cannot be found.
 */
export async function readBlocks(chain: Chain, runtimes: Runtimes, first: number, last: number): Promise<ReadBlocks> {
  const backing = new EndpointQuorum()
  const genesis = await chain.genesis()
  const blocks: Decoded[] = []
  for (let from = first; from <= last; from += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, last - from + 1) }, (_, i) => from + i)
    const fetched = await Promise.all(numbers.map((number) => fetchBlock(chain, number, backing)))
    // One after the other, since the runtime after a block mostly follows from the one before it.
    for (const each of fetched) blocks.push(await decode(chain, runtimes, each, backing))
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
      chain: genesis,
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
    acts: blocks.flatMap((each) => each.acts),
    referenda: blocks.flatMap((each) => each.referenda),
    touched: sortAccounts(concat(...Array.from(touched, unhex))),
    backing,
  }
}

interface Decoded {
  block: ChainBlock
  /** That decoded it. */
  runtime: Runtime
  flows: BlockFlows
  acts: SeenAct[]
  referenda: SeenStep[]
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

async function decode(
  chain: Chain,
  runtimes: Runtimes,
  { block, events }: Fetched,
  backing: EndpointQuorum,
): Promise<Decoded> {
  const { number, hash } = block
  const runtime = await runtimes.after(block.parent, backing)
  const after = await runtimes.after(block.hash, backing)
  const { flows, acts, referenda, touched, ms, fault } = decodeBlock(runtime, block, events)
  if (after.spec !== runtime.spec)
    flows.rows.push({ block: number, extrinsic: null, kind: 'runtime-upgraded', amount: BigInt(after.spec) })
  const genesis = await chain.genesis()
  const replaced = acts.some(({ what }) => what === 'upgraded') ? await changeAfter(chain, block) : null
  const seen = acts.map((act): SeenAct => {
    const change = act.what === 'upgraded' ? replaced : null
    const file = () => actFileOf(runtime, act, { chain: genesis, block: number, hash })
    return { ...act, hash, ms, spec: change?.to.spec ?? null, change, file }
  })
  const steps = referenda.map((step): SeenStep => {
    const at = { chain: genesis, block: number, hash }
    return { ...step, hash, ms, file: () => step.call && callFileOf(runtime, step.call, at) }
  })
  return { block, runtime, flows, acts: seen, referenda: steps, touched, fault }
}

export type { Agreement, Hash }
