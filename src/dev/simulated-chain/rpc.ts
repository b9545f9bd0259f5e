import { compact, u16, u32, u64 } from '@polkadot-api/substrate-bindings'
import { concat, hex, unhex } from '../../log/bytes.ts'
import { addressOf } from '../../log/ss58.ts'
import type { SimulatedBlock } from './blocks.ts'
import type { HeadSource } from './head-source.ts'
import { balanceOf, type Ledger } from './ledger.ts'
import { isSince2026, runtimeApis, runtimeVersionHex } from './metadata.ts'
import type { NodeRuntime } from './runtime.ts'
import { stateVersion } from './state.ts'
import type { Story } from './story.ts'
import type { StreamFault } from './stream-fault.ts'

/** What a node answers instead of a result. */
export class RpcError extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

type Params = (string | string[] | number | null | undefined)[]
export type Method = (params: Params) => unknown
export type Methods = { [name: string]: Method; state_queryStorageAt(params: Params): unknown[] }

/** What a node of the story streams of its states. */
export function headSource(story: Story, faults: Faults): HeadSource {
  return {
    finalized: () => {
      const { number } = story.finalized()
      const numbers = Array.from({ length: Math.min(number + 1, mostFinal) }, (_, i) => number - i).reverse()
      return numbers.map((each) => hashOf(story.byNumber(each), faults)!)
    },
    onBlock: (listener) =>
      story.onBest((block) => listener(hashOf(block, faults)!, `0x${truthOf(block.parent, faults)}`)),
    onFinal: (listener) => story.onFinal((block) => listener(hashOf(block, faults)!)),
    descendants: (hash, key) => {
      const block = story.byHash(truthOf(hash.slice(2), faults))
      if (!block || (faults.keepsState !== null && story.best().number - block.number > faults.keepsState)) return null
      return [...block.state.entries()]
        .filter(([each]) => each.startsWith(key))
        .map(([each, value]): [string, string] => [each, asTold(each, value, faults)!])
        .sort(([a], [b]) => (a < b ? -1 : 1))
    },
  }
}

/** So many final blocks are named when a subscription begins. */
const mostFinal = 16

/** A node's way to wrong the one who asks. All of it can be changed while the node runs. */
export interface Faults {
  /** So many connections that come are refused with HTTP 429. */
  refusals: number
  /** Every question is answered with this error. */
  error: string | null
  /** State of blocks older than so many is gone, as on a node that is no archive. */
  keepsState: number | null
  /** After so many answers every socket is cut; counted anew for the next ones. */
  answersUntilCut: number | null
  /** Questions are heard and never answered. */
  silent: boolean
  /** A rao more in every balance, in proofs too; another hash for every block; another state root in every header. */
  lie: 'balance' | 'hash' | 'root' | null
  /** How it streams storage; null: as it should. */
  stream: StreamFault | null
}

export const noFaults: Faults = {
  refusals: 0,
  error: null,
  keepsState: null,
  answersUntilCut: null,
  silent: false,
  lie: null,
  stream: null,
}

