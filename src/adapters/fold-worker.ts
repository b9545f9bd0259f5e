import { parentPort } from 'node:worker_threads'
import { answerCall, type FolderCall } from './folder.ts'
import { inlineFolder } from './inline-folder.ts'

/** The far end of `threadFolder`: one fold, one answer per call, in the order of the calls. */
const folder = inlineFolder()
const port = parentPort!
let last: Promise<void> = Promise.resolve()

port.on('message', (call: FolderCall) => {
  last = last.then(async () => port.postMessage(await answerCall(folder, call)))
})
