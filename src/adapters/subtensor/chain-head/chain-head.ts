/**
 * Storage that a node tells by itself, in place of pages that are asked for one by one: chainHead_v1_follow keeps a block,
 * chainHead_v1_storage streams what lies under a key (paritytech.github.io/json-rpc-interface-spec). A connection has one
 * subscription; it ends when nothing was streamed for a while, when the node ends it, or with the socket.
 */

import type { Hash } from '../../../service/chain.ts'
import type { Connection } from '../connection.ts'
import { BadAnswer, NotStreamed } from '../faults.ts'
import { type Pair, TooManyStops } from './stream.ts'
import { type Subscription, startSubscription } from './subscription.ts'

export interface ChainHead {
  /** Does the node say that it streams, and has it not shown that this is of no use? */
  streams(): Promise<boolean>
  /**
   * Everything that lies under these keys (hex) in the state after a block, as it comes. Throws NotStreamed when the node
   * cannot do that now, and BadAnswer for what no honest node sends.
   */
  descend(keys: readonly string[], at: Hash): Promise<Pair[]>
  /** A message of the subscription. */
  heard(message: Record<string, unknown>): void
  /** The socket is gone, and with it the subscription. */
  lost(): void
}

const methods = ['follow', 'storage', 'continue', 'unpin', 'unfollow'].map((name) => `chainHead_v1_${name}`)
/** Milliseconds after the last stream until the subscription is given up. */
const idleMs = 120_000
/** How often a busy node is asked again. */
const mostTries = 5
/** After so many streams in a row that came to nothing the node is asked for pages, until it is connected anew. */
const mostFailures = 3
/** Messages that may come before the answer which names their subscription. */
const mostEarly = 64

export interface ChainHeadOptions {
  /** Milliseconds before a busy node is asked again, and for how long nothing may come. */
  firstWait: number
  patience: number
  /** Told in one line why a node is not asked to stream any more. */
  report(line: string): void
}

export function chainHead(of: Connection, { firstWait, patience, report }: ChainHeadOptions): ChainHead {
  let able: Promise<boolean> | null = null
  let useless = false
  let failures = 0
  let opening: Promise<Subscription> | null = null
  let open: Subscription | null = null
  let early: Record<string, unknown>[] = []
  let idle: NodeJS.Timeout | undefined

  const tell = (method: string, params: unknown[]): void => void of.ask(method, params).catch(() => null)

  async function knows(): Promise<boolean> {
    const answer = (await of.ask('rpc_methods', []).catch(() => null)) as { methods?: unknown } | null
    const known = answer?.methods
    return Array.isArray(known) && methods.every((name) => known.includes(name))
  }

  async function follow(): Promise<Subscription> {
    early = []
    const own = startSubscription(String(await asked('chainHead_v1_follow', [false])), patience, tell)
    open = own
    for (const message of early.splice(0)) heard(message)
    const late = setTimeout(() => own.end(new NotStreamed('does not say which blocks it keeps')), patience)
    await own.begun
    clearTimeout(late)
    return own
  }

  /** A node that refuses what it said that it can do is asked for pages. */
  async function asked(method: string, params: unknown[]): Promise<unknown> {
    return of.ask(method, params).catch((error: unknown) => {
      throw new NotStreamed(error instanceof Error ? error.message : String(error))
    })
  }

  /** A subscription for which the node keeps this block. */
  async function keeping(at: Hash): Promise<Subscription> {
    if (open?.hasEnded()) forget()
    opening ??= follow()
    const own = await opening.catch((error: unknown) => {
      forget()
      return failed(error)
    })
    if (own.keeps(at) && !own.hasEnded()) return own
    throw new NotStreamed(`does not keep block ${at} for us`)
  }

  function forget(): void {
    opening = null
    open = null
  }

  function leave(why: Error = new NotStreamed('is not needed any more')): void {
    const own = open
    forget()
    own?.end(why)
    if (own) tell('chainHead_v1_unfollow', [own.id])
  }

  /** From now on it is asked for pages alone. */
  function giveUp(why: Error): void {
    report(`${of.url} is asked for pages in place of streams: ${why.message}`)
    leave(why)
  }

  function heard(message: Record<string, unknown>): void {
    const { subscription, result } = (message.params ?? {}) as { subscription?: unknown; result?: unknown }
    if (open === null) {
      if (opening !== null && early.length < mostEarly) early.push(message)
      return
    }
    if (subscription !== open.id || typeof result !== 'object' || result === null) return
    try {
      open.heard(result as Record<string, unknown>)
    } catch (error) {
      if (!(error instanceof BadAnswer) && !(error instanceof TooManyStops)) throw error
      useless = true
      giveUp(error)
    }
  }

  /** Streams these keys, or as many of the first as the node takes on; gives what came, and how many it has left. */
  async function some(own: Subscription, keys: readonly string[], at: Hash): Promise<[Pair[], left: number]> {
    const items = keys.map((key) => ({ key: `0x${key}`, type: 'descendantsValues' }))
    for (let attempt = 0; attempt < mostTries; attempt++) {
      if (attempt > 0) await pause(firstWait * 2 ** attempt)
      const answer = await own.starting(() => asked('chainHead_v1_storage', [own.id, `0x${at}`, items, null]))
      const { result, operationId, discardedItems } = (answer ?? {}) as Record<string, unknown>
      const left = Number(discardedItems ?? 0)
      if (result === 'limitReached' || left >= keys.length) continue
      if (result !== 'started' || typeof operationId !== 'string' || !(left >= 0))
        throw new BadAnswer('a stream is neither begun nor refused')
      const stream = own.stream(operationId)
      await stream.done.finally(() => own.finished(operationId))
      return [stream.pairs, left]
    }
    throw new NotStreamed('takes on no further stream')
  }

  function failed(error: unknown): never {
    if (error instanceof NotStreamed && ++failures === mostFailures) giveUp(error)
    throw error
  }

  return {
    streams: async () => {
      able ??= knows()
      return (await able) && !useless && failures < mostFailures
    },
    descend: async (keys, at) => {
      clearTimeout(idle)
      const found: Pair[][] = []
      for (let rest = keys; rest.length > 0; ) {
        const own = await keeping(at)
        const [pairs, left] = await some(own, rest, at).catch(failed)
        const begun = rest.slice(0, rest.length - left)
        const foreign = pairs.find(([key]) => !begun.some((each) => key.startsWith(each)))
        if (foreign) {
          const fault = new BadAnswer(`a stream has the key ${foreign[0].slice(0, 96)}, which was not asked for`)
          useless = true
          giveUp(fault)
          throw fault
        }
        found.push(pairs)
        rest = rest.slice(begun.length)
      }
      failures = 0
      idle = setTimeout(() => leave(), idleMs).unref()
      return found.flat()
    },
    heard,
    lost: () => {
      able = null
      failures = 0
      open?.end(new NotStreamed('has closed the connection'))
      forget()
    },
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