/** The methods of a Substrate node that the story can answer. Hashes come and go with `0x`. */
export function rpcMethods(story: Story, faults: Faults): Methods {
  const blockAt = (hash: unknown): SimulatedBlock => {
    if (typeof hash !== 'string') return story.best()
    const block = story.byHash(truthOf(hash.slice(2), faults))
    if (!block) throw new RpcError(4003, `Client error: UnknownBlock: Header was not found in the database: ${hash}`)
    return block
  }
  const stateAt = (hash: unknown): SimulatedBlock => {
    const block = blockAt(hash)
    if (faults.keepsState === null || story.best().number - block.number <= faults.keepsState) return block
    throw new RpcError(4003, `Client error: UnknownBlock: State already discarded for 0x${block.hash}`)
  }
  const valueAt = ({ state }: SimulatedBlock, key: string): string | null => asTold(key, state.get(key) ?? null, faults)
  const listed = lastAnswer((block: SimulatedBlock) => block.state.keys())
  const methods = {
    chain_getBlockHash: ([asked]) => {
      const one = (number: unknown) => hashOf(number == null ? story.best() : story.byNumber(Number(number)), faults)
      return Array.isArray(asked) ? asked.map(one) : one(asked)
    },
    chain_getHeader: ([hash]) => headerJson(blockAt(hash), faults),
    chain_getBlock: ([hash]) => blockJson(blockAt(hash), faults),
    chain_getFinalizedHead: () => hashOf(story.finalized(), faults),
    state_getRuntimeVersion: ([hash]) => versionJson(stateAt(hash).runtime),
    state_getMetadata: ([hash]) => `0x${hex(oldest(stateAt(hash).runtime))}`,
    state_getStorage: ([key, hash]) => valueAt(stateAt(hash), String(key)),
    state_getStorageSize: ([key, hash]) => ((valueAt(stateAt(hash), String(key))?.length ?? 2) - 2) / 2 || null,
    state_getKeysPaged: ([prefix, count, after, hash]) =>
      page(listed(stateAt(hash)), String(prefix), Number(count), after),
    state_queryStorageAt([keys, hash]) {
      const block = stateAt(hash)
      return [{ block: hashOf(block, faults), changes: (keys as string[]).map((key) => [key, valueAt(block, key)]) }]
    },
    state_getReadProof: ([keys, hash]) => proofJson(stateAt(hash), keys as string[], faults),
    state_call: ([method, args, hash]) => stateCall(String(method), unhex(String(args).slice(2)), stateAt(hash)),
    system_accountNextIndex: ([who]) => balanceOf(told(story.best().ledger), String(who) as never).nonce,
  } satisfies { [name: string]: Method }
  return {
    ...methods,
    ...system,
    chain_getFinalisedHead: methods.chain_getFinalizedHead,
    state_getKeysPagedAt: methods.state_getKeysPaged,
    state_getStorageAt: methods.state_getStorage,
    chain_getRuntimeVersion: methods.state_getRuntimeVersion,
  }
}

const system: { [name: string]: Method } = {
  system_chain: () => 'Bittensor (simulated)',
  system_name: () => 'Sensus simulated chain',
  system_version: () => '1.0.0',
  system_chainType: () => 'Development',
  system_health: () => ({ peers: 0, isSyncing: false, shouldHavePeers: false }),
  system_properties: () => ({ isEthereum: false, ss58Format: 42, tokenDecimals: 9, tokenSymbol: 'TAO' }),
}

/** A lying node knows its blocks by the hashes it tells. */
const mirrored = (hash: string): string =>
  `${(Number.parseInt(hash.slice(0, 2), 16) ^ 0xff).toString(16).padStart(2, '0')}${hash.slice(2)}`

const truthOf = (hash: string, { lie }: Faults): string => (lie === 'hash' ? mirrored(hash) : hash)

const hashOf = (block: SimulatedBlock | undefined, faults: Faults): string | null =>
  block ? `0x${truthOf(block.hash, faults)}` : null

export function headerJson(
  { number, parent, stateRoot, extrinsicsRoot, upgrades }: SimulatedBlock,
  faults: Faults,
): unknown {
  return {
    parentHash: `0x${number === 0 ? parent : truthOf(parent, faults)}`,
    number: `0x${number.toString(16)}`,
    stateRoot: `0x${faults.lie === 'root' ? mirrored(stateRoot) : stateRoot}`,
    extrinsicsRoot: `0x${extrinsicsRoot}`,
    // RuntimeEnvironmentUpdated
    digest: { logs: upgrades ? ['0x08'] : [] },
  }
}

const blockJson = (block: SimulatedBlock, faults: Faults): unknown => ({
  block: { header: headerJson(block, faults), extrinsics: block.extrinsics },
  justifications: null,
})

/** twox128("System") + twox128("Account"). */
const accountPrefix = '0x26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9'

/** A value as the node tells it: a liar adds a rao to the free balance, which stands after four counts of four bytes. */
function asTold(key: string, value: string | null, { lie }: Faults): string | null {
  if (lie !== 'balance' || value === null || !key.startsWith(accountPrefix)) return value
  const bytes = unhex(value.slice(2))
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  view.setBigUint64(16, view.getBigUint64(16, true) + 1n, true)
  return `0x${hex(bytes)}`
}

