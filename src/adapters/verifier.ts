import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { type SignatureCheck, verifySignature } from '../log/suites.ts'
import { packJobs } from './verify-batch.ts'
import { workerUrl } from './worker.ts'

export interface VerifierPool {
  /** Whether each signature is valid, in the order of the jobs. Rejects only when the pool is closed. */
  verify(jobs: SignatureCheck[]): Promise<boolean[]>
  close(): Promise<void>
}

/** Jobs that go to a thread together, and where their verdicts go. */
interface Batch {
  jobs: SignatureCheck[]
  settle(verdicts: boolean[]): void
  fail(error: Error): void
}

interface Thread {
  worker: Worker
  /** Batches that were sent and not answered, oldest first. */
  sent: Batch[]
}

/** Jobs per batch at most: about 40 ms of work, so small requests do not wait long behind a large one. */
const batchSize = 64
/** Batches per thread at most: one at work, one waiting so that the thread never idles between them. */
const ahead = 2

/**
 * Verifies signatures in worker threads, which start when there is work for them. A thread that dies (out of memory, a
 * crash in native code) is reported and replaced; its jobs are decided here, in pure JavaScript.
 * `threads`: how many at most (default: one per core). `report`: told of each death (default: a line on stderr).
 */
export function verifierPool(
  options: { threads?: number; report?: (problem: string) => void; start?: () => Worker } = {},
): VerifierPool {
  const limit = options.threads ?? availableParallelism()
  const report = options.report ?? ((problem) => process.stderr.write(`${problem}\n`))
  const start = options.start ?? startFrom(workerUrl('verify-worker'))
  const threads: Thread[] = []
  const waiting: Batch[] = []
  let closed = false
  let due = false

  function dispatch(): void {
    while (waiting.length > 0) {
      const thread = freeThread()
      if (thread !== null) send(thread, joined(waiting, limit))
      else if (threads.length > 0) return
      else for (const oldest of waiting.splice(0, 1)) void recheck(oldest)
    }
  }

  /** Sends what waits once this turn has said all it has: requests that come together go together. */
  function soon(): void {
    if (due) return
    due = true
    globalThis.setImmediate(() => {
      due = false
      if (!closed) dispatch()
    })
  }

  /** An idle thread, else a new one, else one with room for another batch. */
  function freeThread(): Thread | null {
    const idle = threads.find((thread) => thread.sent.length === 0)
    if (idle !== undefined) return idle
    const fresh = threads.length < limit ? startThread() : null
    return fresh ?? threads.find((thread) => thread.sent.length < ahead) ?? null
  }

  function send(thread: Thread, batch: Batch): void {
    const packed = packJobs(batch.jobs)
    thread.sent.push(batch)
    thread.worker.ref()
    thread.worker.postMessage(packed, [packed])
  }

  /** Null, and a report, where the system gives no more threads. */
  function startThread(): Thread | null {
    try {
      return adopt(start())
    } catch (error) {
      report(`no verifier thread could be started: ${error instanceof Error ? error.message : String(error)}`)
      return null
    }
  }

  function adopt(worker: Worker): Thread {
    const thread: Thread = { worker, sent: [] }
    thread.worker.on('message', (verdicts: Uint8Array) => {
      thread.sent.shift()?.settle(Array.from(verdicts, (verdict) => verdict === 1))
      // A process with nothing else to do may end while its verifiers idle, but not while they are being ended.
      if (closed) return
      if (thread.sent.length === 0) thread.worker.unref()
      dispatch()
    })
    thread.worker.on('error', (error) => bury(thread, error.message))
    thread.worker.on('exit', (code) => bury(thread, `it ended with code ${code}`))
    threads.push(thread)
    return thread
  }

  function bury(thread: Thread, cause: string): void {
    const at = threads.indexOf(thread)
    if (at < 0) return
    threads.splice(at, 1)
    if (closed) return
    report(`a verifier thread died (${cause}); its ${thread.sent.length} batches are checked again without wasm`)
    for (const batch of thread.sent) void recheck(batch)
    dispatch()
  }

  return {
    verify: async (jobs) => {
      if (closed) throw new Error('the verifier pool is closed')
      const size = Math.min(batchSize, Math.max(1, Math.ceil(jobs.length / limit)))
      const parts: Promise<boolean[]>[] = []
      for (let i = 0; i < jobs.length; i += size) {
        const part = jobs.slice(i, i + size)
        parts.push(new Promise((settle, fail) => waiting.push({ jobs: part, settle, fail })))
      }
      soon()
      return (await Promise.all(parts)).flat()
    },
    close: async () => {
      closed = true
      const open = [...waiting.splice(0), ...threads.flatMap((thread) => thread.sent)]
      for (const batch of open) batch.fail(new Error('the verifier pool is closed'))
      for (const { worker } of threads) worker.ref()
      await Promise.all(threads.map((thread) => thread.worker.terminate()))
    },
  }
}

/** The oldest of the waiting batches as one: at most a full batch, and no more than a fair share for each thread. */
function joined(waiting: Batch[], threads: number): Batch {
  const all = waiting.reduce((sum, { jobs }) => sum + jobs.length, 0)
  const most = Math.min(batchSize, Math.ceil(all / threads))
  const taken: Batch[] = []
  let size = 0
  for (const next of waiting) {
    size += next.jobs.length
    if (taken.length > 0 && size > most) break
    taken.push(next)
  }
  waiting.splice(0, taken.length)
  return {
    jobs: taken.flatMap(({ jobs }) => jobs),
    settle: (verdicts) => {
      let at = 0
      for (const { jobs, settle } of taken) {
        settle(verdicts.slice(at, at + jobs.length))
        at += jobs.length
      }
    },
    fail: (error) => {
      for (const { fail } of taken) fail(error)
    },
  }
}

function startFrom(url: URL): () => Worker {
  return () => new Worker(url)
}

/** Decides a batch in this thread, giving way to other work after each job. */
async function recheck({ jobs, settle, fail }: Batch): Promise<void> {
  try {
    const verdicts: boolean[] = []
    for (const job of jobs) {
      verdicts.push(verifySignature(job))
      await setImmediate()
    }
    settle(verdicts)
  } catch (error) {
    fail(error instanceof Error ? error : new Error(String(error)))
  }
}
