/** For tests: a thread that answers and ends when it is told to, and remembers whether it keeps the process. */
import { EventEmitter } from 'node:events'
import type { Worker } from 'node:worker_threads'

export interface EndingWorker {
  worker: Worker
  /** Whether the process waits for the thread: as of a real one, it does until told otherwise. */
  keeps(): boolean
  /** Sends a message from the thread. */
  say(message: unknown): void
  /** Lets `terminate` resolve. */
  end(): void
}

export function endingWorker(): EndingWorker {
  let kept = true
  let end = (): void => undefined
  const ended = new Promise<number>((resolve) => {
    end = () => resolve(1)
  })
  const emitter = new EventEmitter()
  const worker = Object.assign(emitter, {
    ref: () => {
      kept = true
    },
    unref: () => {
      kept = false
    },
    postMessage: () => undefined,
    terminate: () => ended,
  })
  return {
    worker: worker as unknown as Worker,
    keeps: () => kept,
    say: (message) => void emitter.emit('message', message),
    end: () => end(),
  }
}