/** Nodes of the state. A liar's nodes say what it says, and so no longer have the hashes by which they are named. */
function proofJson(block: SimulatedBlock, keys: string[], faults: Faults): unknown {
  const truth = new Map(keys.map((key) => [key, block.state.get(key) ?? null]))
  const lies = [...truth].map(([key, value]) => [value?.slice(2), asTold(key, value, faults)?.slice(2)] as const)
  const told = block.state.proof(keys).map((node) => {
    const text = hex(node)
    const lie = lies.find(([value, other]) => value !== undefined && value !== other && text.includes(value))
    return `0x${lie?.[0] === undefined ? text : text.replace(lie[0], lie[1] ?? '')}`
  })
  return { at: hashOf(block, faults), proof: told.sort() }
}

const pageLimit = 1000

/** `keys` are sorted; the page begins after `after`. */
function page(keys: string[], prefix: string, count: number, after: unknown): string[] {
  if (count > pageLimit) throw new RpcError(4002, `count exceeds maximum value. value: ${count}, max: ${pageLimit}`)
  const start = typeof after === 'string' && after > prefix ? after : ''
  return keys.filter((key) => key > start && key.startsWith(prefix)).slice(0, count)
}

export function versionJson({ spec }: NodeRuntime): unknown {
  return {
    specName: 'node-subtensor',
    implName: 'node-subtensor',
    authoringVersion: 1,
    specVersion: spec,
    implVersion: 1,
    apis: runtimeApis,
    transactionVersion: 1,
    stateVersion,
  }
}

/** What `state_getMetadata` gives: metadata 14 from every runtime that can. */
const oldest = (runtime: NodeRuntime): Uint8Array => runtime.metadata(runtime.versions[0])

function stateCall(method: string, args: Uint8Array, { runtime, ledger }: SimulatedBlock): string {
  const opaque = (bytes: Uint8Array): Uint8Array => concat(compact.enc(bytes.length), bytes)
  const answer = (...parts: Uint8Array[]): string => `0x${hex(concat(...parts))}`
  switch (method) {
    case 'Core_version':
      return runtimeVersionHex(runtime.era)
    case 'Metadata_metadata':
      return answer(opaque(oldest(runtime)))
    case 'Metadata_metadata_versions':
      return answer(compact.enc(runtime.versions.length), ...runtime.versions.map((version) => u32.enc(version)))
    case 'Metadata_metadata_at_version': {
      const version = u32.dec(args)
      if (!runtime.versions.includes(version)) return answer(Uint8Array.of(0))
      return answer(Uint8Array.of(1), opaque(runtime.metadata(version)))
    }
    case 'AccountNonceApi_account_nonce':
      return answer(u32.enc(balanceOf(told(ledger), addressOf(args)).nonce))
  }
  if (method.startsWith('SwapRuntimeApi_') && isSince2026(runtime.era)) {
    return prices(method, args, told(ledger))
  }
  throw new RpcError(4003, `Client error: Execution failed: Exported method ${method} is not found`)
}

function told(ledger: Ledger | null): Ledger {
  if (!ledger) throw new RpcError(4003, 'Client error: UnknownBlock: State already discarded')
  return ledger
}

function prices(method: string, args: Uint8Array, { subnets }: Ledger): string {
  if (method === 'SwapRuntimeApi_current_alpha_price') {
    return `0x${hex(u64.enc(subnets.get(u16.dec(args))?.price ?? 0n))}`
  }
  const all = [...subnets].sort(([a], [b]) => a - b)
  const rows = all.map(([netuid, { price }]) => concat(u16.enc(netuid), u64.enc(price)))
  return `0x${hex(concat(compact.enc(all.length), ...rows))}`
}

/** Keeps one answer: pages of keys are asked for one after the other, of one block. */
function lastAnswer<K, V>(answer: (about: K) => V): (about: K) => V {
  let last: { about: K; value: V } | null = null
  return (about) => {
    if (last?.about !== about) last = { about, value: answer(about) }
    return last.value
  }
}
