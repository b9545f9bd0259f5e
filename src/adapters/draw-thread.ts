import { Worker } from 'node:worker_threads'
import type { Draw, Drawing, Drawn } from '../draw/drawing.ts'
import { workerUrl } from './worker.ts'

/** A drawing on its way to the thread, and what comes back: the picture, or what broke. */
export interface DrawCall {
  number: number
  drawing: Drawing
}
export type DrawAnswer = { number: number } & ({ drawn: Drawn } | { broken: string })

/** Draws what a call asks for. Never throws. */
export function answerDrawing({ number, drawing }: DrawCall, draw: (drawing: Drawing) => Drawn): DrawAnswer {
  try {
    return { number, drawn: draw(drawing) }
  } catch (error) {
    return { number, broken: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

interface Waiting {
  answer(drawn: Drawn): void
  fail(error: Error): void
}

/**
 * Draws in a thread of its own, which starts with the first picture: a large one does not keep the server from answering.
 * Should the thread die, what was being drawn is refused and the next picture starts another.
 */
export function drawThread(start: () => Worker = startDrawWorker): { draw: Draw; close(): Promise<void> } {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let last = 0
  let closed = false

  function bury(which: Worker, error: Error): void {
    if (worker !== which) return
    worker = null
    for (const [number, { fail }] of waiting) {
      waiting.delete(number)
      fail(error)
    }
  }

  function begin(): Worker {
    const fresh = start()
    fresh.on('message', (answer: DrawAnswer) => {
      const asked = waiting.get(answer.number)
      waiting.delete(answer.number)
      // A process with nothing else to do may end while nothing is drawn.
      if (worker === fresh && waiting.size === 0) fresh.unref()
      if ('drawn' in answer) asked?.answer(answer.drawn)
      else asked?.fail(new Error(answer.broken))
    })
    fresh.on('error', (error) => bury(fresh, new Error(`the drawing thread died: ${error.message}`, { cause: error })))
    fresh.on('exit', (code) => bury(fresh, new Error(`the drawing thread ended with code ${code}`)))
    return fresh
  }

  return {
    draw: (drawing) =>
      new Promise((answer, fail) => {
        if (closed) throw new Error('the drawing thread is closed')
        worker ??= begin()
        const number = ++last
        waiting.set(number, { answer, fail })
        worker.ref()
        worker.postMessage({ number, drawing } satisfies DrawCall)
      }),
    close: async () => {
      closed = true
      const ending = worker
      if (ending === null) return
      bury(ending, new Error('the drawing thread is closed'))
      ending.ref()
      await ending.terminate()
    },
  }
}

function startDrawWorker(): Worker {
  return new Worker(workerUrl('draw-worker'))
}
