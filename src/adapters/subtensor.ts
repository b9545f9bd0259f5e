/**
 * A chain behind JSON-RPC endpoints, asked with the methods that every Substrate node has had from the start, so that any
 * public, archive or test node will do. Every question goes to all endpoints; `subtensor/agree.ts` says what to believe.
 */

import { hex } from '../log/bytes.ts'
import {
  type Agreement,
  type BlockHead,
  type Chain,
  ChainUnreachable,
  type Hash,
  keysAtOnce,
  StateLost,
  WrongChain,
} from '../service/chain.ts'
import type { Clock, Random } from '../service/ports.ts'
import { type Agreed, reached, type Said, weigh } from './subtensor/agree.ts'
import { blockOf, bytesOf, hashOf, headOf, keysOf, listOf, valuesOf, versionOf } from './subtensor/answers.ts'
import { type Connection, type ConnectionOptions, connect } from './subtensor/connection.ts'
import { BadAnswer, NoMethod, Pruned, Unanswered } from './subtensor/faults.ts'
import { type Heard, heardHeads } from './subtensor/heard.ts'
import { metadataIn, metadataMethods } from './subtensor/metadata.ts'
import { notProven, proofFrom } from './subtensor/proof.ts'
import { runtimeVersions } from './subtensor/versions.ts'

export interface SubtensorOptions
  extends Pick<ConnectionOptions, 'firstWait' | 'longestWait' | 'patience' | 'perSecond'> {
  /** WebSocket addresses, the most trusted first. */
  endpoints: readonly string[]
  /** Hash of block 0, where it is known beforehand. */
  genesis?: Hash
  clock: Clock
  random: Random
  /** Told in one line when an endpoint turns out to be of no use. */
  report(line: string): void
}

/** For the hashes of so many blocks one message asks. */
const hashesAtOnce = 128
/** How many hashes of blocks are kept until those are read. */
const mostAhead = 4096
/** How long an endpoint that is about to announce a block is waited for before it is asked, in milliseconds. */
const graceMs = 1000
/** How far behind an endpoint is that is about to, in blocks. */
const graceBlocks = 3

type Listener = (head: BlockHead) => void

