/** What reading a state costs, found out with few questions. */

import { type HoldingsReader, holdingsReader } from '../../chain/holdings.ts'
import { type BlockHead, type Chain, keysAtOnce, streamsOfMap, UnreadableRuntime, valuesAtOnce } from '../chain.ts'
import { EndpointQuorum } from './quorum.ts'
import type { Runtimes } from './runtimes.ts'
import { type MapSize, sizeOf } from './sizes.ts'

/** Questions, megabytes of JSON that come back, and minutes at the stated rate. */
export interface Cost {
  requests: number
  megabytes: number
  minutes: number
}

export interface Estimate {
  block: number
  spec: number
  /** Accounts with a balance, and entries of all maps. */
  accounts: number
  entries: number
  maps: { name: string; entries: number; exact: boolean }[]
  /** At so many questions a second. */
  perSecond: number
  /** What a whole snapshot costs by pages, and where the node streams; null where it does not. */
  pages: Cost
  streamed: Cost | null
  /** Questions that this estimate took of each map at most. */
  samples: number
}

/** Pages of keys that are looked at in each map. */
const samples = 4
/** What a value of a map of less than a page is taken to have, in bytes: such maps are a small part of the whole. */
const usualBytes = 32
const subnetMap = 'SubtensorModule.NetworksAdded'
/** What JSON has around a key or a value; and around both, as an entry of a stream. */
const jsonBytes = 7
const itemBytes = 27

/** About how many entries a snapshot of this block reads: one page of each map is looked at. */
export async function entriesAt(chain: Chain, runtimes: Runtimes, head: BlockHead): Promise<number> {
  const { reader } = await readerAt(chain, runtimes, head)
  const backing = new EndpointQuorum()
  let entries = 0
  for (const map of reader.maps) entries += (await sizeOf(chain, map, head.hash, 1, backing)).entries
  return entries
}

/** What a snapshot of a block would cost at so many questions a second. */
export async function estimateAt(
  chain: Chain,
  runtimes: Runtimes,
  head: BlockHead,
  perSecond: number,
): Promise<Estimate> {
  const { reader, spec } = await readerAt(chain, runtimes, head)
  const backing = new EndpointQuorum()
  const sizes: Size[] = []
  for (const map of reader.maps) {
    const size = await sizeOf(chain, map, head.hash, samples, backing)
    sizes.push({ ...size, valueBytes: size.exact ? usualBytes : await valueBytes(chain, size.keys, head.hash) })
  }
  await readSubnets(chain, reader, head.hash)
  const calls = 1 + reader.calls().length
  const cost = (of: (size: Size) => Pick<Cost, 'requests' | 'megabytes'>): Cost => {
    const costs = sizes.map(of)
    const requests = costs.reduce((sum, each) => sum + each.requests, calls)
    const megabytes = tenths(costs.reduce((sum, each) => sum + each.megabytes, 0))
    return { requests, megabytes, minutes: tenths(requests / perSecond / 60) }
  }
  return {
    block: head.number,
    spec,
    accounts: sizes.find(({ name }) => name === 'System.Account')?.entries ?? 0,
    entries: sizes.reduce((sum, { entries }) => sum + entries, 0),
    maps: sizes.map(({ name, entries, exact }) => ({ name, entries, exact })),
    perSecond,
    pages: cost(byPages),
    streamed: (await chain.streams()) ? cost(byStreams) : null,
    samples,
  }
}

type Size = MapSize & { valueBytes: number }

const tenths = (number: number): number => Math.round(10 * number) / 10

/** Keys come back twice, in hexadecimal: alone, and with their values. */
function byPages({ entries, keys, valueBytes }: Size): Pick<Cost, 'requests' | 'megabytes'> {
  const bytes = entries * (4 * (keys[0]?.length ?? 0) + 2 * valueBytes + 3 * jsonBytes)
  const requests = Math.floor(entries / keysAtOnce) + 1 + Math.ceil(entries / valuesAtOnce)
  return { requests, megabytes: bytes / 1e6 }
}

/** After the first page, which says that the map is large, each key comes with its value. */
function byStreams(size: Size): Pick<Cost, 'requests' | 'megabytes'> {
  if (size.exact) return byPages(size)
  const { entries, keys, valueBytes } = size
  const bytes = entries * (2 * (keys[0]?.length ?? 0) + 2 * valueBytes + itemBytes)
  return { requests: 1 + streamsOfMap, megabytes: bytes / 1e6 }
}

async function readerAt(
  chain: Chain,
  runtimes: Runtimes,
  { number: block, hash, stateRoot }: BlockHead,
): Promise<{ reader: HoldingsReader; spec: number }> {
  const runtime = await runtimes.after(hash, new EndpointQuorum())
  const genesis = await chain.genesis()
  try {
    return { reader: holdingsReader(runtime, { chain: genesis, block, hash, stateRoot }), spec: runtime.spec }
  } catch (error) {
    throw new UnreadableRuntime(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

/** Which subnets there are says how many prices are asked for. */
async function readSubnets(chain: Chain, reader: HoldingsReader, at: string): Promise<void> {
  const [name, prefix] = reader.maps.find(([name]) => name === subnetMap) ?? []
  if (!name || !prefix) return
  for await (const { keys } of chain.keys(prefix, at)) reader.takeMap(name, keys, (await chain.values(keys, at)).values)
}

/** The length of a value, on average over these keys. */
async function valueBytes(chain: Chain, keys: Uint8Array[], at: string): Promise<number> {
  const { values } = await chain.values(keys, at)
  return values.reduce((sum, value) => sum + (value?.length ?? 0), 0) / values.length
}
