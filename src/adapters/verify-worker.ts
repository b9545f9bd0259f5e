import { parentPort } from 'node:worker_threads'
import { unpackJobs } from './verify-batch.ts'
import { nativeVerifier } from './verify-native.ts'

/** One batch: jobs as `packJobs` writes them go in, one byte per job (1: valid) comes out, in the order of the batches. */
const verify = nativeVerifier()
if (!parentPort) throw new Error('this runs in a worker thread alone')
const port = parentPort

port.on('message', (batch: ArrayBuffer) => {
  const verdicts = Uint8Array.from(unpackJobs(batch), (job) => (verify(job) ? 1 : 0))
  port.postMessage(verdicts, [verdicts.buffer])
})
