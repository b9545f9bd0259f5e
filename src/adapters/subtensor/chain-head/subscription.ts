/** One subscription to the head of a chain: the blocks that the node keeps for it, and the streams that it tells of. */

import type { Hash } from '../../../service/chain.ts'
import { hashOf, listOf } from '../answers.ts'
import { NotStreamed } from '../faults.ts'
import { type Stream, startStream } from './stream.ts'

/** Asks for something whose answer nobody needs. */
type Tell = (method: string, params: unknown[]) => void

export interface Subscription {
  id: string
  /** Fulfilled when the node has said which blocks it keeps, or when it has ended. */
  begun: Promise<void>
  /** Does the node keep this block for us? From now on it is the one that is wanted. */
  keeps(block: Hash): boolean
  /** Takes in a message. Throws BadAnswer. */
  heard(result: Record<string, unknown>): void
  /** Runs the question that begins a stream; the node may tell of it before that is answered. */
  starting<T>(question: () => Promise<T>): Promise<T>
  /** The stream of this name. */
  stream(id: string): Stream
  /** Lets go of a stream that has ended. */
  finished(id: string): void
  /** All streams end with this fault. */
  end(fault: Error): void
  hasEnded(): boolean
}

/** So many blocks that are not wanted are let go of at once: a question for every six minutes. */
const looseAtOnce = 32
/** How many streams a node may tell of that it has not named yet. */
const mostUnnamed = 2

export function startSubscription(id: string, patience: number, tell: Tell): Subscription {
  const streams = new Map<string, Stream>()
  /** Blocks that the node keeps for us. */
  const kept = new Set<Hash>()
  let wanted: Hash | null = null
  let [starts, ended] = [0, false]
  let begin = (): void => {}
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })

  function take(block: Hash): void {
    kept.add(block)
    const loose = [...kept].filter((each) => each !== wanted)
    if (loose.length < looseAtOnce) return
    for (const each of loose) kept.delete(each)
    tell('chainHead_v1_unpin', [id, loose.map((each) => `0x${each}`)])
  }

  function stream(name: string): Stream {
    const found = streams.get(name) ?? startStream(patience)
    streams.set(name, found)
    if (ended) found.end(new NotStreamed('has ended the subscription'))
    return found
  }

  function heardOf(name: string, result: Record<string, unknown>): void {
    const isNew = !streams.has(name) && starts > 0 && streams.size < mostUnnamed
    const own = isNew ? stream(name) : streams.get(name)
    if (own?.heard(result)) tell('chainHead_v1_continue', [id, name])
  }

  function end(fault: Error): void {
    ended = true
    begin()
    for (const each of streams.values()) each.end(fault)
  }

  return {
    id,
    begun,
    keeps: (block) => {
      wanted = block
      return kept.has(block)
    },
    heard: (result) => {
      const { event } = result
      if (typeof event === 'string' && event.startsWith('operation')) heardOf(String(result.operationId), result)
      else if (event === 'stop') end(new NotStreamed('has ended the subscription'))
      else if (event === 'newBlock') take(hashOf(result.blockHash, 'the hash of a block'))
      else if (event === 'initialized') {
        for (const each of listOf(result.finalizedBlockHashes, 'finalized blocks'))
          take(hashOf(each, 'the hash of a block'))
        begin()
      }
    },
    starting: async (question) => {
      starts++
      return question().finally(() => starts--)
    },
    stream,
    finished: (name) => streams.delete(name),
    end,
    hasEnded: () => ended,
  }
}
