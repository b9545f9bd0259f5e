// Questions about earlier sizes of the log. Each folds entries anew, so they are answered one at a time, paid for by the
// network that asks, and given up when nobody waits for the answer any more.
import type { Checkpoint } from '../log/checkpoint.ts'
import { Refusal } from '../records/refusals.ts'
import { type Rate, startBuckets } from './buckets.ts'
import { networkOf } from './networks.ts'
import type { Clock } from './ports.ts'
import type { Asker } from './site.ts'
import type { ViewEngine } from './view-engine.ts'

/** A view, its parameters as text, and the size of the log at which it is asked. */
export interface PastQuestion {
  name: string
  params: Record<string, string>
  size: number
}

/** What the past is read from. */
export interface PastSource {
  /** The tree head of an earlier size. */
  headAt(size: number): Promise<Checkpoint>
  /** Fills a folder up to `size`, piece by piece; throws between two pieces once the signal says so. */
  fill(folder: ViewEngine, size: number, signal: AbortSignal): Promise<void>
  newFolder(): ViewEngine
}

export interface PastLimits {
  /** Questions that wait or are answered, of all askers and of one network. */
  waiting: number
  waitingOfOne: number
  /** Entries folded anew for one network. */
  entries: Rate
  /** Entries that a question costs at least. */
  leastEntries: number
  /** Milliseconds for which a folder is kept, so that the next question goes on where it stands. */
  keptMs: number
}

/** At 70 microseconds an entry, one network may use about a seventh of one core. */
export const pastLimits: PastLimits = {
  waiting: 8,
  waitingOfOne: 2,
  entries: { burst: 400_000, perSecond: 2000 },
  leastEntries: 500,
  keptMs: 30_000,
}

export interface Past {
  ask(question: PastQuestion, asker: Asker): Promise<string | Refusal>
  /** Lets go of what was folded: after a removal nothing of it may be shown. */
  forget(): Promise<void>
}

/** One question, and how many wait for it. */
interface Job {
  waiting: number
  stop: AbortController
  result: Promise<string | Refusal>
}

/** What nobody reads: who asked has gone. */
const gone = (): Refusal => new Refusal('busy', { reason: 'gone' })

/** No question yet. */
export function startPast(source: PastSource, clock: Clock, limits: PastLimits = pastLimits): Past {
  const jobs = new Map<string, Job>()
  const ofNetwork = new Map<string, number>()
  const entries = startBuckets(limits.entries, clock)
  const folders = startKept(source.newFolder, limits.keptMs)
  let last: Promise<unknown> = Promise.resolve()

  async function answer({ name, params, size }: PastQuestion, signal: AbortSignal): Promise<string | Refusal> {
    if (signal.aborted) return gone()
    const { folder, release } = await folders.take(size)
    let sound = false
    // The fold itself cannot be asked to stop in the middle of a view, but its thread can be ended.
    const end = (): void => void folder.close()
    signal.addEventListener('abort', end)
    try {
      await source.fill(folder, size, signal)
      const result = await folder.view(name, params, await source.headAt(size))
      sound = !signal.aborted
      return result
    } catch (error) {
      if (signal.aborted) return gone()
      throw error
    } finally {
      signal.removeEventListener('abort', end)
      release(sound)
    }
  }

  function unaffordable(size: number, network: string | null): Refusal | null {
    if (jobs.size >= limits.waiting) return new Refusal('busy', { reason: 'past', seconds: 10 })
    if (network === null) return null
    if ((ofNetwork.get(network) ?? 0) >= limits.waitingOfOne)
      return new Refusal('rate-limited', { reason: 'past-waiting', seconds: 10 })
    const seconds = entries.take(network, Math.max(limits.leastEntries, size - folders.sizeFor(size)))
    return seconds === 0 ? null : new Refusal('rate-limited', { reason: 'past', seconds })
  }

  function begin(key: string, question: PastQuestion, network: string): Job {
    const stop = new AbortController()
    const result = last.then(() => answer(question, stop.signal))
    const job = { waiting: 0, stop, result }
    jobs.set(key, job)
    ofNetwork.set(network, (ofNetwork.get(network) ?? 0) + 1)
    last = result
      .catch(() => undefined)
      .finally(() => {
        leave(key, job)
        const others = (ofNetwork.get(network) ?? 1) - 1
        if (others > 0) ofNetwork.set(network, others)
        else ofNetwork.delete(network)
      })
    return job
  }

  function leave(key: string, job: Job): void {
    if (jobs.get(key) === job) jobs.delete(key)
  }

  return {
    ask: async (question, { address, signal }) => {
      const key = JSON.stringify([question.size, question.name, Object.entries(question.params)])
      const network = networkOf(address)
      const refusal = jobs.has(key) ? null : unaffordable(question.size, network)
      if (refusal) return refusal
      const job = jobs.get(key) ?? begin(key, question, network ?? '')
      job.waiting++
      return untilGone(job.result, signal, () => {
        if (--job.waiting > 0) return
        job.stop.abort()
        leave(key, job)
      })
    },
    forget: folders.forget,
  }
}

/** The result; or `gone` as soon as the signal says that nobody waits for it, after calling `left`. */
function untilGone(
  result: Promise<string | Refusal>,
  signal: AbortSignal | undefined,
  left: () => void,
): Promise<string | Refusal> {
  if (!signal) return result
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      left()
      resolve(gone())
    }
    if (signal.aborted) return leave()
    signal.addEventListener('abort', leave, { once: true })
    result.finally(() => signal.removeEventListener('abort', leave)).then(resolve, reject)
  })
}

/** The folder of the last question, kept for a while: the next one about the same size or a later one goes on from there. */
interface Kept {
  /** Where a fold up to this size would start. */
  sizeFor(size: number): number
  /** A folder to fill up to this size, and how to give it back: sound, or not to be used again. */
  take(size: number): Promise<{ folder: ViewEngine; release(sound: boolean): void }>
  forget(): Promise<void>
}

function startKept(newFolder: () => ViewEngine, keptMs: number): Kept {
  let kept: ViewEngine | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let generation = 0

  async function drop(): Promise<void> {
    clearTimeout(timer)
    const folder = kept
    kept = null
    await folder?.close()
  }

  return {
    sizeFor: (size) => (kept !== null && kept.size <= size ? kept.size : 0),
    take: async (size) => {
      clearTimeout(timer)
      const found = kept !== null && kept.size <= size ? kept : null
      if (found) kept = null
      else await drop()
      const folder = found ?? newFolder()
      const begun = generation
      const release = (sound: boolean): void => {
        if (!sound || begun !== generation) return void folder.close()
        kept = folder
        timer = setTimeout(() => void drop(), keptMs)
        timer.unref()
      }
      return { folder, release }
    },
    forget: async () => {
      generation++
      await drop()
    },
  }
}
