/** One stream of storage: what came so far, and when it has to end. */

import { hexOf, listOf } from '../answers.ts'
import { BadAnswer, NotStreamed } from '../faults.ts'

/** A key and its value in hex, without 0x. */
export type Pair = readonly [key: string, value: string]

export interface Stream {
  pairs: Pair[]
  /** Takes in an event of the stream; says whether the node waits to be told to go on. Throws BadAnswer. */
  heard(event: Record<string, unknown>): boolean
  /** Ends it; null is the good end. */
  end(fault: Error | null): void
  /** Fulfilled with the good end; rejected with NotStreamed or BadAnswer. */
  done: Promise<void>
}

/** The most that one stream may send, in characters: a sixteenth of a map of six million accounts. */
export const mostCharacters = 128 * 1024 * 1024
/** What each message counts beside its entries, so that empty ones come to an end too. */
const messageCharacters = 256
/** A stream may take so many times as long as one answer. */
const mostPatience = 20
/** Pages give 800 entries a question, those for values counted: a node that stops for a question more often is no better. */
const entriesPerContinue = 800
const continuesAtFirst = 4

/** A stream that was asked for; `patience` is how many milliseconds nothing may come. */
export function startStream(patience: number): Stream {
  const pairs: Pair[] = []
  let [characters, continues] = [0, 0]
  let settle: (fault: Error | null) => void = () => {}
  const done = new Promise<void>((resolve, reject) => {
    settle = (fault) => (fault === null ? resolve() : reject(fault))
  })
  // Whoever waits for it is told; until then a fault is nobody's.
  done.catch(() => null)
  const silent = () => end(new NotStreamed(`sent nothing for ${patience / 1000} s`))
  let silence = setTimeout(silent, patience)
  const deadline = setTimeout(() => end(new NotStreamed('streams too slowly')), patience * mostPatience)

  function end(fault: Error | null): void {
    clearTimeout(silence)
    clearTimeout(deadline)
    settle(fault)
  }

  function take(item: unknown): void {
    const { key, value } = (item ?? {}) as Record<string, unknown>
    const pair: Pair = [hexOf(key, 'a key of a stream'), hexOf(value, 'a value of a stream')]
    characters += pair[0].length + pair[1].length
    pairs.push(pair)
  }

  function heard({ event, items, error }: Record<string, unknown>): boolean {
    clearTimeout(silence)
    silence = setTimeout(silent, patience)
    characters += messageCharacters
    if (event === 'operationStorageItems') for (const each of listOf(items, 'entries of a stream')) take(each)
    else if (event === 'operationStorageDone') end(null)
    else if (event === 'operationInaccessible') end(new NotStreamed('cannot reach the state any more'))
    else if (event === 'operationError') end(new NotStreamed(`says: ${String(error).slice(0, 200)}`))
    if (characters > mostCharacters)
      throw new BadAnswer(`a stream does not end: more than ${mostCharacters / 2 ** 20} MB came`)
    if (event !== 'operationWaitingForContinue') return false
    if (++continues <= continuesAtFirst || pairs.length >= entriesPerContinue * continues) return true
    throw new TooManyStops('stops for a question more often than pages would')
  }

  return { pairs, heard, end, done }
}

/** Streaming costs more questions than pages do. */
export class TooManyStops extends NotStreamed {}
