import { estimateAt } from '../src/service/observe/estimate.ts'
import { runtimesOf } from '../src/service/observe/runtimes.ts'
import { takeHoldings } from '../src/service/observe/take.ts'
import { type LargeChainOptions, largeChain } from './large-chain.ts'

/** In a paced run everything goes so many times as fast: four questions a second, and a block every 3 s. */
const timesAsFast = 4
const blockMs = 12_000

/**
 * The first snapshot of a large node in another process, over loopback: questions, megabytes of JSON, seconds; the
 * minutes that it takes at a question a second; and what the estimate said beforehand, and with how many questions.
 * `paced`: at a question a second, from a node that keeps the state of 300 blocks, both four times as fast. What the reader
 * itself takes is not sped up, so the run is the harder one; it throws when the state is gone before all of it was read.
 */
export async function benchFirstSnapshot(
  program: URL,
  { paced = false, ...options }: Pick<LargeChainOptions, 'size' | 'streams'> & { paced?: boolean },
): Promise<Record<string, number>> {
  const pace = paced ? { blockMs: blockMs / timesAsFast, perSecond: timesAsFast } : {}
  const { chain, asked, close } = await largeChain(program, { ...options, ...pace })
  try {
    const runtimes = runtimesOf(chain)
    const first = await chain.block((await chain.finalized()).number)
    const begun = await asked()
    const estimate = await estimateAt(chain, runtimes, first, 1)
    const before = await asked()
    const head = await chain.block((await chain.finalized()).number)
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
      minutesAtOneASecond: paced ? (seconds * timesAsFast) / 60 : requests / 60,
      estimatedRequests: (estimate.streamed ?? estimate.pages).requests,
      estimatedMegabytes: (estimate.streamed ?? estimate.pages).megabytes,
      estimateRequests: before.questions - begun.questions,
      peakMb: process.resourceUsage().maxRSS / 1024,
    }
  } finally {
    await close()
  }
}
