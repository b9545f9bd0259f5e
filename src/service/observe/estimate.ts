/** What reading a state costs, found out with few questions. */

import { type HoldingsReader, holdingsReader } from '../../chain/holdings.ts'
import { type BlockHead, type Chain, keysAtOnce, UnreadableRuntime, valuesAtOnce } from '../chain.ts'
import { EndpointQuorum } from './quorum.ts'
import type { Runtimes } from './runtimes.ts'
import { type MapSize, sizeOf } from './sizes.ts'

export interface Estimate {
  block: number
  spec: number
  /** Accounts with a balance, and entries of all maps. */
  accounts: number
  entries: number
  maps: { name: string; entries: number; exact: boolean }[]
  /** Questions of a whole snapshot, and how many megabytes of JSON come back. */
  requests: number
  megabytes: number
  /** At so many questions a second, and how many minutes a whole snapshot then takes. */
  perSecond: number
  minutes: number
  /** Questions that this estimate took of each map at most. */
  samples: number
}

/** Pages of keys that are looked at in each map. */
const samples = 4
/** What a value of a map of less than a page is taken to have, in bytes: such maps are a small part of the whole. */
const usualBytes = 32
const subnetMap = 'SubtensorModule.NetworksAdded'
/** What JSON has around a key or a value. */
const jsonBytes = 7

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
  const sizes: (MapSize & { valueBytes: number })[] = []
  for (const map of reader.maps) {
    const size = await sizeOf(chain, map, head.hash, samples, backing)
    sizes.push({ ...size, valueBytes: size.exact ? usualBytes : await valueBytes(chain, size.keys, head.hash) })
  }
  await readSubnets(chain, reader, head.hash)
  const sum = (of: (size: (typeof sizes)[number]) => number): number => sizes.reduce((all, size) => all + of(size), 0)
  const pages = sum(({ entries }) => Math.floor(entries / keysAtOnce) + 1)
  const values = sum(({ entries }) => Math.ceil(entries / valuesAtOnce))
  const requests = 1 + pages + values + reader.calls().length
  // Keys come back twice, in hexadecimal: alone, and with their values.
  const bytes = sum(
    ({ entries, keys, valueBytes }) => entries * (4 * (keys[0]?.length ?? 0) + 2 * valueBytes + 3 * jsonBytes),
  )
  return {
    block: head.number,
    spec,
    accounts: sizes.find(({ name }) => name === 'System.Account')?.entries ?? 0,
    entries: sum(({ entries }) => entries),
    maps: sizes.map(({ name, entries, exact }) => ({ name, entries, exact })),
    requests,
    megabytes: Math.round(bytes / 1e5) / 10,
    perSecond,
    minutes: Math.round((10 * requests) / perSecond / 60) / 10,
    samples,
  }
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
