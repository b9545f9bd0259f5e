/**
 * A chain behind JSON-RPC endpoints, asked with the methods that every Substrate node has had from the start, so that any
 * public, archive or test node will do. Every question goes to all endpoints; `subtensor/agree.ts` says what to believe.
 */

import { hex } from '../log/bytes.ts'
import type { Chain, Hash } from '../service/chain.ts'
import { type Agreed, weaker } from './subtensor/agree.ts'
import { blockOf, bytesOf, headOf, versionOf } from './subtensor/answers.ts'
import { type ChainHead, chainHead } from './subtensor/chain-head/chain-head.ts'
import type { Connection } from './subtensor/connection.ts'
import { type EndpointsOptions, type Hooks, openEndpoints } from './subtensor/endpoints.ts'
import { BadAnswer, NoMethod, Pruned, Unanswered } from './subtensor/faults.ts'
import { blockHashes } from './subtensor/hashes.ts'
import { finalizedHeads } from './subtensor/heads.ts'
import { type Heard, heardHeads } from './subtensor/heard.ts'
import { metadataIn, metadataMethods } from './subtensor/metadata.ts'
import { notProven, proofFrom } from './subtensor/proof.ts'
import { chainStorage } from './subtensor/storage.ts'
import { runtimeVersions } from './subtensor/versions.ts'

export type SubtensorOptions = EndpointsOptions

/** Connects to the endpoints. Questions wait while none of them answers. */
export function subtensorChain(options: SubtensorOptions): Chain {
  const heard = new Map<string, Heard>(options.endpoints.map((url) => [url, heardHeads()]))
  const metadata = new Map<string, Agreed<Uint8Array>>()
  const streams = new Map<string, ChainHead>()
  const hooks: Hooks = {
    greeted: async (url, ask) => {
      takeHead(url, await ask('chain_getHeader', [await ask('chain_getFinalizedHead', [])]))
      await ask('chain_subscribeFinalizedHeads', [])
      await ask('state_subscribeRuntimeVersion', []).catch(unlessUnknown)
    },
    changed: (of) => {
      if (!of.ready()) streams.get(of.url)?.lost()
      void heads.look()
    },
    notified,
  }
  const endpoints = openEndpoints(options, hooks)
  const { ask } = endpoints
  const heads = finalizedHeads(endpoints, heard)
  const hashAt = blockHashes(endpoints, heard, () => heads.last()?.number ?? null)
  const versions = runtimeVersions((hash) =>
    ask(
      async (of) => versionOf(await of.ask('state_getRuntimeVersion', [`0x${hash}`])),
      ({ name, spec }) => `${name} ${spec}`,
    ),
  )

  function chainHeadOf(of: Connection): ChainHead {
    const { firstWait = 500, patience = 30_000, report } = options
    const own = streams.get(of.url) ?? chainHead(of, { firstWait, patience, report })
    streams.set(of.url, own)
    return own
  }

  function notified(of: Connection, message: Record<string, unknown>): void {
    const { method, params } = message
    if (method === 'chainHead_v1_followEvent') streams.get(of.url)?.heard(message)
    if (method !== 'chain_finalizedHead' && method !== 'state_runtimeVersion') return
    try {
      const { result } = params as { result: unknown }
      if (method === 'state_runtimeVersion') {
        versions.announced(of.url, versionOf(result), heads.last()?.number ?? heard.get(of.url)!.height() ?? 0)
        return
      }
      takeHead(of.url, result)
      void heads.look()
    } catch (error) {
      if (!(error instanceof BadAnswer) && !(error instanceof TypeError)) throw error
      of.dissented()
    }
  }

  function takeHead(url: string, value: unknown): void {
    const head = headOf(value)
    versions.header(head)
    const { number, hash, parent, stateRoot } = head
    // Block 0 of a forked test chain keeps the hash of the chain that it was forked from.
    heard.get(url)!.take({ number, hash: number === 0 ? endpoints.genesisOf(url) : hash, parent, stateRoot })
  }

  return {
    genesis: endpoints.genesis,
    finalized: heads.finalized,
    block: async (number) => {
      if (number > (await heads.finalized()).number) throw new Error(`Block ${number} is not final yet.`)
      const hash = await hashAt(number)
      const block = await ask(
        async (of) => blockOf(await of.ask('chain_getBlock', [`0x${hash.value}`]), hash.value),
        (each) => `${each.stateRoot} ${each.extrinsics.map(hex).join()}`,
      )
      const { header, ...value } = block.value
      if (value.number !== number) throw new Error(`Block ${number} has the number ${value.number} in its header.`)
      versions.header({ ...value, header })
      return { ...value, agreement: weaker(hash.agreement, block.agreement) }
    },
    runtime: async (hash) => {
      const { value, agreement } = await versions.after(hash)
      const key = `${value.name} ${value.spec}`
      const known = metadata.get(key) ?? (await ask(async (of) => metadataOf(of, hash), hex))
      metadata.set(key, known)
      return { ...value, metadata: known.value, agreement: weaker(agreement, known.agreement) }
    },
    ...chainStorage(endpoints, chainHeadOf),
    proof: async (keys, at) => {
      // Whatever is proven is the same, though nodes may come in another order.
      const proven = ask(
        (of) => proofFrom(of, keys, at),
        () => '',
      )
      const { value, agreement } = await proven.catch((error: unknown) => {
        throw notProven(error, at)
      })
      return { nodes: value, agreement }
    },
    call: async (method, args, at) => {
      const { value, agreement } = await ask(
        async (of) => bytesOf(await of.ask('state_call', [method, `0x${hex(args)}`, `0x${at}`]), 'an answer'),
        hex,
      )
      return { bytes: value, agreement }
    },
    follow: heads.follow,
    endpoints: endpoints.status,
    close: async () => {
      endpoints.close()
      for (const each of streams.values()) each.lost()
    },
  }
}

/** A node without subscriptions to the version is asked for it more often, and no worse for that. */
function unlessUnknown(error: unknown): void {
  if (!(error instanceof NoMethod) && !(error instanceof BadAnswer)) throw error
}

/** The newest metadata that the runtime gives; an old one has one version alone. */
async function metadataOf(of: Connection, hash: Hash): Promise<Uint8Array> {
  for (const version of [16, 15]) {
    const [method, args] = metadataMethods(version)
    try {
      const found = metadataIn(bytesOf(await of.ask('state_call', [method, args, `0x${hash}`]), 'metadata'))
      if (found !== null) return found
    } catch (error) {
      if (error instanceof Unanswered || error instanceof Pruned) throw error
    }
  }
  return bytesOf(await of.ask('state_getMetadata', [`0x${hash}`]), 'metadata')
}
