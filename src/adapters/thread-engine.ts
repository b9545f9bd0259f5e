import { Worker } from 'node:worker_threads'
import type { Checkpoint } from '../log/checkpoint.ts'
import { isRefusal, type Params, Refusal, type RefusalCode } from '../records/refusals.ts'
import type { FoldEntry, ViewEngine } from '../service/view-engine.ts'
import { workerUrl } from './worker.ts'

/** A call of a folder, as it crosses to the thread. */
export type EngineCall =
  | { verb: 'push'; entries: FoldEntry[]; evidence: Map<string, Uint8Array> }
  | { verb: 'view'; name: string; params: Record<string, string>; checkpoint: Checkpoint; version: number | undefined }
  | { verb: 'reset' }

/** Its answer: a text (or nothing), a refusal as plain data, or what broke. */
export type EngineAnswer =
  | { text: string | null }
  | { refused: { code: RefusalCode; params: Params } }
  | { broken: string }

/** Makes one call on a folder and gives the answer as plain data. Never rejects. */
export async function answerCall(folder: ViewEngine, call: EngineCall): Promise<EngineAnswer> {
  try {
    if (call.verb === 'view') return asPlain(await folder.view(call.name, call.params, call.checkpoint, call.version))
    await (call.verb === 'push' ? folder.push(call.entries, call.evidence) : folder.reset())
    return { text: null }
  } catch (error) {
    return { broken: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

function asPlain(result: string | Refusal): EngineAnswer {
  return isRefusal(result) ? { refused: { code: result.code, params: result.params } } : { text: result }
}

/**
 * A folder in a thread of its own, so a large map does not keep the server from answering. Should the thread die, every
 * call rejects from then on: what it had folded is gone, and the owner begins a new one.
 */
export function threadEngine(start: () => Worker = startFoldWorker): ViewEngine {
  const worker = start()
  const waiting: { answer(answer: EngineAnswer): void; fail(error: Error): void }[] = []
  let dead: Error | null = null
  let size = 0

  const die = (error: Error): void => {
    dead ??= error
    for (const call of waiting.splice(0)) call.fail(dead)
  }
  worker.on('message', (answer: EngineAnswer) => {
    waiting.shift()?.answer(answer)
    // An answer that comes while the thread ends must not let go of it: nothing else may keep the process until it has.
    if (waiting.length === 0 && dead === null) worker.unref()
  })
  worker.on('error', (error) => die(new Error(`the fold's thread died: ${error.message}`, { cause: error })))
  worker.on('exit', (code) => die(new Error(`the fold's thread ended with code ${code}`)))
  worker.unref()

  const ask = async (call: EngineCall): Promise<string | Refusal | null> => {
    if (dead !== null) throw dead
    const answered = new Promise<EngineAnswer>((answer, fail) => waiting.push({ answer, fail }))
    worker.ref()
    worker.postMessage(call)
    return opened(await answered)
  }

  return {
    get size() {
      return size
    },
    push: async (entries, evidence) => {
      size += entries.length
      await ask({ verb: 'push', entries, evidence })
    },
    view: async (name, params, checkpoint, version) => {
      const result = await ask({ verb: 'view', name, params, checkpoint, version })
      if (result === null) throw new Error('the fold gave no result')
      return result
    },
    reset: async () => {
      size = 0
      await ask({ verb: 'reset' })
    },
    close: async () => {
      die(new Error('the folder is closed'))
      worker.ref()
      await worker.terminate()
    },
  }
}

/** Rebuilds what crossed from the thread: its text, its refusal, or its error. */
function opened(answer: EngineAnswer): string | Refusal | null {
  if ('broken' in answer) throw new Error(answer.broken)
  return 'refused' in answer ? new Refusal(answer.refused.code, answer.refused.params) : answer.text
}

function startFoldWorker(): Worker {
  return new Worker(workerUrl('view-worker'))
}