/** Connects to the endpoints. Questions wait while none of them answers. */
export function subtensorChain(options: SubtensorOptions): Chain {
  const { endpoints } = options
  const heard = new Map<string, Heard>(endpoints.map((url) => [url, heardHeads()]))
  const genesisOf = new Map<string, Hash>()
  const wakers = new Set<() => void>()
  const listeners = new Set<Listener>()
  const metadata = new Map<string, Agreed<Uint8Array>>()
  const versions = runtimeVersions((hash) =>
    ask(
      async (of) => versionOf(await of.ask('state_getRuntimeVersion', [`0x${hash}`])),
      ({ name, spec }) => `${name} ${spec}`,
    ),
  )
  /** Hashes that are known or asked for, of blocks that were not read yet. */
  const ahead = new Map<number, Promise<Agreed<Hash> | null>>()
  /** Does some node give one hash at a time? */
  let singly = false
  let last: (BlockHead & { agreement: Agreement }) | null = null
  let looking = false
  /** Something was heard while we looked: what we found may be out of date. */
  let heardMore = false
  /** Number of the last head that listeners were told of; whoever asks for the head may have it earlier. */
  let told = -1
  let closed = false

  const wake = () => {
    for (const each of [...wakers]) each()
  }
  const connections = endpoints.map((url) => open(url))

  function open(url: string): Connection {
    const connection: Connection = connect(url, {
      ...options,
      greet: async (ask) => {
        const genesis = await usable(ask)
        const expected = options.genesis
        if (expected !== undefined && genesis !== expected) {
          refuse(connection, `is on the chain whose block 0 is ${genesis}, not ${expected}`)
          throw new BadAnswer('another chain')
        }
        genesisOf.set(url, genesis)
        takeHead(url, await ask('chain_getHeader', [await ask('chain_getFinalizedHead', [])]))
        await ask('chain_subscribeFinalizedHeads', [])
        await ask('state_subscribeRuntimeVersion', []).catch(unlessUnknown)
      },
      changed: () => {
        wake()
        void look()
      },
      notified: (message) => notified(url, message),
    })
    return connection

    /** The hash of block 0. A node that is none is refused for good; one that only fails is tried again. */
    async function usable(ask: Parameters<ConnectionOptions['greet']>[0]): Promise<Hash> {
      try {
        return hashOf(await ask('chain_getBlockHash', [0]), 'the hash of block 0')
      } catch (error) {
        if (error instanceof BadAnswer || error instanceof NoMethod)
          refuse(connection, `is not a Substrate node: ${error.message}`)
        throw error
      }
    }
  }

  function refuse(connection: Connection, fault: string): void {
    connection.refuse(fault)
    options.report(`${connection.url} ${fault}`)
  }

  function notified(url: string, { method, params }: Record<string, unknown>): void {
    if (method !== 'chain_finalizedHead' && method !== 'state_runtimeVersion') return
    try {
      const { result } = params as { result: unknown }
      if (method === 'state_runtimeVersion') {
        versions.announced(url, versionOf(result), last?.number ?? heard.get(url)!.height() ?? 0)
        return
      }
      takeHead(url, result)
      void look()
    } catch (error) {
      if (!(error instanceof BadAnswer) && !(error instanceof TypeError)) throw error
      connections.find((each) => each.url === url)?.dissented()
    }
  }

  function takeHead(url: string, value: unknown): void {
    const head = headOf(value)
    versions.header(head)
    const { number, hash, parent, stateRoot } = head
    // Block 0 of a forked test chain keeps the hash of the chain that it was forked from.
    heard.get(url)!.take({ number, hash: number === 0 ? genesisOf.get(url)! : hash, parent, stateRoot })
  }

  /** Tells the listeners of a newly agreed head, one at a time and never backwards. */
  async function look(): Promise<void> {
    if (looking) heardMore = true
    if (looking || closed || listeners.size === 0) return
    looking = true
    heardMore = false
    const head = await finalized().catch(() => null)
    looking = false
    if (head !== null && head.number > told) {
      told = head.number
      for (const each of [...listeners]) each(head)
    }
    if (heardMore) void look()
  }

  /**
   * Resolves when an endpoint may answer again; at first, when each has answered or failed once, so that nothing is
   * believed of the quickest alone.
   */
  async function someReady(): Promise<Connection[]> {
    for (;;) {
      if (closed) throw new ChainUnreachable('The connection to the chain was closed.')
      const ready = connections.filter((each) => each.ready())
      const tried = connections.every((each) => each.ready() || each.status().fault !== null)
      if (ready.length > 0 && tried) return ready
      const states = connections.map((each) => each.status())
      if (states.length > 0 && states.every(({ state }) => state === 'refused'))
        throw new WrongChain(
          `No endpoint can be used: ${states.map(({ url, fault }) => `${url} ${fault}`).join('; ')}.`,
        )
      await new Promise<void>((resolve) => {
        const woken = () => {
          wakers.delete(woken)
          resolve()
        }
        wakers.add(woken)
      })
    }
  }

  /** Asks every endpoint that is ready, until at least one answers. */
  async function ask<T>(question: (of: Connection) => Promise<T>, keyOf: (value: T) => string): Promise<Agreed<T>> {
    for (;;) {
      const agreed = weighed(await sayAll(question), keyOf)
      if (agreed !== null) return agreed
    }
  }

  const sayAll = async <T>(question: (of: Connection) => Promise<T>): Promise<Said<T>[]> =>
    Promise.all((await someReady()).map((each) => say(each, question)))

  function weighed<T>(said: Said<T>[], keyOf: (value: T) => string): Agreed<T> | null {
    try {
      const agreed = weigh(said, endpoints.length, keyOf)
      for (const url of agreed?.agreement.dissenting ?? []) connections.find((each) => each.url === url)?.dissented()
      return agreed
    } catch (error) {
      if (error instanceof Pruned) throw new StateLost(`No endpoint has the state that is asked for: ${error.message}.`)
      throw error
    }
  }

  /** Endpoints on another chain than the first ones are of no use, once the majority is known. */
  async function genesis(): Promise<Hash> {
    const { value } = await ask(
      async ({ url }) => {
        const own = genesisOf.get(url)
        if (own === undefined) throw new Unanswered('has not said which chain it is on')
        return own
      },
      (hash) => hash,
    )
    for (const each of connections) {
      const own = genesisOf.get(each.url)
      if (own !== undefined && own !== value && each.ready())
        refuse(each, `is on the chain whose block 0 is ${own}, not ${value}`)
    }
    return value
  }

  /** The hash of a block; those of the blocks after it are asked for in the same message, since who reads one reads on. */
  async function hashAt(number: number): Promise<Agreed<Hash>> {
    const coming = ahead.get(number)
    if (coming) return (await coming) ?? only(await hashesOf([number]))
    const until = singly ? number : Math.min(number + hashesAtOnce - 1, last?.number ?? number)
    const numbers = Array.from({ length: Math.max(1, until - number + 1) }, (_, i) => number + i)
    if (ahead.size > mostAhead) ahead.clear()
    const asked = hashesOf(numbers)
    for (const [i, each] of numbers.entries()) {
      const own = asked.then((hashes) => hashes[i] ?? null)
      // Whoever asked is told; what nobody waits for is asked for again.
      own.catch(() => ahead.delete(each))
      if (!ahead.has(each)) ahead.set(each, own)
    }
    return only(await asked)
  }

  /** In the order of the numbers; null where nobody said it, but for the first. */
  async function hashesOf(numbers: readonly number[]): Promise<(Agreed<Hash> | null)[]> {
    for (;;) {
      const said = await sayAll((of) => hashesFrom(of, numbers))
      const hashes = numbers.map((_, i) =>
        weighed(
          said.flatMap((each): Said<Hash>[] => {
            if (!('value' in each)) return i === 0 ? [each] : []
            const value = each.value[i]
            return value ? [{ url: each.url, value }] : []
          }),
          (hash) => hash,
        ),
      )
      if (hashes[0]) return hashes
    }
  }

  /** What one endpoint has announced, or says when it is asked; of the later numbers it may know fewer. */
  async function hashesFrom(of: Connection, numbers: readonly number[]): Promise<(Hash | null)[]> {
    const [first = 0] = numbers
    const told = heard.get(of.url)!
    const height = told.height()
    if (height !== null && first > height && first <= height + graceBlocks) await told.reach(first, graceMs)
    const announced = numbers.map((number) => (number === 0 ? null : told.hash(number)))
    if (announced.every((hash) => hash !== null)) return announced
    if (numbers.length > 1) {
      try {
        return listOf(await of.ask('chain_getBlockHash', [numbers]), 'hashes').map((each, i) =>
          each === null && i > 0 ? null : hashOf(each, `the hash of block ${numbers[i]}`),
        )
      } catch (error) {
        if (!(error instanceof BadAnswer) && !(error instanceof NoMethod)) throw error
        singly = true
      }
    }
    return [hashOf(await of.ask('chain_getBlockHash', [first]), `the hash of block ${first}`)]
  }

  async function finalized(): Promise<BlockHead & { agreement: Agreement }> {
    await someReady()
    const heights = connections.filter((each) => each.ready()).map(({ url }) => heard.get(url)!.height())
    const height = reached(
      heights.filter((each) => each !== null),
      endpoints.length,
    )
    if (last !== null && (height === null || height <= last.number)) return last
    const head = await ask(
      (of) => headFrom(of, height ?? 0),
      (each) => `${each.hash} ${each.stateRoot}`,
    )
    if (last === null || head.value.number > last.number) last = { ...head.value, agreement: head.agreement }
    return last
  }

  /** The head that an endpoint has announced; one that has gone past it is asked. */
  async function headFrom(of: Connection, number: number): Promise<BlockHead> {
    const told = heard.get(of.url)!
    const announced = told.head(number)
    if (announced !== null) return announced
    if ((told.height() ?? -1) < number) throw new Unanswered(`has not come to block ${number}`)
    const hash =
      told.hash(number) ?? hashOf(await of.ask('chain_getBlockHash', [number]), `the hash of block ${number}`)
    return headAt(await of.ask('chain_getHeader', [`0x${hash}`]), hash)
  }

  /** Many keys at once; a node that cannot do that is asked for one after the other. */
  async function valuesFrom(of: Connection, keys: readonly string[], at: string): Promise<(Uint8Array | null)[]> {
    const prefixed = keys.map((key) => `0x${key}`)
    try {
      return valuesOf(await of.ask('state_queryStorageAt', [prefixed, at]), keys)
    } catch (error) {
      if (!(error instanceof NoMethod)) throw error
    }
    const single = async (key: string) => {
      const value = await of.ask('state_getStorage', [key, at])
      return value === null ? null : bytesOf(value, 'a value')
    }
    return Promise.all(prefixed.map(single))
  }

  return {
    genesis,
    finalized,
    block: async (number) => {
      if (number > (await finalized()).number) throw new Error(`Block ${number} is not final yet.`)
      const hash = await hashAt(number)
      // Whatever comes of it: the next time the hash is asked for anew.
      ahead.delete(number)
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
    keys: async function* (prefix, at, after) {
      for (let start: string | null = after ? `0x${hex(after)}` : null; ; ) {
        const params: unknown[] = [`0x${hex(prefix)}`, keysAtOnce, start, `0x${at}`]
        const { value, agreement } = await ask(
          async (of) => keysOf(await of.ask('state_getKeysPaged', params), hex(prefix), start),
          (keys) => keys.map(hex).join(),
        )
        const last = value.at(-1)
        if (last) yield { keys: value, agreement }
        if (!last || value.length < keysAtOnce) return
        start = `0x${hex(last)}`
      }
    },
    values: async (keys, at) => {
      const wanted = keys.map(hex)
      const { value, agreement } = await ask(
        (of) => valuesFrom(of, wanted, `0x${at}`),
        (values) => values.map((each) => (each === null ? '-' : hex(each))).join(),
      )
      return { values: value, agreement }
    },
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
    follow: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    endpoints: () => connections.map((each) => each.status()),
    close: async () => {
      closed = true
      for (const each of connections) each.close()
      wake()
    },
  }
}

/** The answer to one question; there is always one. */
function only<T>([first]: (Agreed<T> | null)[]): Agreed<T> {
  if (!first) throw new Unanswered('nobody answered')
  return first
}

/** A node without subscriptions to the version is asked for it more often, and no worse for that. */
function unlessUnknown(error: unknown): void {
  if (!(error instanceof NoMethod) && !(error instanceof BadAnswer)) throw error
}

async function say<T>(connection: Connection, question: (of: Connection) => Promise<T>): Promise<Said<T>> {
  const { url } = connection
  try {
    return { url, value: await question(connection) }
  } catch (error) {
    return { url, fault: error instanceof Error ? error : new Unanswered(String(error)) }
  }
}

function headAt(value: unknown, hash: Hash): BlockHead {
  const { header: _, ...head } = headOf(value)
  if (head.hash !== hash && head.number !== 0) throw new BadAnswer(`the header does not have the hash ${hash}`)
  return { ...head, hash }
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

function weaker(a: Agreement, b: Agreement): Agreement {
  const dissenting = [...new Set([...a.dissenting, ...b.dissenting])]
  return { asked: a.asked, agreed: Math.min(a.agreed, b.agreed), dissenting }
}
