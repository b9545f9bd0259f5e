// Storing results, after they were answered and never in the way of an answer.
import type { Blobs, Clock } from './ports.ts'
import { dropResult, storeResult } from './stored-result.ts'

/** Most results that are stored; the one stored longest ago makes room. */
export const mostStored = 2000
/** A result is stored at most this often, in milliseconds. */
const storeEvery = 5000
/** Results that wait to be written; while a disk is slow, others are left out. */
const mostWaiting = 64

export interface Keeping {
  /** Stores a result soon. A store that fails is told once, until one succeeds again. */
  keep(path: string, result: string): void
  /** Resolves once nothing waits to be written. */
  settled(): Promise<void>
  /** Drops everything that is stored. */
  forget(): Promise<void>
}

/** `report` is told of the first of several failures in a row. */
export function startKeeping(
  blobs: Blobs,
  clock: Clock,
  report: (fault: unknown) => void,
  most: number = mostStored,
): Keeping {
  /** What is stored, the longest ago first; null: not looked yet. */
  let stored: Set<string> | null = null
  let last: Promise<void> = Promise.resolve()
  const waiting = new Set<string>()
  const tried = new Map<string, number>()
  let failing = false
  let generation = 0

  async function write(path: string, result: string, asked: number): Promise<void> {
    if (asked !== generation) return
    stored ??= new Set(await blobs.list('views/'))
    const [oldest] = stored
    if (oldest !== undefined && stored.size >= most && !stored.has(path)) {
      await dropResult(blobs, oldest)
      stored.delete(oldest)
    }
    await storeResult(blobs, path, result)
    stored.delete(path)
    stored.add(path)
    if (asked !== generation) await dropResult(blobs, path) // a removal came in between
  }

  function isDue(path: string): boolean {
    const before = tried.get(path)
    return !waiting.has(path) && waiting.size < mostWaiting && (before === undefined || clock() - before >= storeEvery)
  }

  function noteTried(path: string): void {
    tried.delete(path)
    tried.set(path, clock())
    const [oldest] = tried.keys()
    if (oldest !== undefined && tried.size > most) tried.delete(oldest)
  }

  return {
    keep: (path, result) => {
      if (!isDue(path)) return
      noteTried(path)
      waiting.add(path)
      const asked = generation
      last = last
        .then(() => write(path, result, asked))
        .then(
          () => {
            failing = false
          },
          (error: unknown) => {
            if (!failing) report(error)
            failing = true
          },
        )
        .finally(() => waiting.delete(path))
    },
    settled: () => last,
    forget: async () => {
      generation++
      await last
      tried.clear()
      stored = null
      for (const path of await blobs.list('views/')) await dropResult(blobs, path)
    },
  }
}
