/** Counts what a computation does: how often each block of the source runs, as V8 counts it. No clock has a part in it. */

import { Session } from 'node:inspector/promises'

/** How often each block ran, by its place: `folds/chain/links.ts settle +120`. */
export type Steps = ReadonlyMap<string, number>

export interface Counter {
  /** What this runs, and nothing that ran before it. */
  of(run: () => void): Promise<Steps>
  close(): Promise<void>
}

/** Starts to count; slower code runs until it is closed. */
export async function startCounting(): Promise<Counter> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  return {
    of: async (run) => {
      await session.post('Profiler.takePreciseCoverage')
      const lists = countLists()
      try {
        run()
      } finally {
        lists.stop()
      }
      const { result } = await session.post('Profiler.takePreciseCoverage')
      const steps = new Map<string, number>(lists.counts)
      for (const { url, functions } of result) {
        const [, path] = /\/src\/((?:math|records|evidence|folds|views|chain|log)\/.*\.ts)/.exec(url) ?? []
        if (path === undefined) continue
        for (const { functionName, ranges } of functions)
          for (const { startOffset, count } of ranges)
            if (count > 0) add(steps, `${path} ${functionName || 'function'} +${startOffset}`, count)
      }
      return steps
    },
    close: async () => {
      await session.post('Profiler.stopPreciseCoverage')
      session.disconnect()
    },
  }
}

/** Walks shorter than this are not told apart: finding out who walks costs more than the walk. */
const short = 8

/** What reads a whole list, or a part of it that it gives back. Moving a block of memory, as splicing does, is no walk. */
const walks = ['slice', 'concat', 'filter', 'map', 'indexOf', 'lastIndexOf', 'includes', 'join', 'sort'] as const

/**
 * Counts the items of long lists that the language itself walks, which are no blocks of the source: in spreading, slicing,
 * searching, copying. By the place that does so.
 */
function countLists(): { counts: Map<string, number>; stop(): void } {
  const counts = new Map<string, number>()
  const depth = Error.stackTraceLimit
  // A library that the source calls may be deep.
  Error.stackTraceLimit = 40
  const undo: (() => void)[] = [
    () => {
      Error.stackTraceLimit = depth
    },
  ]
  const count = (items: number): void => {
    const place = items < short ? null : callerIn(new Error().stack ?? '')
    if (place !== null) add(counts, `walk ${place}`, items)
  }
  function patch(owner: object, name: PropertyKey, made: (real: Method) => Method): void {
    const before = Object.getOwnPropertyDescriptor(owner, name)
    if (typeof before?.value !== 'function') throw new Error(`${String(name)} is no method`)
    Object.defineProperty(owner, name, { ...before, value: made(before.value) })
    undo.push(() => Object.defineProperty(owner, name, before))
  }
  for (const name of walks)
    patch(
      Array.prototype,
      name,
      (real) =>
        function (this: unknown[], ...given) {
          const result = Reflect.apply(real, this, given)
          count(name === 'slice' && Array.isArray(result) ? result.length : this.length)
          return result
        },
    )
  for (const owner of [Array.prototype, Map.prototype, Set.prototype])
    for (const name of ['keys', 'values', 'entries', Symbol.iterator])
      patch(
        owner,
        name,
        (real) =>
          function (this: unknown) {
            return counted(Reflect.apply(real, this, []) as Iterator<unknown>, count)
          },
      )
  return {
    counts,
    stop: () => {
      for (const each of undo.reverse()) each()
    },
  }
}

type Method = (...given: unknown[]) => unknown

/** The same iterator, which says at its end how far it went. */
function counted(inner: Iterator<unknown>, count: (items: number) => void): IterableIterator<unknown> {
  let items = 0
  return {
    next: () => {
      const step = inner.next()
      if (step.done) count(items)
      else items++
      return step
    },
    return: (value?: unknown) => {
      count(items)
      return { done: true, value }
    },
    [Symbol.iterator]() {
      return this
    },
  }
}

/** The nearest place of the source in a stack; null: it is the platform's, or a test's own. */
function callerIn(stack: string): string | null {
  return /\/src\/([\w/-]+\.ts(?::\d+)?)/.exec(stack)?.[1] ?? null
}

const add = (counts: Map<string, number>, key: string, by: number): void =>
  void counts.set(key, (counts.get(key) ?? 0) + by)

/**
 * The places that grow faster than what they are given, from their counts at n, 2n and 4n: the step from 2n to 4n is twice
 * that from n to 2n where work grows in proportion, 2.4 times where something is sorted, four times where each item is
 * compared with each. Places with few steps say nothing, nor do those that ran in the largest log alone: V8 does not tell of
 * every block each time.
 */
export function faster([once, twice, fourfold]: readonly [Steps, Steps, Steps], few = 200, most = 3): string[] {
  return [...fourfold].flatMap(([place, last]) => {
    const [first, second] = [once.get(place) ?? 0, twice.get(place) ?? 0]
    const [before, after] = [second - first, last - second]
    return second > 0 && after > few && after > most * before ? [`${place}: ${first}, ${second}, ${last}`] : []
  })
}
