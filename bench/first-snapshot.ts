import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { subtensorChain } from '../src/adapters/subtensor.ts'
import { estimateAt } from '../src/service/observe/estimate.ts'
import { runtimesOf } from '../src/service/observe/runtimes.ts'
import { takeHoldings } from '../src/service/observe/take.ts'
import type { Asked, nodeSizes } from './chain-node.ts'

/**
 * The first snapshot of a large node in another process, over loopback: questions, megabytes of JSON, seconds; the
 * minutes that it takes at a question a second; and what the estimate said beforehand, and with how many questions.
 */
export async function benchFirstSnapshot(
  program: URL,
  size: keyof typeof nodeSizes,
  streams: boolean,
): Promise<Record<string, number>> {
  const node = fork(fileURLToPath(program), ['node', size, ...(streams ? ['streams'] : [])])
  const heard = async <T>(): Promise<T> => (await once(node, 'message'))[0] as T
  const { url } = await heard<{ url: string }>()
  const asked = async (): Promise<Asked> => {
    node.send('asked')
    return heard<Asked>()
  }
  const chain = subtensorChain({
    endpoints: [url],
    clock: Date.now,
    random: (length) => new Uint8Array(length),
    report: (line) => console.log(line),
  })
  try {
    const runtimes = runtimesOf(chain)
    const head = await chain.block((await chain.finalized()).number)
    const begun = await asked()
    const estimate = await estimateAt(chain, runtimes, head, 1)
    const before = await asked()
    const start = performance.now()
    const { holdings } = await takeHoldings(chain, runtimes, head)
    const seconds = (performance.now() - start) / 1000
    const after = await asked()
    const requests = after.questions - before.questions
    return {
      accounts: holdings.free.length,
      requests,
      megabytes: (after.bytes - before.bytes) / 1e6,
      seconds,
      minutesAtOneASecond: requests / 60,
      estimatedRequests: estimate.requests,
      estimatedMegabytes: estimate.megabytes,
      estimateRequests: before.questions - begun.questions,
      peakMb: process.resourceUsage().maxRSS / 1024,
    }
  } finally {
    await chain.close()
    node.kill()
  }
}
