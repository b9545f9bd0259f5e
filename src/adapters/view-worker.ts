import { parentPort } from 'node:worker_threads'
import { inlineEngine } from './inline-engine.ts'
import { answerCall, type EngineCall } from './thread-engine.ts'

/** The far end of `threadFolder`: one fold, one answer per call, in the order of the calls. */
const folder = inlineEngine()
if (!parentPort) throw new Error('this runs in a worker thread alone')
const port = parentPort
let last: Promise<void> = Promise.resolve()

port.on('message', (call: EngineCall) => {
  last = last.then(async () => port.postMessage(await answerCall(folder, call)))
})
